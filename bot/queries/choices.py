"""The buttons that a chat was shown last, for those who type."""

from storage import chats
from storage.database import Database


def shown(database: Database, bot: str, telegram_id: int) -> list[str]:
    """Return the data of the buttons in reading order; nothing for an unknown chat."""
    with database.reading() as db:
        chat = chats.by_telegram(db, bot, telegram_id)
        return list(chat.choices) if chat else []
