"""The buttons that a chat was shown last, for those who type."""

from dataclasses import dataclass

from storage import chats
from storage.database import Database


@dataclass(frozen=True)
class Shown:
    """The newest message that has buttons, and their data in reading order."""

    message_id: int
    data: tuple[str, ...]


def shown(database: Database, bot: str, telegram_id: int) -> Shown | None:
    """Return the buttons that a typed number means, if there are any."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
    if chat is None or not chat.choices:
        return None
    newest = chat.choices[-1]
    return Shown(newest["message"], tuple(newest["data"]))
