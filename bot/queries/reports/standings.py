"""Where everybody of a project stands on a day, in SQL: each fact by its own date."""

import functools
import operator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlmodel import col

from bot.rules.outcomes import CLAIMABLE
from bot.rules.reports.standing import Fact, Place, Standing
from bot.rules.time import days
from storage.courses import Course, Phase
from storage.enrolments import Enrolment
from storage.outcomes import Achievement
from storage.people import Participant
from storage.readiness import Category, Decision
from storage.vocabulary import ClaimState, EnrolmentEnd, OutcomeKind

HOLDING = {
    Fact.JOB: OutcomeKind.JOB,
    Fact.IGU: OutcomeKind.IGU,
    Fact.EDUCATION: OutcomeKind.EDUCATION,
    Fact.SELF_SUPPORTING: OutcomeKind.SELF_SUPPORTING,
}
"""What holds on the day because it was confirmed, has begun and has not ended."""
FOUND = (*HOLDING, Fact.LATER)
FACTS = (*FOUND, Fact.READY)
"""In the order of their bits."""


def standings(
    project_id: int,
    as_of: date,
    *columns: Any,  # noqa: ANN401  # columns of any type
    by_course: bool = False,
    with_people: bool = True,
) -> Select[Any]:
    """Return who stands where, one row a person: these columns, then the number that `read` reads.

    With `by_course` it is one row for each person and course, whose number comes just before.
    Columns of Participant can be asked for `with_people`.
    """
    places = _places(project_id, as_of, by_course=by_course)
    found, latest = _found(as_of), _latest(as_of)
    facts = [
        places.c.completed,
        places.c.still,
        *(func.coalesce(found.c[fact.value], 0) for fact in FOUND),
        func.coalesce(latest.c.is_ready, 0),
    ]
    # As one number: it is grouped by, and one column is sorted in half the time of nine.
    standing = functools.reduce(operator.add, (fact * (1 << bit) for bit, fact in enumerate(facts)))
    chosen = [*columns, *([places.c.course_id] if by_course else []), standing.label("standing")]
    rows = select(*chosen).select_from(places)
    if with_people:
        rows = rows.join(Participant, col(Participant.id) == places.c.participant_id)
    return rows.outerjoin(found, found.c.participant_id == places.c.participant_id).outerjoin(
        latest, latest.c.participant_id == places.c.participant_id
    )


def read(number: int) -> Standing:
    """Return the standing that a number in a row stands for."""
    completed, still, *facts = (bool(number >> bit & 1) for bit in range(2 + len(FACTS)))
    place = Place.COMPLETED if completed else Place.STILL if still else Place.LEFT
    return Standing(
        place, frozenset(fact for fact, holds in zip(FACTS, facts, strict=True) if holds)
    )


def _places(project_id: int, as_of: date, *, by_course: bool) -> Subquery:
    """Return who has started by then, and what became of their places.

    Somebody starts as they get a place, but not before the first phase of the course. Whose place
    ended before that has never started.
    """
    begins = (
        select(col(Phase.course_id), func.min(col(Phase.starts_on)).label("on"))
        .group_by(col(Phase.course_id))
        .subquery()
    )
    until = days(as_of, count=1)[1]
    ended = col(Enrolment.ended_at)
    completed = and_(ended < until, col(Enrolment.ending) == EnrolmentEnd.COMPLETED)
    still = or_(ended.is_(None), ended >= until)
    keys = [col(Enrolment.participant_id), *([col(Enrolment.course_id)] if by_course else [])]
    return (
        select(*keys, _any(completed).label("completed"), _any(still).label("still"))
        .join(Course, col(Course.id) == col(Enrolment.course_id))
        .outerjoin(begins, begins.c.course_id == col(Enrolment.course_id))
        .where(
            col(Course.project_id) == project_id,
            col(Enrolment.since) < until,
            or_(
                begins.c.on.is_(None),
                and_(begins.c.on <= as_of, or_(ended.is_(None), ended >= begins.c.on)),
            ),
        )
        .group_by(*keys)
        .subquery("places")
    )


def _found(as_of: date) -> Subquery:
    """Return what holds of whom because it was confirmed; without a first day nothing holds."""
    kind, starts, ends = (
        col(Achievement.kind),
        col(Achievement.starts_on),
        col(Achievement.ends_on),
    )
    holds = and_(starts <= as_of, or_(ends.is_(None), ends >= as_of))
    flags = [_any(and_(kind == word, holds)).label(fact.value) for fact, word in HOLDING.items()]
    later = _any(and_(kind.in_(CLAIMABLE), starts > as_of)).label(Fact.LATER.value)
    person = col(Achievement.participant_id)
    return (
        select(person, *flags, later)
        .where(col(Achievement.state) == ClaimState.CONFIRMED, starts.is_not(None))
        .group_by(person)
        .subquery("found")
    )


def _latest(as_of: date) -> Subquery:
    """Return in whose latest match category people are assessed as ready for a job."""
    ranked = (
        select(
            col(Decision.participant_id),
            col(Decision.category_id),
            func.row_number()
            .over(
                partition_by=col(Decision.participant_id),
                order_by=(col(Decision.decided_on).desc(), col(Decision.id).desc()),
            )
            .label("rank"),
        )
        .where(col(Decision.withdrawn_at).is_(None), col(Decision.decided_on) <= as_of)
        .subquery()
    )
    return (
        select(
            ranked.c.participant_id, case((col(Category.is_ready), 1), else_=0).label("is_ready")
        )
        .join(ranked, ranked.c.category_id == col(Category.id))
        .where(ranked.c.rank == 1)
        .subquery("latest")
    )


def _any(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.max(case((holds, 1), else_=0))
