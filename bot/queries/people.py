"""People of the caller's municipality: the list, and one person's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import deliveries, endings, links, refs, silence, tasks, timeline
from bot.queries.deliveries import Delivery
from bot.queries.endings import Place
from bot.queries.parts import Part
from bot.queries.reason_classes import Names
from bot.queries.refs import CourseRef, PersonRef, SessionRef
from bot.queries.silence import Unheard
from bot.queries.tasks import Todo
from bot.queries.timeline import Timeline
from storage import answers, attendance, chats, people, readiness
from storage.courses import Course
from storage.database import Database
from storage.enrolments import Enrolment
from storage.outbox import Outbox
from storage.people import Participant
from storage.readiness import Category
from storage.staff import Staff
from storage.vocabulary import AnswerKind, Gender, Language, LinkState

AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Person:
    """A person as they stand in a list."""

    id: int
    name: str
    reference: str
    language: Language
    link: LinkState
    caseworker: str | None
    courses: tuple[CourseRef, ...]
    gender: Gender | None
    category: Category | None


@dataclass(frozen=True)
class Ahead:
    """A session that a person has ahead, and what they said about it."""

    session: SessionRef
    answer: AnswerKind | None
    reason: Part | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Record:
    """Everything that a caseworker sees of one person."""

    person: Person
    called: str | None
    phone: str | None
    linked_since: datetime | None
    erased_at: datetime | None
    muted_until: datetime | None
    places: tuple[Place, ...]
    sessions: tuple[Ahead, ...]
    tasks: tuple[Todo, ...]
    timeline: Timeline
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True)
class Open:
    """A person's invitation that can still be used."""

    person: Person
    invitation_id: int
    expires_at: datetime


def everyone(
    database: Database,
    caller: Caller,
    *,
    now: datetime,
    text: str = "",
    link: LinkState | None = None,
    course_id: int | None = None,
    unheard: Unheard | None = None,
) -> list[Person]:
    """Return the caller's people by name; `text` is a part of a name or of a reference."""
    if caller.counts_only:
        return []
    with database.reading() as db:
        home = caller.municipality_id
        found = people.of_municipality(db, home) if home is not None else []
        if link is not None:  # who has deleted their data is not somebody to be linked
            found = [person for person in found if person.erased_at is None]
        if unheard is not None:
            silent = silence.of(db, home or 0, unheard, now)
            found = [person for person in found if person.id in silent]
        rows = _persons(db, found, now)
    wanted = text.strip().casefold()
    return [
        row
        for row in rows
        if wanted in f"{row.name}\n{row.reference}".casefold()
        and link in {None, row.link}
        and (course_id is None or course_id in {course.id for course in row.courses})
    ]


def record(
    database: Database, caller: Caller, participant_id: int, *, now: datetime, page: int = 1
) -> Record:
    """Return everything about one person, a page of what happened; raises NotThere."""
    with database.reading() as db:
        row = access.participant(db, caller, participant_id)
        link = chats.link_of_participant(db, participant_id)
        return Record(
            person=_persons(db, [row], now)[0],
            called=row.called,
            phone=row.phone,
            linked_since=link.consented_at if link else None,
            erased_at=row.erased_at,
            muted_until=row.muted_until if row.muted_until and row.muted_until > now else None,
            places=endings.all_of(db, row),
            sessions=tuple(_ahead(db, row, now)),
            tasks=tasks.of_person(db, caller, participant_id),
            timeline=timeline.of_person(db, participant_id, page=page),
            deliveries=tuple(
                deliveries.found(db, caller, col(Outbox.participant_id) == participant_id)
            ),
        )


def invitation(
    database: Database, caller: Caller, participant_id: int, *, now: datetime
) -> Open | None:
    """Return the invitation that somebody can still use, if any; raises NotThere."""
    with database.reading() as db:
        row = access.participant(db, caller, participant_id)
        found = people.open_invitation(db, participant_id, now)
        if found is None:
            return None
        return Open(_persons(db, [row], now)[0], found.id or 0, found.expires_at)


def named(database: Database, caller: Caller, participant_id: int) -> Participant:
    """Return whose page it is; raises NotThere."""
    with database.reading() as db:
        return access.participant(db, caller, participant_id)


def mentioned(database: Database, caller: Caller, participant_id: int) -> PersonRef:
    """Return what is shown of a person elsewhere; raises NotThere."""
    with database.reading() as db:
        return refs.person(access.participant(db, caller, participant_id))


def _persons(db: Db, rows: Sequence[Participant], now: datetime) -> list[Person]:
    state = links.states(db, rows, now)
    homes = {row.municipality_id for row in rows}
    names = dict(db.exec(select(Staff.id, Staff.name)).all())
    taken = _courses(db, homes)
    held = _held(db, rows)
    found = [
        Person(
            id=row.id or 0,
            name=row.name,
            reference=row.reference,
            language=row.language,
            link=state[row.id or 0],
            caseworker=names.get(row.caseworker_id),
            courses=tuple(taken.get(row.id or 0, [])),
            gender=row.gender,
            category=held.get(row.id or 0),
        )
        for row in rows
    ]
    return sorted(found, key=lambda person: (person.name.casefold(), person.reference))


def _held(db: Db, rows: Sequence[Participant]) -> dict[int, Category]:
    alone = rows[0].id if len(rows) == 1 else None
    homes = {row.municipality_id for row in rows}
    found: dict[int, Category] = {}
    for home in homes:
        found |= readiness.held(db, home, participant_id=alone)
    return found


def _courses(db: Db, homes: set[int]) -> dict[int, list[CourseRef]]:
    taken: dict[int, list[CourseRef]] = {}
    for participant_id, course in db.exec(
        select(Enrolment.participant_id, Course)
        .join(Course, col(Course.id) == Enrolment.course_id)
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .where(col(Participant.municipality_id).in_(homes), col(Enrolment.ended_at).is_(None))
        .order_by(Course.code)
    ):
        taken.setdefault(participant_id, []).append(refs.course(course))
    return taken


def _ahead(db: Db, person: Participant, now: datetime) -> list[Ahead]:
    participant_id, names = person.id or 0, Names(db)
    said = answers.of_person(db, participant_id)
    found = attendance.sessions_of_person(db, participant_id, since=now, before=now + AHEAD)
    return [
        Ahead(
            session=refs.session(session),
            answer=answer.kind if answer else None,
            reason=names.of(person.municipality_id, answer.reason) if answer else None,
            answered_at=answer.answered_at if answer else None,
        )
        for session in found
        for answer in [said.get(session.id or 0)]
    ]
