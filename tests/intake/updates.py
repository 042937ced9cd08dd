"""Updates as Telegram sends them."""

import json
from datetime import UTC, datetime

from sqlmodel import select

from storage.database import Database
from storage.inbox import Inbox

BOT = "1"
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


def clock() -> datetime:
    """Return the moment at which all these tests take place."""
    return NOW


def update(number: int, chat: int = 7, text: str = "hello") -> bytes:
    """Return the raw bytes of a message."""
    return json.dumps(
        {"update_id": number, "message": {"chat": {"id": chat}, "text": text}}
    ).encode()


def stored(database: Database) -> list[Inbox]:
    """Return the inbox in Telegram's order."""
    with database.reading() as db:
        return sorted(db.exec(select(Inbox)), key=lambda row: (row.update_id or 0, row.id))
