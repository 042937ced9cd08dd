"""What is known of people's readiness for a job."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlmodel import Session as Db, col, select

from bot.queries.search.gathering import Found, Loaders, gathered, latest
from bot.queries.search.sql import When
from bot.rules import hours
from bot.rules.hours import Weekly
from bot.rules.search.facts import GoalFacts
from bot.rules.search.tree import STEP
from bot.rules.time import monday
from storage.abilities import DanishLevel, Skill
from storage.activities import Activity
from storage.readiness import Assessment, Category, Decision, Goal
from storage.statuses import CheckIn, Pulse, PulseAnswer

SHOWN = 2
"""So many of the latest scores are looked at."""


def _category(db: Db, numbers: Collection[int], _when: When) -> Found:
    return _decision(db, numbers, col(Decision.category_id))


def _category_since(db: Db, numbers: Collection[int], _when: When) -> Found:
    return _decision(db, numbers, col(Decision.decided_on))


def _decision(db: Db, numbers: Collection[int], column: Any) -> Found:  # noqa: ANN401  # a column of any type
    """Return a column of the decisions that hold."""
    rows = db.exec(
        select(Decision.participant_id, column)
        .where(col(Decision.participant_id).in_(numbers), col(Decision.withdrawn_at).is_(None))
        .order_by(col(Decision.decided_on).desc(), col(Decision.id).desc())
    )
    return latest(rows)


def _ready(db: Db, numbers: Collection[int], when: When) -> Found:
    categories = _category(db, numbers, when)
    are_ready = dict(db.exec(select(Category.id, Category.is_ready)).all())
    return {number: are_ready[category] for number, category in categories.items()}


def _level(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(DanishLevel.participant_id, DanishLevel.education, DanishLevel.module)
        .where(
            col(DanishLevel.participant_id).in_(numbers), col(DanishLevel.withdrawn_at).is_(None)
        )
        .order_by(col(DanishLevel.since).desc(), col(DanishLevel.id).desc())
    )
    return latest((number, education * STEP + module) for number, education, module in rows)


def _hours(db: Db, numbers: Collection[int], when: When) -> Found:
    rows = db.exec(
        select(Activity).where(
            col(Activity.participant_id).in_(numbers), col(Activity.removed_at).is_(None)
        )
    )
    weekly = gathered(
        (row.participant_id, Weekly(row.hours, row.from_on, row.until_on)) for row in rows
    )
    week = monday(when.today)
    return {number: hours.fullest(known, week) for number, known in weekly.items()}


def _skills(db: Db, numbers: Collection[int], _when: When) -> Found:
    return gathered(
        db.exec(
            select(Skill.participant_id, Skill.name)
            .where(col(Skill.participant_id).in_(numbers), col(Skill.removed_at).is_(None))
            .order_by(col(Skill.id))
        )
    )


def _goals(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Goal)
        .where(col(Goal.participant_id).in_(numbers), col(Goal.dropped_at).is_(None))
        .order_by(col(Goal.due_on), col(Goal.id))
    )
    return gathered((row.participant_id, GoalFacts(row.due_on, row.reached_on)) for row in rows)


def _check_ins(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(CheckIn.participant_id, CheckIn.score)
        .where(col(CheckIn.participant_id).in_(numbers), col(CheckIn.score).is_not(None))
        .order_by(col(CheckIn.week).desc())
    )
    return {number: scores[:SHOWN] for number, scores in gathered(rows).items()}


def _pulses(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(col(Pulse.participant_id), col(Pulse.quarter), col(PulseAnswer.score))
        .join(PulseAnswer, col(PulseAnswer.pulse_id) == Pulse.id)
        .where(col(Pulse.participant_id).in_(numbers))
        .order_by(col(Pulse.quarter).desc())
    )
    return _averages(((number, quarter), score) for number, quarter, score in rows)


def _assessment(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(col(Assessment.participant_id), col(Assessment.quarter), col(Assessment.score))
        .where(col(Assessment.participant_id).in_(numbers))
        .order_by(col(Assessment.quarter).desc())
    )
    averages = _averages(((number, quarter), score) for number, quarter, score in rows)
    return {number: scores[0] for number, scores in averages.items()}


def _averages(rows: Iterable[tuple[tuple[int, date], int]]) -> Found:
    """Return the averages of each person's latest quarters, the newest first."""
    quarters: dict[tuple[int, date], list[int]] = {}
    for key, score in rows:
        quarters.setdefault(key, []).append(score)
    found = gathered(
        (number, sum(scores) / len(scores)) for (number, _), scores in quarters.items()
    )
    return {number: averages[:SHOWN] for number, averages in found.items()}


LOADERS: Loaders = {
    "category_id": ({"category"}, _category),
    "category_since": ({"category_since"}, _category_since),
    "is_ready": ({"ready"}, _ready),
    "level": ({"danish"}, _level),
    "hours": ({"hours"}, _hours),
    "skills": ({"skill"}, _skills),
    "goals": ({"goal", "due"}, _goals),
    "check_ins": ({"readiness", "check_in"}, _check_ins),
    "pulses": ({"pulse", "progression"}, _pulses),
    "assessment": ({"assessment"}, _assessment),
}
