"""Selam has found a job; nobody has confirmed it yet."""

from datetime import date

from storage.database import Database
from storage.outcomes import Achievement
from storage.vocabulary import ClaimState, OutcomeKind
from tests.support.founding import NOW, Town


def found(database: Database, town: Town) -> int:
    """Return the number of the claim."""
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
