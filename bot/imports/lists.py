"""The lists that can be imported, each with how it is read and how it is brought in."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.actions.imports import Line, Noun, Problem
from bot.actions.imports.activities import ACTIVITIES
from bot.actions.imports.attendance import ATTENDANCE
from bot.actions.imports.companies import COMPANIES
from bot.actions.imports.courses import COURSES
from bot.actions.imports.danish import DANISH
from bot.actions.imports.decisions import DECISIONS
from bot.actions.imports.enrolments import ENROLMENTS
from bot.actions.imports.events import EVENTS
from bot.actions.imports.outcomes import OUTCOMES
from bot.actions.imports.people import PEOPLE
from bot.actions.imports.placements import PLACEMENTS
from bot.actions.imports.sessions import SESSIONS
from bot.actions.imports.slots import SLOTS
from bot.actions.imports.staff import STAFF
from bot.imports import (
    activities,
    attendance,
    companies,
    courses,
    danish,
    decisions,
    enrolments,
    events,
    outcomes,
    people,
    placements,
    reader,
    sessions,
    sheets,
    slots,
    staff,
)
from bot.imports.names import Name
from bot.imports.reader import Kind

__all__ = ["LISTS", "Name", "Parsed", "parse"]

LISTS: dict[Name, tuple[Kind[Any], Noun[Any]]] = {
    Name.STAFF: (staff.KIND, STAFF),
    Name.COURSES: (courses.KIND, COURSES),
    Name.PEOPLE: (people.KIND, PEOPLE),
    Name.SESSIONS: (sessions.KIND, SESSIONS),
    Name.EVENTS: (events.KIND, EVENTS),
    Name.COMPANIES: (companies.KIND, COMPANIES),
    Name.SLOTS: (slots.KIND, SLOTS),
    Name.PLACEMENTS: (placements.KIND, PLACEMENTS),
    Name.ATTENDANCE: (attendance.KIND, ATTENDANCE),
    Name.ENROLMENTS: (enrolments.KIND, ENROLMENTS),
    Name.OUTCOMES: (outcomes.KIND, OUTCOMES),
    Name.DECISIONS: (decisions.KIND, DECISIONS),
    Name.DANISH: (danish.KIND, DANISH),
    Name.ACTIVITIES: (activities.KIND, ACTIVITIES),
}


@dataclass(frozen=True)
class Parsed:
    """A list that was read: what its good lines want, and the problems of the others."""

    noun: Noun[Any]
    lines: Sequence[Line[Any]]
    problems: Sequence[Problem]


def parse(name: Name, file: Path) -> Parsed:
    """Read a list; raises a Refused when the file as a whole cannot be taken."""
    kind, noun = LISTS[name]
    table = sheets.read(file, kind.columns)
    lines, problems = reader.read_rows(kind, table.rows)
    return Parsed(noun, lines, (*table.problems, *problems))
