"""What the form of a broadcast offers: groups, sessions, templates, and people by their names."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select as sql_select
from sqlmodel import Session as Db, and_, col, or_, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs, writings
from bot.queries.broadcasts import naming
from bot.queries.broadcasts.naming import BroadcastRef
from bot.queries.refs import CourseRef, PersonRef, SessionRef
from bot.queries.writings import Written
from bot.rules.audiences import Audience
from bot.rules.refusals import NotThere
from storage import attendance, courses, searches
from storage.broadcasts import Broadcast
from storage.courses import Course, Project, ProjectMunicipality
from storage.database import Database
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import GroupKind, Language, Reply
from storage.writings import templates_of

BEFORE, AHEAD = timedelta(days=7), timedelta(days=28)
EARLIER = timedelta(days=60)
"""So long a broadcast is offered to be followed up."""
MOST_EARLIER = 20
MOST_FOUND = 20
OF_SESSIONS = (GroupKind.EVENT, GroupKind.UNDECIDED)
OF_BROADCASTS = (GroupKind.SILENT, GroupKind.UNREACHED, GroupKind.REACHED)


@dataclass(frozen=True)
class ProjectRef:
    """A project in which the municipality takes part."""

    id: int
    name: str


@dataclass(frozen=True)
class Choice:
    """A session that people can be chosen by; None for what is of no course."""

    session: SessionRef
    course: CourseRef | None


@dataclass(frozen=True)
class Earlier:
    """A broadcast that was sent, and whether it asked something."""

    broadcast: BroadcastRef
    asks: bool


@dataclass(frozen=True)
class Offered:
    """What the form offers; `languages` are those that somebody in the municipality reads.

    `searches` are the number, the name and, of a colleague's, the author of saved ones.
    """

    courses: Sequence[CourseRef]
    projects: Sequence[ProjectRef]
    searches: Sequence[tuple[int, str, str]]
    sessions: Sequence[Choice]
    earlier: Sequence[Earlier]
    templates: Sequence[tuple[int, str]]
    languages: Sequence[Language]


@dataclass(frozen=True)
class Draft:
    """A broadcast that is being written: its row and its words."""

    row: Broadcast
    written: Written


def draft(database: Database, caller: Caller, broadcast_id: int) -> Draft:
    """Return a broadcast with its words; raises NotThere."""
    with database.reading() as db:
        row = access.broadcast(db, caller, broadcast_id)
        return Draft(row, writings.load(db, [row.writing_id])[row.writing_id])


def offered(
    database: Database,
    caller: Caller,
    audience: Audience,
    *,
    session_id: int | None,
    now: datetime,
) -> Offered:
    """Return what can be chosen, with what was chosen already; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller).id or 0
        sessions = _reached(db, caller, {session_id or 0, *_numbers(audience, OF_SESSIONS)})
        return Offered(
            courses=[refs.course(one) for one in courses.courses_of(db, home)],
            projects=_projects(db, home),
            searches=_searches(db, caller),
            sessions=_sessions(db, home, sessions, now),
            earlier=_earlier(db, home, _sent(db, home, audience), now),
            templates=[(one.id or 0, one.name) for one in templates_of(db, home)],
            languages=_languages(db, home, audience.languages),
        )


def people(database: Database, caller: Caller, numbers: Collection[int]) -> list[PersonRef]:
    """Return those of these people who are the caller's own, by name; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller).id
        found = db.exec(
            select(Participant).where(
                Participant.municipality_id == home, col(Participant.id).in_(numbers)
            )
        )
        return _by_name(refs.person(one) for one in found)


def search(database: Database, caller: Caller, text: str) -> tuple[list[PersonRef], int]:
    """Return the first people with this in their name or case reference, and how many there are.

    Raises NotThere.
    """
    wanted = text.strip().casefold()
    with database.reading() as db:
        home = access.municipality(db, caller).id
        # Their columns alone: a whole town of objects takes seconds.
        shown = (Participant.id, Participant.name, Participant.called, Participant.reference)
        columns: list[Any] = [col(one) for one in shown]
        rows = db.connection().execute(
            sql_select(*columns).where(
                col(Participant.municipality_id) == home, col(Participant.erased_at).is_(None)
            )
        )
        found = [
            PersonRef(number, name, reference)
            for number, name, called, reference in rows
            if wanted in f"{name}\n{called or ''}\n{reference}".casefold()
        ]
        return _by_name(found)[:MOST_FOUND], len(found)


def _by_name(found: Iterable[PersonRef]) -> list[PersonRef]:
    return sorted(found, key=lambda one: (one.name.casefold(), one.reference))


def _numbers(audience: Audience, kinds: Collection[GroupKind]) -> set[int]:
    return {group.numbers[0] for group in audience.groups if group.kind in kinds}


def _reached(db: Db, caller: Caller, numbers: Collection[int]) -> set[int]:
    """Return those of these sessions that are the caller's to choose."""
    found = set()
    for number in numbers:
        with suppress(NotThere):
            found.add(access.session(db, caller, number).id or 0)
    return found


def _sent(db: Db, home: int, audience: Audience) -> set[int]:
    """Return the broadcasts that an audience names, as far as they are the municipality's own."""
    named = col(Broadcast.id).in_(_numbers(audience, OF_BROADCASTS))
    found = db.exec(select(Broadcast.id).where(named, Broadcast.municipality_id == home))
    return {number or 0 for number in found}


def _projects(db: Db, home: int) -> list[ProjectRef]:
    found = db.exec(
        select(Project)
        .join(ProjectMunicipality, col(ProjectMunicipality.project_id) == Project.id)
        .where(ProjectMunicipality.municipality_id == home)
        .order_by(Project.name)
    )
    return [ProjectRef(one.id or 0, one.name) for one in found]


def _searches(db: Db, caller: Caller) -> list[tuple[int, str, str]]:
    me = caller.staff_id or 0
    found = searches.of_member(db, me, caller.municipality_id or 0)
    return [
        (row.id or 0, row.name, "" if author.id == me else author.name) for row, author in found
    ]


def _sessions(db: Db, home: int, also: Collection[int], now: datetime) -> list[Choice]:
    """Return the sessions and events around now, those ahead first, and what was chosen."""
    shared = {one.id for one in courses.courses_of(db, home)}
    around = and_(
        col(Session.starts_at) < now + AHEAD,
        col(Session.ends_at) > now - BEFORE,
        col(Session.cancelled_at).is_(None),
        or_(col(Session.course_id).in_(shared), attendance.events_of(home)),
    )
    found = db.exec(
        select(Session, Course)
        .outerjoin(Course, col(Course.id) == Session.course_id)
        .where(or_(around, col(Session.id).in_(also)))
        .order_by(col(Session.starts_at), col(Session.id))
    ).all()
    choices = [
        Choice(refs.session(one), refs.course(of) if one.course_id else None) for one, of in found
    ]
    return sorted(choices, key=lambda one: one.session.ends_at <= now)


def _earlier(db: Db, home: int, also: Collection[int], now: datetime) -> list[Earlier]:
    """Return the broadcasts that can be followed up, the newest first, and what was chosen."""
    newest = col(Broadcast.id).desc()
    lately = (
        select(Broadcast.id)
        .where(
            Broadcast.municipality_id == home,
            col(Broadcast.started_at) > now - EARLIER,
            col(Broadcast.withdrawn_at).is_(None),
        )
        .order_by(newest)
        .limit(MOST_EARLIER)
    )
    numbers = {*db.exec(lately), *also}
    rows = db.exec(select(Broadcast).where(col(Broadcast.id).in_(numbers)).order_by(newest)).all()
    named = zip(rows, naming.broadcasts(db, rows), strict=True)
    return [Earlier(ref, row.reply is not Reply.NOTHING) for row, ref in named]


def _languages(db: Db, home: int, also: Collection[Language]) -> list[Language]:
    read = set(
        db.exec(
            select(Participant.language)
            .where(Participant.municipality_id == home, col(Participant.erased_at).is_(None))
            .distinct()
        )
    )
    return [language for language in Language if language in {*read, *also}]
