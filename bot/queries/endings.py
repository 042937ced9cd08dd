"""How places on courses ended, and of which nobody has said it yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.refs import CourseRef, PersonRef
from bot.rules.time import local
from storage import courses, enrolments
from storage.courses import Course
from storage.database import Database
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.vocabulary import EnrolmentEnd


@dataclass(frozen=True)
class Place:
    """A place: since when it is somebody's, and until when and how it ended, as far as it did."""

    course: CourseRef
    person: PersonRef
    since: date
    ended_on: date | None
    ending: EnrolmentEnd | None


@dataclass(frozen=True)
class Latest(Place):
    """Somebody's place on a course, and those that they had there before, the latest first."""

    earlier: tuple[Place, ...]


@dataclass(frozen=True)
class Endings:
    """The places of the caller's own people on a course; `over_on` is the last day of its phases.

    Of several places of one person it is the latest. `open` are those of which nobody has said how
    they ended, `ended` all others that have.
    """

    course: CourseRef
    over_on: date | None
    open: tuple[Latest, ...]
    ended: tuple[Latest, ...]

    def is_due(self, today: date) -> bool:
        """Tell whether the course is over, and somebody should say how it ended."""
        return bool(self.open) and self.over_on is not None and self.over_on < today


def due(database: Database, caller: Caller, *, now: datetime) -> list[tuple[CourseRef, int]]:
    """Return the courses that are over, with how many of the caller's places have no ending."""
    if caller.counts_only:
        return []
    with database.reading() as db:
        home, today = caller.municipality_id or 0, local(now).date()
        numbers = enrolments.without_ending(db, home, over_before=today)
        return [(refs.course(db.get_one(Course, one)), number) for one, number in numbers]


def of_course(database: Database, caller: Caller, course_id: int) -> Endings:
    """Return how the places of the caller's people on a course ended; raises NotThere."""
    with database.reading() as db:
        course = access.course(db, caller, course_id)
        own = [] if caller.counts_only else _places(db, caller, course)
        days = courses.days_of(db, course_id)
        return Endings(
            course=refs.course(course),
            over_on=max((last for _, last in days), default=None),
            open=tuple(one for one in own if one.ending is None),
            ended=tuple(one for one in own if one.ended_on and one.ending),
        )


def of_person(
    database: Database, caller: Caller, course_id: int, participant_id: int
) -> Latest | None:
    """Return somebody's place on a course, ended or not, if they ever had one; raises NotThere."""
    with database.reading() as db:
        course = access.course(db, caller, course_id)
        person = access.participant(db, caller, participant_id)
        held = enrolments.places_on(db, course_id).get(participant_id)
        return _latest(person, course, held) if held else None


def all_of(db: Db, person: Participant) -> tuple[Place, ...]:
    """Return every place that somebody has or had, the latest first."""
    found = enrolments.places_of(db, person.id or 0)
    return tuple(_place(person, course, held) for held, course in found)


def _places(db: Db, caller: Caller, course: Course) -> list[Latest]:
    number = course.id or 0
    held = enrolments.places_on(db, number)
    own = enrolments.ever_on(db, number, caller.municipality_id or 0)
    return [_latest(person, course, held[person.id or 0]) for person in own]


def _latest(person: Participant, course: Course, held: Sequence[Enrolment]) -> Latest:
    *earlier, latest = (_place(person, course, one) for one in held)
    return Latest(**vars(latest), earlier=tuple(reversed(earlier)))


def _place(person: Participant, course: Course, held: Enrolment) -> Place:
    return Place(
        course=refs.course(course),
        person=refs.person(person),
        since=local(held.since).date(),
        ended_on=local(held.ended_at).date() if held.ended_at else None,
        ending=held.ending,
    )
