"""Move a session as the console's form does: another time, and all else as it was."""

from dataclasses import replace
from datetime import datetime

from bot.actions import schedule
from bot.actions.changes import Cause
from storage.database import Database
from storage.schedule import Session


def move(
    database: Database, session_id: int, starts_at: datetime, ends_at: datetime, *, cause: Cause
) -> None:
    """Give a session another time; raises as `schedule.change` does."""
    with database.reading() as db:
        known = schedule.plan_of(db.get_one(Session, session_id))
    plan = replace(known, starts_at=starts_at, ends_at=ends_at)
    schedule.change(database, session_id, plan, cause=cause)
