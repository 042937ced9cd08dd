"""Note the weekly hours of somebody's activities, and by how many less is asked of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session as Db

from bot.actions import changes, wording
from bot.actions.changes import Cause
from bot.actions.readiness import noting
from bot.rules import readiness as rules
from bot.rules.outcomes import MOST_HOURS
from bot.rules.refusals import Refused
from bot.rules.time import local
from storage.activities import Activity, Reduction
from storage.database import Database
from storage.people import Participant
from storage.vocabulary import ActivityKind, ChangeKind


class NotHours(Refused):
    """Write the hours a week as a number above 0 and up to {most}."""


@dataclass(frozen=True)
class Weekly:
    """So many hours a week, both dates included; without an end until further notice."""

    hours: float
    from_on: date
    until_on: date | None = None


def note_activity(
    database: Database,
    participant_id: int,
    weekly: Weekly,
    kind: ActivityKind,
    *,
    note: str = "",
    cause: Cause,
) -> int:
    """Note a weekly activity; return its number. Raises NotThere, and what is raised within."""

    def write(db: Db, person: Participant) -> Activity:
        return note_activity_in(db, person, weekly, kind, note=note, cause=cause)

    return noting.note(database, participant_id, write, thing="activity", cause=cause)


def note_activity_in(
    db: Db,
    person: Participant,
    weekly: Weekly,
    kind: ActivityKind,
    *,
    note: str = "",
    cause: Cause,
) -> Activity:
    """Note a weekly activity within a transaction.

    Raises NotHours, TooLongAgo, TooFarAhead, EndsTooEarly, CprNotAllowed, WordNotAllowed.
    """
    _check(weekly, cause)
    wording.check(db, person.municipality_id, {"detail": note})
    row = Activity(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        kind=kind,
        note=note.strip(),
        hours=weekly.hours,
        from_on=weekly.from_on,
        until_on=weekly.until_on,
        noted_at=cause.now,
        noted_by=cause.caller.staff_id,
    )
    db.add(row)
    db.flush()
    changes.record_of(db, person, ChangeKind.ACTIVITY_NOTED, cause, after=_activity(db, row))
    return row


def remove_activity(
    database: Database, participant_id: int, activity_id: int, *, cause: Cause
) -> None:
    """Remove a weekly activity as never planned; the change keeps it. Raises NotThere."""
    kind = ChangeKind.ACTIVITY_REMOVED

    def stop(row: Activity) -> bool:
        return _stop(row, cause)

    noting.end(
        database,
        participant_id,
        Activity,
        activity_id,
        stop,
        kind=kind,
        says=_activity,
        cause=cause,
    )


def remove_activity_in(db: Db, person: Participant, row: Activity, *, cause: Cause) -> None:
    """Remove a weekly activity within a transaction; the change keeps it."""
    if _stop(row, cause):
        kind = ChangeKind.ACTIVITY_REMOVED
        changes.record_of(db, person, kind, cause, after=_activity(db, row))


def note_reduction(database: Database, participant_id: int, less: Weekly, *, cause: Cause) -> int:
    """Note that less is asked; return its number. Raises NotThere, and what is raised within."""

    def write(db: Db, person: Participant) -> Reduction:
        return note_reduction_in(db, person, less, cause=cause)

    return noting.note(database, participant_id, write, thing="reduction", cause=cause)


def note_reduction_in(db: Db, person: Participant, less: Weekly, *, cause: Cause) -> Reduction:
    """Note that less is asked, within a transaction.

    Raises NotHours, TooLongAgo, TooFarAhead, EndsTooEarly.
    """
    _check(less, cause)
    row = Reduction(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        hours=less.hours,
        from_on=less.from_on,
        until_on=less.until_on,
        noted_at=cause.now,
        noted_by=cause.caller.staff_id,
    )
    db.add(row)
    db.flush()
    changes.record_of(db, person, ChangeKind.REDUCTION_NOTED, cause, after=_weekly(db, row))
    return row


def remove_reduction(
    database: Database, participant_id: int, reduction_id: int, *, cause: Cause
) -> None:
    """Remove a reduction as never given; the change keeps it. Raises NotThere."""
    kind = ChangeKind.REDUCTION_REMOVED

    def stop(row: Reduction) -> bool:
        return _stop(row, cause)

    noting.end(
        database,
        participant_id,
        Reduction,
        reduction_id,
        stop,
        kind=kind,
        says=_weekly,
        cause=cause,
    )


def _check(weekly: Weekly, cause: Cause) -> None:
    if not 0 < weekly.hours <= MOST_HOURS:
        raise NotHours(most=MOST_HOURS, field="hours")
    rules.check_span(weekly.from_on, weekly.until_on, today=local(cause.now).date())


def _stop(row: Activity | Reduction, cause: Cause) -> bool:
    was_there = row.removed_at is None
    row.removed_at = row.removed_at or cause.now
    return was_there


def _activity(db: Db, row: Activity) -> Mapping[str, Any]:
    return {"activity": row.id, "activity_kind": row.kind, "noted": row.note, **_weekly(db, row)}


def _weekly(_db: Db, row: Activity | Reduction) -> Mapping[str, Any]:
    number = {} if isinstance(row, Activity) else {"reduction": row.id}
    return {
        **number,
        "hours": row.hours,
        "on": row.from_on.isoformat(),
        "until": row.until_on.isoformat() if row.until_on else None,
    }
