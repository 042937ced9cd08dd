"""The attendance report: how often people were there, as each of three sources says."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session as Db, col

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.parts import Hint, Label, Part
from bot.queries.reports import groups as known
from bot.queries.reports.outcomes import Asked, NobodyYet
from bot.queries.reports.projects import ProjectRef
from bot.rules.reports import presence
from bot.rules.reports.figures import By, check_day
from bot.rules.reports.presence import Counts, Noted
from bot.rules.time import days, local, monday
from bot.texts.when import date_in_digits
from storage.attendance import Attendance
from storage.courses import Course
from storage.database import Database
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import Presence, Source

Head = tuple[Part, date | None, str, int | None]
"""What a line is of: its name, its day, its key for programs, its id."""


class NothingNoted(NobodyYet):
    """No attendance was noted in {project} by {on}. It is noted on the page of a session."""


@dataclass(frozen=True)
class Line:
    """What the sources say of a course, a session, a week or a person; of all without a label."""

    label: Part | None
    on: date | None
    key: str | None
    id: int | None
    sources: Mapping[Source, Noted]


@dataclass(frozen=True)
class AttendanceReport:
    """The report: everything first, then line by line.

    It `is_rounded` if it counts people whom the reader may not see by name.
    """

    project: ProjectRef
    asked: Asked
    lines: tuple[Line, ...]
    is_rounded: bool = False

    @property
    def is_hiding(self) -> bool:
        """Whether anything is hidden from the reader."""
        return any(one.there is None for line in self.lines for one in line.sources.values())


def attendance(
    database: Database, caller: Caller, asked: Asked, *, now: datetime
) -> AttendanceReport:
    """Return the report on all sessions of the project's courses until a day.

    By person it holds the caller's own people only, and is not there for who sees counts. Raises
    NotThere, AheadOfToday, LongAgo and NothingNoted.
    """
    check_day(asked.as_of, today=local(now).date())
    if asked.by is By.PERSON:
        access.caseworkers_only(caller)
    with database.reading() as db:
        project = access.project(db, caller, asked.project_id)
        found = ProjectRef(project.id or 0, project.name)
        make = _people if asked.by is By.PERSON else _lines
        lines, is_rounded = make(db, caller, asked, now)
    if not lines:
        raise NothingNoted(project=found.name, on=date_in_digits(asked.as_of))
    return AttendanceReport(found, asked, tuple(lines), is_rounded=is_rounded)


def _lines(db: Db, caller: Caller, asked: Asked, now: datetime) -> tuple[list[Line], bool]:
    """Return all together, then each group, and whether anything is told in fives.

    Who may see some people by name is told of each group's own people only.
    """
    counts = _counts(db, caller, asked, col(Attendance.session_id), now=now)
    noted = {number for number, _ in counts}
    groups: dict[Head, list[int]] = defaultdict(list)
    for number, session, course in _sessions(db, asked, now):
        if number in noted:
            groups[_head(asked.by, session, course)].append(number)
    if not groups:
        return [], False
    has_others = not all(is_named for _, is_named in counts)
    of_all, of_groups = presence.published(counts, groups)
    lines = [Line(None, None, None, None, of_all)]
    if not caller.is_operator and not caller.counts_only:
        return [*lines, *_own(counts, groups, by=asked.by)], has_others
    lines += [Line(*head, of_groups[head]) for head in groups if asked.by]
    return lines, has_others


def _own(counts: Counts, groups: Mapping[Head, list[int]], *, by: By | None) -> Iterator[Line]:
    """Yield what is said of the reader's own people: all together, then group by group."""
    own = {key: said for key, said in counts.items() if key[1]}
    everybody = [number for number, _ in own]
    yield Line(Hint.OWN_CITIZENS, None, "own", None, presence.sources(own, everybody))
    for head, numbers in groups.items() if by else ():
        sources = presence.sources(own, numbers)
        if any(one.of for one in sources.values()):
            yield Line(*head, sources)


def _people(db: Db, caller: Caller, asked: Asked, now: datetime) -> tuple[list[Line], bool]:
    counts = _counts(db, caller, asked, col(Attendance.participant_id), now=now)
    at_sessions = col(Session.id) == col(Attendance.session_id)
    noted = _held(select(col(Attendance.participant_id)).join(Session, at_sessions), asked, now)
    found = (
        select(Participant)
        .where(col(Participant.id).in_(noted), known.is_named(caller) == 1)
        .order_by(col(Participant.name), col(Participant.reference))
    )
    lines = []
    for (row,) in db.exec(found):  # type: ignore[call-overload]
        one = refs.person(row)
        sources = presence.sources(counts, [one.id])
        lines.append(Line(one.name, None, one.reference, one.id, sources))
    return lines, False


def _counts(db: Db, caller: Caller, asked: Asked, column: Mapped[int], *, now: datetime) -> Counts:
    """Count what each source says of each session or person: one statement."""
    late = case((col(Attendance.presence) == Presence.LATE, 1), else_=0)
    there = case((col(Attendance.presence) != Presence.ABSENT, 1), else_=0)
    inner = (
        _held(
            select(
                column.label("key"),
                known.is_named(caller).label("is_named"),
                col(Attendance.source).label("source"),
                there.label("there"),
                late.label("late"),
            )
            .join(Session, col(Session.id) == col(Attendance.session_id))
            .join(Participant, col(Participant.id) == col(Attendance.participant_id)),
            asked,
            now,
        )
    ).subquery()
    key, named, source, was_there, was_late = inner.c
    sums = func.count(), func.sum(was_there), func.sum(was_late)
    statement = select(key, named, source, *sums).group_by(key, named, source)
    found: dict[tuple[int, bool], dict[Source, Noted]] = defaultdict(dict)
    for number, is_named, said, *noted in db.exec(statement):  # type: ignore[call-overload]
        found[number, bool(is_named)][said] = Noted(*map(int, noted))
    return found


def _sessions(db: Db, asked: Asked, now: datetime) -> Iterator[tuple[int, Session, Course]]:
    """Yield the sessions until the day, each with its course, in order."""
    found = _held(select(Session, Course), asked, now)  # type: ignore[arg-type]
    for session, course in db.exec(found.order_by(col(Session.starts_at), col(Session.id))):  # type: ignore[call-overload]
        yield session.id, session, course


def _held(found: Select[Any], asked: Asked, now: datetime) -> Select[Any]:
    """Keep what had been held to the end of the project's courses by the end of the day, or now."""
    return found.join(Course, col(Course.id) == col(Session.course_id)).where(
        col(Course.project_id) == asked.project_id,
        col(Session.cancelled_at).is_(None),
        col(Session.ends_at) <= min(now, days(asked.as_of, count=1)[1]),
    )


def _head(by: By | None, session: Session, course: Course) -> Head:
    """Return what a session is counted with."""
    on = local(session.starts_at).date()
    match by:
        case By.SESSION:
            title = Label(session.title_da, session.title_en)
            return title, on, f"{course.code}:{session.key}", session.id
        case By.WEEK:
            return monday(on), None, monday(on).isoformat(), None
        case _:
            return Label(course.name_da, course.name_en), None, course.code, course.id
