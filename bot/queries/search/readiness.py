"""What can be asked about somebody's readiness for a job, in SQL."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, and_, cast, func, or_, select, true

from bot.queries.search.sql import Condition, Fits, Some, When
from bot.rules.hours import WEEK
from bot.rules.search import things
from bot.rules.search.people import NO, YES
from bot.rules.search.readiness import OPEN, OVERDUE, REACHED
from bot.rules.search.tree import STEP
from bot.rules.time import monday
from storage.abilities import DanishLevel, Skill
from storage.activities import Activity
from storage.columns import columns
from storage.people import Participant
from storage.readiness import Assessment, Category, Decision, Goal
from storage.statuses import CheckIn, Pulse, PulseAnswer
from storage.vocabulary import Trend

PERSON = columns(Participant)
LEVEL = columns(DanishLevel)
SKILL = columns(Skill)
ACTIVITY = columns(Activity)
BEGUN = ACTIVITY.id.table.alias("begun").c
ASSESSMENT = columns(Assessment)
CATEGORY = columns(Category)
DECISION = columns(Decision)
GOAL = columns(Goal)
CHECK_IN = columns(CheckIn)
PULSE = columns(Pulse)
SCORE = columns(PulseAnswer)


def goal_counts(_when: When, asked: frozenset[str]) -> Condition:
    """Tell whether a goal is the person's, and counts when these fields are asked for."""
    still = true() if things.GOAL in asked else GOAL.reached_on.is_(None)
    return and_(GOAL.participant_id == PERSON.id, GOAL.dropped_at.is_(None), still)


def _decision(column: Any) -> ColumnElement[Any]:  # noqa: ANN401  # a column of any type
    """Return a column of the decision that holds."""
    return (
        select(column)
        .where(DECISION.participant_id == PERSON.id, DECISION.withdrawn_at.is_(None))
        .order_by(DECISION.decided_on.desc(), DECISION.id.desc())
        .limit(1)
        .correlate(PERSON.id.table)  # also from within another subquery
        .scalar_subquery()
    )


def _category(_when: When, fits: Fits) -> Condition:
    return fits(_decision(DECISION.category_id))


def _category_since(_when: When, fits: Fits) -> Condition:
    return fits(_decision(DECISION.decided_on))


def _ready(_when: When, fits: Fits) -> Condition:
    is_ready = CATEGORY.is_ready
    answer = or_(and_(fits.word(YES), is_ready), and_(fits.word(NO), ~is_ready))
    held = select(CATEGORY.id).where(CATEGORY.id == _decision(DECISION.category_id), answer)
    return held.exists()


def _score(nth: int) -> ColumnElement[Any]:
    """Return the score of the check-in that was answered latest, or of one before it."""
    return (
        select(CHECK_IN.score)
        .where(CHECK_IN.participant_id == PERSON.id, CHECK_IN.score.is_not(None))
        .order_by(CHECK_IN.week.desc())
        .limit(1)
        .offset(nth)
        .scalar_subquery()
    )


def _average(nth: int) -> ColumnElement[Any]:
    """Return the average of the latest pulse with answers, or of one before it."""
    return (
        select(func.avg(cast(SCORE.score, Float)))
        .where(PULSE.participant_id == PERSON.id, PULSE.id == SCORE.pulse_id)
        .group_by(PULSE.quarter)
        .order_by(PULSE.quarter.desc())
        .limit(1)
        .offset(nth)
        .scalar_subquery()
    )


def _trend(fits: Fits, latest: ColumnElement[Any], before: ColumnElement[Any]) -> Condition:
    return or_(
        and_(fits.word(Trend.RISING), latest > before),
        and_(fits.word(Trend.FALLING), latest < before),
        and_(fits.word(Trend.STEADY), latest == before),
    )


def _readiness(_when: When, fits: Fits) -> Condition:
    return _trend(fits, _score(0), _score(1))


def _progression(_when: When, fits: Fits) -> Condition:
    return _trend(fits, _average(0), _average(1))


def _check_in(_when: When, fits: Fits) -> Condition:
    return fits(_score(0))


def _pulse(_when: When, fits: Fits) -> Condition:
    return fits(_average(0))


def _assessment(_when: When, fits: Fits) -> Condition:
    average = (
        select(func.avg(cast(ASSESSMENT.score, Float)))
        .where(ASSESSMENT.participant_id == PERSON.id)
        .group_by(ASSESSMENT.quarter)
        .order_by(ASSESSMENT.quarter.desc())
        .limit(1)
    )
    return fits(average.scalar_subquery())


def _danish(_when: When, fits: Fits) -> Condition:
    level = (
        select(LEVEL.education * STEP + LEVEL.module)
        .where(LEVEL.participant_id == PERSON.id, LEVEL.withdrawn_at.is_(None))
        .order_by(LEVEL.since.desc(), LEVEL.id.desc())
        .limit(1)
    )
    return fits(level.scalar_subquery())


def _hours(when: When, fits: Fits) -> Condition:
    """Tell of the weekly activities what `rules.hours.fullest` tells of them in this week.

    On its fullest day one of them begins, or it is the Monday.
    """
    first = monday(when.today)
    fullest = (
        select(func.sum(ACTIVITY.hours))
        .where(
            BEGUN.participant_id == PERSON.id,
            ACTIVITY.participant_id == BEGUN.participant_id,
            *_running(BEGUN, first, until=first + WEEK[-1]),
            *_running(ACTIVITY, first, until=first + WEEK[-1]),
            or_(ACTIVITY.from_on <= first, ACTIVITY.from_on <= BEGUN.from_on),
            or_(ACTIVITY.until_on.is_(None), ACTIVITY.until_on >= BEGUN.from_on),
        )
        .group_by(BEGUN.id)
        .order_by(func.sum(ACTIVITY.hours).desc())
        .limit(1)
    )
    return fits(func.coalesce(fullest.scalar_subquery(), 0.0))


def _running(activity: Any, first: date, *, until: date) -> tuple[Condition, ...]:  # noqa: ANN401
    """Tell whether an activity runs on any of these days."""
    return (
        activity.removed_at.is_(None),
        activity.from_on <= until,
        or_(activity.until_on.is_(None), activity.until_on >= first),
    )


def _skill(_when: When, fits: Fits) -> Condition:
    skilled = select(SKILL.id).where(
        SKILL.participant_id == PERSON.id,
        SKILL.removed_at.is_(None),
        fits(SKILL.name),
    )
    return skilled.exists()


def _goal(when: When, fits: Fits) -> Condition:
    is_open = GOAL.reached_on.is_(None)
    return or_(
        and_(fits.word(REACHED), ~is_open),
        and_(fits.word(OPEN), is_open),
        and_(fits.word(OVERDUE), is_open, GOAL.due_on < when.today),
    )


def _due(_when: When, fits: Fits) -> Condition:
    return fits(GOAL.due_on)


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
