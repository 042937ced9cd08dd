"""The reminder rules of a municipality, as those see them who change them."""

from dataclasses import dataclass

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs, writings
from bot.queries.refs import CourseRef
from bot.queries.writings import Written
from storage import courses, reminders
from storage.courses import Course
from storage.database import Database
from storage.municipalities import Municipality
from storage.reminders import ReminderRule
from storage.vocabulary import Anchor, ReminderKind


@dataclass(frozen=True)
class Ruled:
    """A rule, the course that it is for (None: all), and its own words, if it has any."""

    rule: ReminderRule
    course: CourseRef | None = None
    written: Written | None = None


@dataclass(frozen=True)
class Rulebook:
    """The rules of the caller's municipality by what they are for, those that are off last."""

    home: Municipality
    rules: dict[ReminderKind, list[Ruled]]
    courses: list[CourseRef]

    def applies(self, kind: ReminderKind) -> bool:
        """Tell whether a kind has a rule in force for all courses."""
        rules = [one.rule for one in self.rules[kind] if one.rule.active and one.course is None]
        if kind is ReminderKind.CHECK_IN:
            return any(rule.anchor is Anchor.WEEKDAY for rule in rules)
        return bool(rules)


def rulebook(database: Database, caller: Caller) -> Rulebook:
    """Return the rules of the caller's municipality; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller)
        rows = reminders.of_municipality(db, home.id or 0)
        found = _ruled(db, rows)
        shared = courses.courses_of(db, home.id or 0)
        return Rulebook(
            home,
            {kind: [one for one in found if one.rule.kind is kind] for kind in ReminderKind},
            [refs.course(course) for course in shared],
        )


def ruled(database: Database, caller: Caller, rule_id: int) -> Ruled:
    """Return one rule; raises NotThere."""
    with database.reading() as db:
        [found] = _ruled(db, [access.reminder_rule(db, caller, rule_id)])
        return found


def _ruled(db: Db, rows: list[ReminderRule]) -> list[Ruled]:
    written = writings.load(db, [row.writing_id for row in rows if row.writing_id])
    return [
        Ruled(row, _course(db, row.course_id), written.get(row.writing_id or 0))
        for row in sorted(rows, key=lambda row: (not row.active, row.course_id or 0, row.id))
    ]


def _course(db: Db, course_id: int | None) -> CourseRef | None:
    return refs.course(db.get_one(Course, course_id)) if course_id is not None else None
