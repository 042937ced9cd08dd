"""What can be asked about somebody's readiness for a job, in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, Float, and_, case, cast, func, literal, or_, true
from sqlmodel import col, select

from bot.queries.search.sql import Condition, Fits, Some, When
from bot.rules.search import things
from bot.rules.search.readiness import OPEN, OVERDUE, REACHED
from storage.abilities import DanishLevel, Skill
from storage.activities import Activity
from storage.people import Participant
from storage.readiness import Assessment, Category, Decision, Goal
from storage.statuses import CheckIn, Pulse, PulseAnswer
from storage.vocabulary import Trend

EDUCATION = 10
"""A level of Danish is ten times the education, and the module."""


def goal_counts(_when: When, asked: frozenset[str]) -> Condition:
    """Tell whether a goal is the person's, and counts when these fields are asked for."""
    still = true() if things.GOAL in asked else col(Goal.reached_on).is_(None)
    return and_(col(Goal.participant_id) == Participant.id, col(Goal.dropped_at).is_(None), still)


def _decision(column: Any) -> ColumnElement[Any]:  # noqa: ANN401  # a column of any type
    """Return a column of the decision that holds."""
    return (
        select(column)
        .select_from(Decision)
        .where(Decision.participant_id == Participant.id, col(Decision.withdrawn_at).is_(None))
        .order_by(col(Decision.decided_on).desc(), col(Decision.id).desc())
        .limit(1)
        .correlate(Participant)  # also from within another subquery
        .scalar_subquery()
    )


def _category(_when: When, fits: Fits) -> Condition:
    return fits(_decision(Decision.category_id))


def _category_since(_when: When, fits: Fits) -> Condition:
    return fits(_decision(Decision.decided_on))


def _ready(_when: When, fits: Fits) -> Condition:
    answer = case((col(Category.is_ready), literal("yes")), else_=literal("no"))
    held = select(Category.id).where(Category.id == _decision(Decision.category_id), fits(answer))
    return held.exists()


def _score(nth: int) -> ColumnElement[Any]:
    """Return the score of the check-in that was answered latest, or of one before it."""
    return (
        select(col(CheckIn.score))
        .where(CheckIn.participant_id == Participant.id, col(CheckIn.score).is_not(None))
        .order_by(col(CheckIn.week).desc())
        .limit(1)
        .offset(nth)
        .scalar_subquery()
    )


def _average(nth: int) -> ColumnElement[Any]:
    """Return the average of the latest pulse with answers, or of one before it."""
    return (
        select(func.avg(cast(PulseAnswer.score, Float)))
        .join(Pulse, col(Pulse.id) == PulseAnswer.pulse_id)
        .where(Pulse.participant_id == Participant.id)
        .group_by(col(Pulse.quarter))
        .order_by(col(Pulse.quarter).desc())
        .limit(1)
        .offset(nth)
        .scalar_subquery()
    )


def _trend(latest: ColumnElement[Any], before: ColumnElement[Any]) -> ColumnElement[Any]:
    # By the sign of the difference, so that both scores are looked up once.
    trends = {1: Trend.RISING.value, -1: Trend.FALLING.value, 0: Trend.STEADY.value}
    return case(trends, value=func.sign(latest - before))


def _readiness(_when: When, fits: Fits) -> Condition:
    return fits(_trend(_score(0), _score(1)))


def _progression(_when: When, fits: Fits) -> Condition:
    return fits(_trend(_average(0), _average(1)))


def _check_in(_when: When, fits: Fits) -> Condition:
    return fits(_score(0))


def _pulse(_when: When, fits: Fits) -> Condition:
    return fits(_average(0))


def _assessment(_when: When, fits: Fits) -> Condition:
    average = (
        select(func.avg(cast(Assessment.score, Float)))
        .where(Assessment.participant_id == Participant.id)
        .group_by(col(Assessment.quarter))
        .order_by(col(Assessment.quarter).desc())
        .limit(1)
    )
    return fits(average.scalar_subquery())


def _danish(_when: When, fits: Fits) -> Condition:
    level = (
        select(col(DanishLevel.education) * EDUCATION + col(DanishLevel.module))
        .where(
            DanishLevel.participant_id == Participant.id, col(DanishLevel.withdrawn_at).is_(None)
        )
        .order_by(col(DanishLevel.since).desc(), col(DanishLevel.id).desc())
        .limit(1)
    )
    return fits(level.scalar_subquery())


def _hours(when: When, fits: Fits) -> Condition:
    planned = select(func.coalesce(func.sum(Activity.hours), 0.0)).where(
        Activity.participant_id == Participant.id,
        col(Activity.removed_at).is_(None),
        Activity.from_on <= when.today,
        or_(col(Activity.until_on).is_(None), col(Activity.until_on) >= when.today),
    )
    return fits(planned.scalar_subquery())


def _skill(_when: When, fits: Fits) -> Condition:
    skilled = select(Skill.id).where(
        Skill.participant_id == Participant.id,
        col(Skill.removed_at).is_(None),
        fits(col(Skill.name)),
    )
    return skilled.exists()


def _goal(when: When, fits: Fits) -> Condition:
    is_open = col(Goal.reached_on).is_(None)
    return or_(
        and_(~is_open, fits(literal(REACHED))),
        and_(is_open, fits(literal(OPEN))),
        and_(is_open, col(Goal.due_on) < when.today, fits(literal(OVERDUE))),
    )


def _due(_when: When, fits: Fits) -> Condition:
    return fits(col(Goal.due_on))


SOME: dict[str, Some] = {
    "category": _category,
    "category_since": _category_since,
    "ready": _ready,
    "readiness": _readiness,
    "check_in": _check_in,
    "pulse": _pulse,
    "progression": _progression,
    "assessment": _assessment,
    "danish": _danish,
    "hours": _hours,
    "skill": _skill,
    "goal": _goal,
    "due": _due,
}
