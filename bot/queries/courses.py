"""Courses as they stand in a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as Db, col, select

from bot.actions.access import Caller
from bot.queries import attendance, refs
from bot.queries.refs import CourseRef, SessionRef
from storage import courses
from storage.courses import Course, Phase as Stretch, Project
from storage.database import Database
from storage.schedule import Session
from storage.vocabulary import PhaseKind, TargetGroup


@dataclass(frozen=True)
class Phase:
    """A part of a course, both dates included."""

    kind: PhaseKind
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class CourseRow:
    """A course as it stands in a list; `enrolled` counts every municipality's people."""

    course: CourseRef
    project: str
    target_group: TargetGroup
    capacity: int
    enrolled: int
    phases: tuple[Phase, ...]
    following: SessionRef | None


def listing(database: Database, caller: Caller, *, now: datetime) -> list[CourseRow]:
    """Return the courses that the caller's municipality shares, by code."""
    with database.reading() as db:
        home = caller.municipality_id
        found = courses.courses_of(db, home) if home is not None else []
        return rows(db, found, now)


def named(database: Database, caller: Caller) -> list[CourseRef]:
    """Return the same courses by their names alone."""
    with database.reading() as db:
        found = courses.courses_of(db, caller.municipality_id or 0)
        return [refs.course(course) for course in found]


def rows(db: Db, found: Sequence[Course], now: datetime) -> list[CourseRow]:
    """Return these courses, in a fixed number of statements."""
    numbers = [course.id or 0 for course in found]
    enrolled = attendance.enrolled(db, numbers)
    projects = _projects(db, found)
    phases, following = _phases(db, numbers), _following(db, numbers, now)
    return [
        CourseRow(
            course=refs.course(course),
            project=projects[course.project_id],
            target_group=course.target_group,
            capacity=course.capacity,
            enrolled=enrolled.get(number, 0),
            phases=tuple(phases[number]),
            following=following.get(number),
        )
        for number, course in zip(numbers, found, strict=True)
    ]


def _projects(db: Db, found: Sequence[Course]) -> dict[int | None, str]:
    ids = {course.project_id for course in found}
    return dict(db.exec(select(Project.id, Project.name).where(col(Project.id).in_(ids))).all())


def _phases(db: Db, course_ids: Sequence[int]) -> dict[int, list[Phase]]:
    """Return the phases of each course in order."""
    phases: dict[int, list[Phase]] = {number: [] for number in course_ids}
    found = select(Stretch).where(col(Stretch.course_id).in_(course_ids))
    for one in db.exec(found.order_by(col(Stretch.starts_on))):
        phases[one.course_id].append(Phase(one.kind, one.starts_on, one.ends_on))
    return phases


def _following(db: Db, course_ids: Sequence[int], now: datetime) -> dict[int | None, SessionRef]:
    """Return the session of each course that comes next or is under way."""
    found = db.exec(
        select(Session)
        .where(
            col(Session.course_id).in_(course_ids),
            Session.ends_at > now,
            col(Session.cancelled_at).is_(None),
        )
        .order_by(col(Session.starts_at).desc(), col(Session.id).desc())
    )
    return {session.course_id: refs.session(session) for session in found}
