"""Courses and sessions, with who is coming."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, col

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import attendance, courses, deliveries, links, refs
from bot.queries.attendance import Attendee, Counts
from bot.queries.courses import CourseRow
from bot.queries.deliveries import Delivery, Group
from bot.queries.reason_classes import Names
from bot.queries.refs import CourseRef, PersonRef, SessionRef
from storage import answers, attendance as attending, changes, enrolments, schedule
from storage.courses import Course
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import ChangeKind, LinkState, SessionKind


@dataclass(frozen=True)
class Meeting:
    """A session as it stands in a list, with its counts over everybody."""

    session: SessionRef
    course: CourseRef | None
    kind: SessionKind
    counts: Counts


@dataclass(frozen=True)
class Place:
    """Somebody's place on a course."""

    person: PersonRef
    link: LinkState


@dataclass(frozen=True)
class CoursePage:
    """A course with its sessions, the caller's own people, and how many come from elsewhere."""

    row: CourseRow
    meetings: tuple[Meeting, ...]
    roster: tuple[Place, ...]
    elsewhere: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SessionPage:
    """A session with who comes; `people` and `deliveries` are the caller's own only.

    `person` is whose own it is, `groups` are those that an event is open to, None for everybody.

    `told` are the counts of deliveries of the caller's own municipality.
    """

    row: Session
    home: str
    course: CourseRef | None
    person: PersonRef | None
    groups: tuple[CourseRef | None, ...]
    counts: Counts
    people: tuple[Attendee, ...]
    elsewhere: tuple[tuple[str, int], ...]
    deliveries: tuple[Delivery, ...]
    told: dict[Group, int]
    reachable: int
    unlinked: tuple[PersonRef, ...]

    @property
    def is_event(self) -> bool:
        """Whether it is of no course and of no person, but open to groups."""
        return self.course is None and self.person is None

    @property
    def ref(self) -> SessionRef:
        """What is shown of the session elsewhere."""
        return refs.session(self.row)


def course(database: Database, caller: Caller, course_id: int, *, now: datetime) -> CoursePage:
    """Return one course; raises NotThere."""
    with database.reading() as db:
        found = access.course(db, caller, course_id)
        sessions = schedule.sessions_of_course(db, course_id)
        counts = attendance.counts(db, sessions)
        ref = refs.course(found)
        [row] = courses.rows(db, [found], now)
        return CoursePage(
            row=row,
            meetings=tuple(
                Meeting(refs.session(one), ref, one.kind, counts[one.id or 0]) for one in sessions
            ),
            roster=tuple(_roster(db, caller, course_id, now)),
            elsewhere=_elsewhere(caller, enrolments.enrolled_people(db, course_id)),
        )


def events(database: Database, caller: Caller, *, now: datetime) -> list[Meeting]:
    """Return the events that are not over, of the caller's municipality and for its courses."""
    with database.reading() as db:
        found = attending.events(db, caller.municipality_id or 0, since=now)
        counts = attendance.counts(db, found)
        return [Meeting(refs.session(one), None, one.kind, counts[one.id or 0]) for one in found]


def session(database: Database, caller: Caller, session_id: int, *, now: datetime) -> SessionPage:
    """Return one session; raises NotThere."""
    with database.reading() as db:
        row = access.session(db, caller, session_id)
        said = answers.of_session(db, session_id)
        crowd = attending.attendees(db, row)
        everybody = [person for person, _ in crowd]
        state = links.states(db, everybody, now)
        own = [] if caller.counts_only else _own(caller, everybody)
        about = col(Outbox.session_id) == session_id
        names = Names(db)
        return SessionPage(
            row=row,
            home=db.get_one(Municipality, row.municipality_id).name,
            course=_course(db, row.course_id),
            person=refs.person(db.get_one(Participant, row.participant_id))
            if row.participant_id
            else None,
            groups=tuple(_course(db, group) for group in attending.groups_of(db, row)),
            counts=attendance.counts(db, [row])[session_id],
            people=tuple(
                attendance.attendee(one, state[one.id or 0], said.get(one.id or 0), names)
                for one in own
            ),
            elsewhere=_elsewhere(caller, crowd),
            deliveries=()
            if caller.counts_only
            else tuple(deliveries.found(db, caller, about, size=deliveries.ALL)),
            told=deliveries.counted(db, caller, about),
            reachable=sum(one is LinkState.LINKED for one in state.values()),
            unlinked=tuple(
                refs.person(one) for one in own if state[one.id or 0] is not LinkState.LINKED
            ),
        )


def brought_about(database: Database, *causes: str) -> set[ChangeKind]:
    """Return which changes these causes have brought about."""
    with database.reading() as db:
        found = (changes.with_cause(db, cause) for cause in causes)
        return {change.kind for change in found if change}


def _course(db: Db, course_id: int | None) -> CourseRef | None:
    return refs.course(db.get_one(Course, course_id)) if course_id else None


def _own(caller: Caller, crowd: list[Participant]) -> list[Participant]:
    return [person for person in crowd if person.municipality_id == caller.municipality_id]


def _roster(db: Db, caller: Caller, course_id: int, now: datetime) -> list[Place]:
    if caller.counts_only:
        return []
    own = _own(caller, [person for person, _ in enrolments.enrolled_people(db, course_id)])
    state = links.states(db, own, now)
    return [Place(refs.person(one), state[one.id or 0]) for one in own]


def _elsewhere(
    caller: Caller, crowd: list[tuple[Participant, Municipality]]
) -> tuple[tuple[str, int], ...]:
    """Return how many come from each other municipality; for counts only, from every one."""
    found: dict[str, int] = {}
    for person, home in crowd:
        if caller.counts_only or person.municipality_id != caller.municipality_id:
            found[home.name] = found.get(home.name, 0) + 1
    return tuple(sorted(found.items()))
