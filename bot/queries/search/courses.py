"""What can be asked about courses, in SQL."""

from sqlalchemy import and_, or_, select, true

from bot.queries.search.sql import Condition, Fits, Some, When
from bot.rules.search import things
from storage.columns import columns
from storage.courses import Course, Phase
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.placements import Placement
from storage.vocabulary import PhaseKind

PERSON = columns(Participant)
COURSE = columns(Course)
PHASE = columns(Phase)
PLACEMENT = columns(Placement)
PLACE = columns(Enrolment)


def counts(_when: When, asked: frozenset[str]) -> Condition:
    """Tell whether a place is the person's, and counts when these fields are asked for."""
    taken = true() if things.ENDING in asked else PLACE.ended_at.is_(None)
    return and_(PLACE.participant_id == PERSON.id, taken)


def _course(_when: When, fits: Fits) -> Condition:
    return fits(PLACE.course_id)


def _project(_when: When, fits: Fits) -> Condition:
    courses = select(COURSE.id).where(fits(COURSE.project_id))
    found: Condition = PLACE.course_id.in_(courses)
    return found


def _enrolled(_when: When, fits: Fits) -> Condition:
    return fits(PLACE.since)


def _ending(_when: When, fits: Fits) -> Condition:
    return fits(PLACE.ending)


def _phase(when: When, fits: Fits) -> Condition:
    """Tell in what phase somebody is today, as `storage.stages.in_phase` does for one phase."""
    on_courses = select(PLACE.id).where(
        PLACE.participant_id == PERSON.id,
        PLACE.ended_at.is_(None),
        PHASE.course_id == PLACE.course_id,
        PHASE.starts_on <= when.today,
        PHASE.ends_on >= when.today,
        fits(PHASE.kind),
    )
    on_placements = select(PLACEMENT.id).where(
        PLACEMENT.participant_id == PERSON.id,
        PLACEMENT.from_on <= when.today,
        PLACEMENT.until_on >= when.today,
        PLACEMENT.ended_at.is_(None),
    )
    placed = and_(fits.word(PhaseKind.PLACEMENT), on_placements.exists())
    return or_(on_courses.exists(), placed)


SOME: dict[str, Some] = {
    "course": _course,
    "project": _project,
    "enrolled": _enrolled,
    "ending": _ending,
    "phase": _phase,
}
