"""Somebody has found a job; nobody has confirmed it yet."""

from datetime import date, datetime

from bot.actions import tasks
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from storage.database import Database
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import ClaimState, OutcomeKind, TaskKind
from tests.support.founding import NOW, Town


def told(database: Database, participant_id: int, now: datetime) -> None:
    """Let somebody claim a job, which stands on the list of the staff."""
    with database.transaction() as db:
        person = db.get_one(Participant, participant_id)
        claim = Achievement(
            municipality_id=person.municipality_id,
            participant_id=participant_id,
            kind=OutcomeKind.JOB,
            state=ClaimState.CLAIMED,
            employer="Nørreport Bageri",
            claimed_at=now,
        )
        db.add(claim)
        db.flush()
        cause = Cause(OPERATOR, "journey:claim", now)
        tasks.open_in(db, person, TaskKind.OUTCOME, cause=cause, about_id=claim.id)


def found(database: Database, town: Town) -> int:
    """Return the number of Selam's claim."""
    with database.transaction() as db:
        claim = Achievement(
            municipality_id=1,
            participant_id=town.people["Selam"],
            kind=OutcomeKind.JOB,
            state=ClaimState.CLAIMED,
            employer="Hotel Randers",
            hours=30,
            starts_on=date(2026, 12, 1),
            claimed_at=NOW,
        )
        db.add(claim)
        db.flush()
        return claim.id or 0
