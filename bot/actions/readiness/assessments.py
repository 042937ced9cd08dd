"""Staff answer the questions of the quarter about somebody, as the person does themselves."""

from collections.abc import Mapping

from sqlmodel import Session as Db

from bot.actions import access, changes
from bot.actions.changes import Cause
from bot.rules import statuses as rules
from bot.rules.refusals import Refused
from bot.rules.time import local
from bot.texts import pulses
from storage import readiness, statuses
from storage.database import FOR_CHANGE, Database
from storage.people import Participant
from storage.readiness import Assessment
from storage.vocabulary import ChangeKind


class NoAnswers(Refused):
    """Answer at least one question."""


class NotAnAnswer(Refused):
    """Answer with a number from 1 to 5."""


def assess(
    database: Database, participant_id: int, scores: Mapping[str, int], *, cause: Cause
) -> None:
    """Answer questions of this quarter by their keys, or answer them anew.

    What is not answered stays as it was. Raises NotThere, NoAnswers, NotAnAnswer.
    """
    with database.transaction() as db:
        access.municipality(db, cause.caller)
        person = access.participant(db, cause.caller, participant_id)
        db.get_one(Participant, participant_id, with_for_update=FOR_CHANGE)
        if not changes.is_done(db, cause):
            _assess(db, person, scores, cause=cause)


def _assess(db: Db, person: Participant, scores: Mapping[str, int], *, cause: Cause) -> None:
    asked = _asked(db, person.municipality_id)
    if not scores:
        raise NoAnswers
    for key, score in scores.items():
        if key not in asked or not rules.LOWEST <= score <= rules.HIGHEST:
            raise NotAnAnswer(field=key)
    quarter = rules.quarter(local(cause.now).date())
    known = {
        row.key: row
        for row in readiness.assessments_of(db, person.id or 0)
        if row.quarter == quarter
    }
    before = {key: known[key].score for key in scores if key in known}
    for key, score in scores.items():
        row = known.get(key) or Assessment(
            municipality_id=person.municipality_id,
            participant_id=person.id or 0,
            quarter=quarter,
            key=key,
            score=score,
            staff_id=cause.caller.staff_id or 0,
            answered_at=cause.now,
        )
        if row.score != score or row.id is None:
            row.score, row.answered_at = score, cause.now
            row.staff_id = cause.caller.staff_id or 0
            db.add(row)
    after = {"quarter": quarter.isoformat(), "scores": dict(scores)}
    changes.record_of(db, person, ChangeKind.ASSESSED, cause, before=before, after=after)


def _asked(db: Db, municipality_id: int) -> tuple[str, ...]:
    """Return the questions that the municipality asks now."""
    own = [one.key for one in statuses.questions_of(db, municipality_id)]
    return tuple(own) or pulses.SHIPPED
