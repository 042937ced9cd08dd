"""Agree on goals with somebody, and note what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session as Db

from bot.actions import changes, wording
from bot.actions.changes import Cause
from bot.actions.readiness import noting
from bot.rules import readiness as rules
from bot.rules.refusals import Refused
from bot.rules.time import local
from storage.database import Database
from storage.people import Participant
from storage.readiness import Goal
from storage.vocabulary import ChangeKind


class NotOpen(Refused):
    """This goal was reached or dropped already. Set a new one if there is more to do."""


@dataclass(frozen=True)
class Agreed:
    """What is to be reached, and by which day."""

    text: str
    due_on: date


def agree(database: Database, participant_id: int, agreed: Agreed, *, cause: Cause) -> int:
    """Set a goal; return its number. Raises NotThere, and what `agree_in` raises."""

    def write(db: Db, person: Participant) -> Goal:
        return agree_in(db, person, agreed, cause=cause)

    return noting.note(database, participant_id, write, thing="goal", cause=cause)


def agree_in(db: Db, person: Participant, agreed: Agreed, *, cause: Cause) -> Goal:
    """Set a goal within a transaction.

    Raises AlreadyPassed, TooFarAhead, CprNotAllowed, WordNotAllowed.
    """
    rules.check_ahead(agreed.due_on, today=local(cause.now).date(), field="due_on")
    wording.check(db, person.municipality_id, {"text": agreed.text})
    row = Goal(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        text=agreed.text.strip(),
        due_on=agreed.due_on,
        set_at=cause.now,
        set_by=cause.caller.staff_id,
    )
    db.add(row)
    db.flush()
    changes.record_of(db, person, ChangeKind.GOAL_SET, cause, after=_said(db, row))
    return row


def reach(database: Database, participant_id: int, goal_id: int, *, cause: Cause) -> None:
    """Note that a goal is reached today; raises NotThere, NotOpen."""

    def stop(row: Goal) -> bool:
        if row.reached_on is not None:
            return False
        if row.dropped_at is not None:
            raise NotOpen
        row.reached_on = local(cause.now).date()
        return True

    kind = ChangeKind.GOAL_REACHED
    noting.end(database, participant_id, Goal, goal_id, stop, kind=kind, says=_said, cause=cause)


def drop(database: Database, participant_id: int, goal_id: int, *, cause: Cause) -> None:
    """Note that a goal is no longer theirs; raises NotThere, NotOpen."""

    def stop(row: Goal) -> bool:
        if row.dropped_at is not None:
            return False
        if row.reached_on is not None:
            raise NotOpen
        row.dropped_at = cause.now
        return True

    kind = ChangeKind.GOAL_DROPPED
    noting.end(database, participant_id, Goal, goal_id, stop, kind=kind, says=_said, cause=cause)


def _said(_db: Db, row: Goal) -> Mapping[str, Any]:
    return {"goal": row.id, "noted": row.text, "until": row.due_on.isoformat()}
