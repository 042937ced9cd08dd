"""Write down that somebody fetched a report with names in it."""

from collections.abc import Mapping
from datetime import datetime

from bot.actions import access, changes
from bot.actions.access import Caller
from bot.actions.changes import Cause
from storage.database import Database
from storage.vocabulary import ChangeKind


def note_fetched(
    database: Database, caller: Caller, project_id: int, what: Mapping[str, object], now: datetime
) -> None:
    """Note what was fetched, once an hour however often the page is looked at; raises NotThere."""
    access.caseworkers_only(caller)
    asked = ":".join(str(value) for value in what.values())
    key = f"report:{caller.staff_id}:{project_id}:{asked}:{now:%Y-%m-%dT%H}"
    cause = Cause(caller, key, now)
    with database.transaction() as db:
        access.project(db, caller, project_id)
        if not changes.is_done(db, cause):
            changes.record(
                db,
                cause,
                ChangeKind.REPORT_FETCHED,
                municipality_id=caller.municipality_id,
                after={"project": project_id, **what},
            )
