"""The attendance report: how often people were there, as each of three sources says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
from bot.rules.reports import presence, shielding
from bot.rules.reports.figures import By, Name, check_day
from bot.rules.reports.presence import Noted
from bot.rules.reports.shielding import Shown
from bot.rules.time import days, local, monday
from bot.texts.when import date_in_digits
from storage.attendance import Attendance
from storage.courses import Course
from storage.database import Database
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import Presence, Source

Sources = dict[Source, Noted]
Counts = Mapping[tuple[int, bool], Mapping[Source, Noted]]
"""By session or person, and whether the reader may see whom it is about by name."""

Head = tuple[Part, date | None, str]


@dataclass(frozen=True)
class Line:
    """What the sources say of a course, a session, a week or a person; of all without a label."""

    label: Part | None
    on: date | None
    key: str | None
    sources: Mapping[Source, Noted]
    person_id: int | None = None


@dataclass(frozen=True)
class AttendanceReport:
    """The report: everything first, then line by line."""

    project: ProjectRef
    asked: Asked
    lines: tuple[Line, ...]

    @property
    def is_hiding(self) -> bool:
        """Whether anything is hidden from the reader."""
        return any(one.there is None for line in self.lines for one in line.sources.values())


def attendance(
    database: Database, caller: Caller, asked: Asked, *, now: datetime
) -> AttendanceReport:
    """Return the report on all sessions of the project's courses until a day.

    By person it holds the caller's own people only, and is not there for who sees counts. Raises
    NotThere, AheadOfToday, LongAgo and NobodyYet.
    """
    check_day(asked.as_of, today=local(now).date())
    if asked.by is By.PERSON:
        access.caseworkers_only(caller)
    with database.reading() as db:
        project = access.project(db, caller, asked.project_id)
        found = ProjectRef(project.id or 0, project.name)
        make = _people if asked.by is By.PERSON else _lines
        lines = make(db, caller, asked)
    if not lines:
        raise NobodyYet(project=found.name, on=date_in_digits(asked.as_of))
    return AttendanceReport(found, asked, tuple(lines))


def _lines(db: Db, caller: Caller, asked: Asked) -> list[Line]:
    """Return all together, then each group; what is small of others' people is hidden.

    Who may see some people by name is told of each group's own people only.
    """
    counts = _counts(db, caller, asked, col(Attendance.session_id))
    noted = {number for number, _ in counts}
    groups: dict[Head, list[int]] = defaultdict(list)
    for number, session, course in _sessions(db, asked):
        if number in noted:
            groups[_head(asked.by, session, course)].append(number)
    if not groups:
        return []
    shown = {source: _shown(counts, noted, groups, source) for source in Source}
    whole = {source: of.of_all for source, of in shown.items()}
    lines = [Line(None, None, None, _sources(counts, noted, whole))]
    if not caller.is_operator and not caller.counts_only:
        return [*lines, *_own(counts, groups, by=asked.by)]
    for head, numbers in groups.items() if asked.by else ():
        names = {
            source: frozenset[Name]() if head in of.hidden else of.of_groups
            for source, of in shown.items()
        }
        lines.append(Line(*head, _sources(counts, numbers, names)))
    return lines


def _own(counts: Counts, groups: Mapping[Head, list[int]], *, by: By | None) -> Iterator[Line]:
    """Yield what is said of the reader's own people: all together, then group by group."""
    own = {key: said for key, said in counts.items() if key[1]}
    everybody = [number for number, _ in own]
    yield Line(Hint.OWN_CITIZENS, None, "own", _sources(own, everybody, {}))
    for head, numbers in groups.items() if by else ():
        sources = _sources(own, numbers, {})
        if any(one.of for one in sources.values()):
            yield Line(*head, sources)


def _shown(
    counts: Counts, noted: Iterable[int], groups: Mapping[Head, list[int]], source: Source
) -> Shown[Head]:
    """Return what may be shown of what a source says of people whom the reader may not see.

    Times are counted, and many of them may be of few people: only that so many were noted at one
    session shows that they are not.
    """
    few = frozenset(
        head for head, numbers in groups.items() if _most(counts, numbers, source) < shielding.FEW
    )
    if len(few) == len(groups):
        return Shown(frozenset(), frozenset(), few)
    parts = {
        head: presence.as_tally(_sum(counts, numbers, source, named=False))
        for head, numbers in groups.items()
    }
    whole = presence.as_tally(_sum(counts, noted, source, named=False))
    return shielding.shown([(whole, parts)], few=few)


def _most(counts: Counts, numbers: Iterable[int], source: Source) -> int:
    """Return how many people whom the reader may not see are noted at the best noted session."""
    return max(_sum(counts, [number], source, named=False).of or 0 for number in numbers)


def _people(db: Db, caller: Caller, asked: Asked) -> list[Line]:
    counts = _counts(db, caller, asked, col(Attendance.participant_id))
    numbers = [number for number, is_named in counts if is_named]
    found = (
        select(Participant)
        .where(col(Participant.id).in_(numbers))
        .order_by(col(Participant.name), col(Participant.reference))
    )
    lines = []
    for (row,) in db.exec(found):  # type: ignore[call-overload]
        one = refs.person(row)
        sources = _sources(counts, [one.id], {})
        lines.append(Line(one.name, None, one.reference, sources, one.id))
    return lines


def _counts(db: Db, caller: Caller, asked: Asked, column: Mapped[int]) -> Counts:
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
        )
    ).subquery()
    key, named, source, was_there, was_late = inner.c
    sums = func.count(), func.sum(was_there), func.sum(was_late)
    statement = select(key, named, source, *sums).group_by(key, named, source)
    found: dict[tuple[int, bool], Sources] = defaultdict(dict)
    for number, is_named, said, *noted in db.exec(statement):  # type: ignore[call-overload]
        found[number, bool(is_named)][said] = Noted(*map(int, noted))
    return found


def _sessions(db: Db, asked: Asked) -> Iterator[tuple[int, Session, Course]]:
    """Yield the sessions until the day, each with its course, in order."""
    found = _held(select(Session, Course), asked)  # type: ignore[arg-type]
    for session, course in db.exec(found.order_by(col(Session.starts_at), col(Session.id))):  # type: ignore[call-overload]
        yield session.id, session, course


def _held(found: Select[Any], asked: Asked) -> Select[Any]:
    """Keep what was held of the project's courses until the day."""
    return found.join(Course, col(Course.id) == col(Session.course_id)).where(
        col(Course.project_id) == asked.project_id,
        col(Session.cancelled_at).is_(None),
        col(Session.starts_at) < days(asked.as_of, count=1)[1],
    )


def _head(by: By | None, session: Session, course: Course) -> Head:
    """Return the label of the group that a session is in, its day, and its key for programs."""
    on = local(session.starts_at).date()
    match by:
        case By.SESSION:
            title = Label(session.title_da, session.title_en)
            return title, on, f"{course.code}:{session.key}"
        case By.WEEK:
            return monday(on), None, monday(on).isoformat()
        case _:
            return Label(course.name_da, course.name_en), None, course.code


def _sources(
    counts: Counts, numbers: Iterable[int], names: Mapping[Source, frozenset[Name]]
) -> Sources:
    """Return what each source says of both sides together, as far as it may be shown."""
    numbers, found = list(numbers), {}
    for source in Source:
        others = _sum(counts, numbers, source, named=False)
        both = presence.together([_sum(counts, numbers, source, named=True), others])
        found[source] = presence.hidden(both, names[source]) if others.of else both
    return found


def _sum(counts: Counts, numbers: Iterable[int], source: Source, *, named: bool) -> Noted:
    said = (counts.get((number, named), {}).get(source) for number in numbers)
    return presence.together([noted for noted in said if noted])
