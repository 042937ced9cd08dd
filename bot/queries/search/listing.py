"""Who was found, with what stands beside a name in a list: course, caseworker, category."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlmodel import Session as Db, col, select

from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.refs import CourseRef
from bot.queries.search import finding
from bot.queries.search.finding import Row
from bot.rules.search.house import House
from storage.courses import Course
from storage.database import Database
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.readiness import Category, Decision
from storage.staff import Staff
from storage.vocabulary import Colour

A_PAGE = 50


@dataclass(frozen=True)
class CategoryRef:
    """A match category as the municipality calls it."""

    label_da: str
    label_en: str
    colour: Colour

    def name(self, language: str) -> str:
        """Return the name in the language that a member of staff reads."""
        return self.label_en if language == "en" else self.label_da


@dataclass(frozen=True)
class Found:
    """Somebody who was found, and what stands beside their name."""

    row: Row
    courses: tuple[CourseRef, ...]
    caseworker: str | None
    category: CategoryRef | None


@dataclass(frozen=True)
class Results:
    """A page of who was found, how many there are on all pages, and what the house calls things."""

    rows: Sequence[Found]
    total: int
    house: House
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(ceil(self.total / A_PAGE), 1)


def page(database: Database, caller: Caller, text: str, *, page: int, now: datetime) -> Results:
    """Return a page of those whom a query finds; raises NotThere, or a `BadQuery`."""
    with database.reading() as db:
        start = max(page - 1, 0) * A_PAGE
        answer = finding.find_in(db, caller, text, now=now, limit=A_PAGE, offset=start)
        return Results(_beside(db, answer.rows), answer.total, answer.house, max(page, 1))


def everybody(database: Database, caller: Caller, text: str, *, now: datetime) -> Results:
    """Return all whom a query finds; raises NotThere, or a `BadQuery`."""
    with database.reading() as db:
        answer = finding.find_in(db, caller, text, now=now)
        return Results(_beside(db, answer.rows), answer.total, answer.house)


def number(database: Database, caller: Caller, text: str, *, now: datetime) -> int | None:
    """Return how many a query finds, as far as the caller may know; raises as `page` does."""
    with database.reading() as db:
        return finding.number(db, caller, text, now=now)


def _beside(db: Db, rows: Sequence[Row]) -> list[Found]:
    found: list[Found] = []
    for start in range(0, len(rows), finding.BATCH):
        some = rows[start : start + finding.BATCH]
        numbers = [row.id for row in some]
        courses, staff = _courses(db, numbers), _caseworkers(db, numbers)
        categories = _categories(db, numbers)
        found += [
            Found(row, tuple(courses[row.id]), staff.get(row.id), categories.get(row.id))
            for row in some
        ]
    return found


def _courses(db: Db, numbers: Collection[int]) -> dict[int, list[CourseRef]]:
    taken: dict[int, list[CourseRef]] = {number: [] for number in numbers}
    rows = db.exec(
        select(Enrolment.participant_id, Course)
        .join(Course, col(Course.id) == Enrolment.course_id)
        .where(col(Enrolment.participant_id).in_(numbers), col(Enrolment.ended_at).is_(None))
        .order_by(Course.code)
    )
    for person, course in rows:
        taken[person].append(refs.course(course))
    return taken


def _caseworkers(db: Db, numbers: Collection[int]) -> dict[int, str]:
    rows = db.exec(
        select(Participant.id, Staff.name)
        .join(Staff, col(Staff.id) == Participant.caseworker_id)
        .where(col(Participant.id).in_(numbers))
    )
    return {number or 0: name for number, name in rows}


def _categories(db: Db, numbers: Collection[int]) -> dict[int, CategoryRef]:
    rows = db.exec(
        select(Decision.participant_id, Category)
        .join(Category, col(Category.id) == Decision.category_id)
        .where(col(Decision.participant_id).in_(numbers), col(Decision.withdrawn_at).is_(None))
        .order_by(col(Decision.decided_on), col(Decision.id))
    )
    return {number: CategoryRef(one.label_da, one.label_en, one.colour) for number, one in rows}
