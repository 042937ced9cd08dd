"""Say a row of the outbox as things are now."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session as Db

from bot.queries import facts
from bot.texts import registry
from bot.texts.changes import Refresh
from bot.texts.message import Message, Text
from storage.outbox import Outbox


def message(db: Db, row: Outbox, now: datetime) -> Message | None:
    """Return the message, or None when there is nothing left to correct."""
    notice = registry.read(row.kind, row.params)
    if isinstance(notice, Refresh):
        return _corrected(db, notice, now)
    known = facts.load(db, row, notice, now)
    return notice.say(notice.voice(known.language), known)


def _corrected(db: Db, refresh: Refresh, now: datetime) -> Message | None:
    """Say an earlier message again, as an edit of it."""
    earlier = db.get(Outbox, refresh.row_id)
    if earlier is None or earlier.message_id is None:
        return None
    said = message(db, earlier, now)
    return replace(said, edits=earlier.message_id) if isinstance(said, Text) else None
