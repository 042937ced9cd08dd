"""What can be asked about courses, in SQL."""

from sqlalchemy import and_, literal, or_, true
from sqlmodel import col, select

from bot.queries.search.sql import Condition, Fits, Some, When
from bot.rules.search import things
from storage.courses import Course, Phase
from storage.people import Participant
from storage.placements import Placement
from storage.schedule import Enrolment
from storage.vocabulary import PhaseKind


def counts(_when: When, asked: frozenset[str]) -> Condition:
    """Tell whether a place is the person's, and counts when these fields are asked for."""
    taken = true() if things.ENDING in asked else col(Enrolment.ended_at).is_(None)
    return and_(col(Enrolment.participant_id) == Participant.id, taken)


def _course(_when: When, fits: Fits) -> Condition:
    return fits(col(Enrolment.course_id))


def _project(_when: When, fits: Fits) -> Condition:
    courses = select(Course.id).where(fits(col(Course.project_id)))
    return col(Enrolment.course_id).in_(courses)


def _enrolled(_when: When, fits: Fits) -> Condition:
    return fits(col(Enrolment.since))


def _ending(_when: When, fits: Fits) -> Condition:
    return fits(col(Enrolment.ending))


def _phase(when: When, fits: Fits) -> Condition:
    """Tell in what phase somebody is today, as `storage.stages.in_phase` does for one phase."""
    on_courses = (
        select(Enrolment.id)
        .join(Phase, col(Phase.course_id) == Enrolment.course_id)
        .where(
            Enrolment.participant_id == Participant.id,
            col(Enrolment.ended_at).is_(None),
            Phase.starts_on <= when.today,
            Phase.ends_on >= when.today,
            fits(col(Phase.kind)),
        )
    )
    on_placements = select(Placement.id).where(
        Placement.participant_id == Participant.id,
        Placement.from_on <= when.today,
        Placement.until_on >= when.today,
        col(Placement.ended_at).is_(None),
        fits(literal(PhaseKind.PLACEMENT.value)),
    )
    return or_(on_courses.exists(), on_placements.exists())


SOME: dict[str, Some] = {
    "course": _course,
    "project": _project,
    "enrolled": _enrolled,
    "ending": _ending,
    "phase": _phase,
}
