"""Decide which match category somebody is in, and withdraw what was decided wrongly."""

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
from storage.readiness import Category, Decision
from storage.vocabulary import ChangeKind


class NotGiven(Refused):
    """Choose a category that your municipality uses."""


class NoReason(Refused):
    """Write the reason, so that it can be understood later."""


@dataclass(frozen=True)
class Decided:
    """What was decided: the category, on which day, and why."""

    category_id: int
    decided_on: date
    reason: str


def decide(database: Database, participant_id: int, decided: Decided, *, cause: Cause) -> int:
    """Put a person into a category; return the number of the decision.

    Raises NotThere, and what `decide_in` raises.
    """

    def write(db: Db, person: Participant) -> Decision:
        return decide_in(db, person, decided, cause=cause)

    return noting.note(database, participant_id, write, thing="decision", cause=cause)


def decide_in(db: Db, person: Participant, decided: Decided, *, cause: Cause) -> Decision:
    """Put a person into a category within a transaction.

    Raises NotGiven, NotYet, TooLongAgo, NoReason, CprNotAllowed, WordNotAllowed.
    """
    category = db.get(Category, decided.category_id)
    here = person.municipality_id
    if category is None or category.municipality_id != here or not category.active:
        raise NotGiven(field="category")
    rules.check_past(decided.decided_on, today=local(cause.now).date(), field="decided_on")
    if not decided.reason.strip():
        raise NoReason(field="reason")
    wording.check(db, here, {"reason": decided.reason})
    row = Decision(
        municipality_id=here,
        participant_id=person.id or 0,
        category_id=decided.category_id,
        decided_on=decided.decided_on,
        horizon_months=category.horizon_months,
        reason=decided.reason.strip(),
        author_id=cause.caller.staff_id,
        noted_at=cause.now,
    )
    db.add(row)
    db.flush()
    changes.record_of(db, person, ChangeKind.DECIDED, cause, after=_said(db, row))
    return row


def withdraw(database: Database, participant_id: int, decision_id: int, *, cause: Cause) -> None:
    """Withdraw a decision: the one before it holds again, and it stays as history.

    Raises NotThere.
    """

    def stop(row: Decision) -> bool:
        is_standing = row.withdrawn_at is None
        row.withdrawn_at = row.withdrawn_at or cause.now
        return is_standing

    kind = ChangeKind.DECISION_WITHDRAWN
    noting.end(
        database, participant_id, Decision, decision_id, stop, kind=kind, says=_said, cause=cause
    )


def _said(_db: Db, row: Decision) -> Mapping[str, Any]:
    return {
        "decision": row.id,
        "category": row.category_id,
        "on": row.decided_on.isoformat(),
        "noted": row.reason,
    }
