"""What happened about a person: every change, the newest first, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session as Db, col, func, select

from bot.queries import reasons, refs
from bot.queries.parts import Part, Parts, Score
from bot.queries.reasons import Describer
from bot.queries.refs import CourseRef, SessionRef
from storage import changes
from storage.changes import Change
from storage.schedule import Course, Session
from storage.staff import Staff
from storage.vocabulary import (
    AnswerKind,
    ChangeKind,
    FollowUpAnswer,
    Language,
    OutcomeKind,
    Presence,
    Reason,
    TaskKind,
    Wish,
)

PAGE = 30

WORDS: dict[str, type[StrEnum]] = {
    "answer": AnswerKind,
    "reason": Reason,
    "task": TaskKind,
    "outcome": OutcomeKind,
    "language": Language,
    "presence": Presence,
    "follow_up": FollowUpAnswer,
    "wish": Wish,
}
"""What a change notes after it as a word of the store, by its key."""

ROWS: dict[str, Describer] = {
    "absence_id": reasons.absences,
    "check_in_id": reasons.check_ins,
    "message_id": reasons.messages,
    "achievement_id": reasons.outcomes,
    "interest_id": reasons.interests,
    "nomination_id": reasons.nominations,
}
"""What a change notes as the number of a row, by its key: it is said as the row is now."""

SCORES = ("score",)
"""What a change notes as an answer on the scale from 1 to 5."""


@dataclass(frozen=True)
class Event:
    """Something that happened about a person; `by` is a member of staff."""

    at: datetime
    kind: ChangeKind
    by: str | None
    session: SessionRef | None
    course: CourseRef | None
    parts: Parts


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
    told = _told(db, rows)
    return [
        Event(
            at=row.at,
            kind=row.kind,
            by=names.get(row.staff_id),
            session=sessions.get(row.session_id),
            course=courses.get(row.course_id),
            parts=_parts(row.after, told),
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


def _parts(after: Mapping[str, Any], told: Mapping[tuple[str, int], Parts]) -> Parts:
    found: list[Part] = []
    for key, value in after.items():
        if key in WORDS and value in set(WORDS[key]):
            found.append(WORDS[key](value))
        elif key in SCORES and isinstance(value, int):
            found.append(Score(value))
        elif key in ROWS and isinstance(value, int):
            found.extend(told.get((key, value), ()))
    return tuple(found)
