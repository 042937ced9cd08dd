"""What was sent from a shared phone before it was known who holds it."""

from dataclasses import dataclass

from storage import chats, inbox
from storage.database import Database


@dataclass(frozen=True)
class Unheard:
    """Raw updates in Telegram's order, and whose they are as is known by now."""

    participant_id: int
    raws: list[bytes]


def of(database: Database, bot: str, telegram_id: int) -> Unheard | None:
    """Return what can go on in this chat, if anything."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
        if chat is None or chat.participant_id is None or not chat.unheard:
            return None
        return Unheard(chat.participant_id, inbox.raws(db, bot, chat.unheard))
