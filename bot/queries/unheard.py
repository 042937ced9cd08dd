"""What was sent from a shared phone before it was known who holds it."""

from dataclasses import dataclass

from storage import chats, inbox
from storage.database import Database


@dataclass(frozen=True)
class Unheard:
    """A raw update, and whose it is as is known by now."""

    participant_id: int
    raw: bytes


def of(database: Database, bot: str, telegram_id: int) -> list[Unheard]:
    """Return what can go on in this chat, in Telegram's order."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
        waiting = chat.unheard if chat else ()
        whose = {one["update"]: one["whose"] for one in waiting if one["whose"] is not None}
        kept = inbox.raws(db, bot, list(whose)) if whose else {}
    return [Unheard(whose[number], raw) for number, raw in kept.items()]
