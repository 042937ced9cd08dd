"""What happened about a person: every change, the newest first, page by page."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session as Db, col, func, select

from bot.queries import edits, reasons, refs
from bot.queries.edits import Edit
from bot.queries.parts import LONGEST, Hint, Number, Part, Parts, Score
from bot.queries.readiness import categories
from bot.queries.reasons import Describer
from bot.queries.refs import CourseRef, SessionRef
from bot.texts.say import shorten
from storage import changes
from storage.absences import ReasonClass
from storage.changes import Change
from storage.courses import Course
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import (
    ActivityKind,
    AnswerKind,
    ChangeKind,
    EnrolmentEnd,
    FollowUpAnswer,
    Language,
    OutcomeKind,
    Presence,
    TaskKind,
    Wish,
)

PAGE = 30

READERS: dict[str, Callable[[Any], Part | None]] = {
    "answer": AnswerKind,
    "task": TaskKind,
    "outcome": OutcomeKind,
    "language": Language,
    "presence": Presence,
    "follow_up": FollowUpAnswer,
    "ending": EnrolmentEnd,
    "wish": Wish,
    "score": Score,
    "receipt": Number,
    "on": date.fromisoformat,
    "until": lambda value: date.fromisoformat(value[:10]),
    "why": str,
    "activity_kind": ActivityKind,
    "noted": lambda value: shorten(str(value), LONGEST) or None,
    "hint": Hint,
}
"""How to read what a change notes, by its key; what cannot be read is left out."""

ROWS: dict[str, Describer] = {
    "message": reasons.messages,
    "achievement_id": reasons.outcomes,
    "interest": reasons.interests,
    "nomination": reasons.nominations,
    "placement": reasons.placements,
    "category": categories.describe,
}
"""What a change notes as the number of a row, by its key: it is said as the row is now."""

LISTS = "import:"
"""So begins the cause of what a list has brought in."""

REASON = "reason"
"""A reason has the words that the municipality gives it."""


@dataclass(frozen=True)
class Event:
    """Something that happened about a person; `by` is a member of staff.

    What `is_listed` was brought in with a list. `edits` are what a correction has made different.
    """

    at: datetime
    kind: ChangeKind
    by: str | None
    is_listed: bool
    session: SessionRef | None
    course: CourseRef | None
    parts: Parts
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Timeline:
    """One page of what happened; the first is the newest."""

    events: tuple[Event, ...]
    page: int
    pages: int


def of_person(db: Db, participant_id: int, *, page: int = 1) -> Timeline:
    """Return a page of what happened about one person, whom the caller may know."""
    total = db.exec(
        select(func.count()).select_from(Change).where(Change.participant_id == participant_id)
    ).one()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = changes.of_person(db, participant_id, limit=PAGE, offset=(page - 1) * PAGE)
    return Timeline(tuple(_events(db, rows)), page, pages)


def _events(db: Db, rows: Sequence[Change]) -> list[Event]:
    names = dict(db.exec(select(Staff.id, Staff.name)).all())
    sessions, courses = _sessions(db, rows), _courses(db, rows)
    told, classes = _told(db, rows), _classes(db, rows)
    return [
        Event(
            at=row.at,
            kind=row.kind,
            by=names.get(row.staff_id),
            is_listed=row.cause.startswith(LISTS),
            session=sessions.get(row.session_id),
            course=courses.get(row.course_id),
            parts=_parts(row.after, told, classes),
            edits=edits.of(row),
        )
        for row in rows
    ]


def _sessions(db: Db, rows: Sequence[Change]) -> dict[int | None, SessionRef]:
    ids = {row.session_id for row in rows}
    found = db.exec(select(Session).where(col(Session.id).in_(ids)))
    return {row.id: refs.session(row) for row in found}


def _courses(db: Db, rows: Sequence[Change]) -> dict[int | None, CourseRef]:
    ids = {row.course_id for row in rows}
    found = db.exec(select(Course).where(col(Course.id).in_(ids)))
    return {row.id: refs.course(row) for row in found}


def _told(db: Db, rows: Sequence[Change]) -> dict[tuple[str, int], Parts]:
    """Return what there is to say of the rows that the changes name, with one statement a table."""
    return {
        (key, number): parts
        for key, describe in ROWS.items()
        if (ids := {row.after[key] for row in rows if isinstance(row.after.get(key), int)})
        for number, parts in describe(db, ids).items()
    }


def _classes(db: Db, rows: Sequence[Change]) -> dict[str, ReasonClass]:
    """Return the municipality's own reasons by key, also those that are no longer given."""
    homes = {row.municipality_id for row in rows if row.after.get(REASON)}
    found = db.exec(select(ReasonClass).where(col(ReasonClass.municipality_id).in_(homes)))
    return {row.key: row for row in found}


def _parts(
    after: Mapping[str, Any],
    told: Mapping[tuple[str, int], Parts],
    classes: Mapping[str, ReasonClass],
) -> Parts:
    found: list[Part] = []
    for key, value in after.items():
        if key in READERS:
            with suppress(ValueError, TypeError):
                read = READERS[key](value)
                found.extend([read] if read is not None else [])
        elif key in ROWS:
            found.extend(told.get((key, value), ()) if isinstance(value, int) else ())
        elif key == REASON and isinstance(value, str):
            found.extend(reasons.reason(value, classes.get(value)))
    return tuple(found)
