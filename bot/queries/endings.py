"""How places on courses ended, and of which nobody has said it yet."""

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
    """Somebody's place: since when, and until when and how it ended, as far as it did."""

    person: PersonRef
    since: date
    ended_on: date | None
    ending: EnrolmentEnd | None


@dataclass(frozen=True)
class Endings:
    """The places of the caller's own people on a course; `over_on` is the last day of its phases.

    `open` are those of which nobody has said how they ended, `ended` all others that have.
    """

    course: CourseRef
    over_on: date | None
    open: tuple[Place, ...]
    ended: tuple[Place, ...]

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
        own = [] if caller.counts_only else _places(db, caller, course_id)
        days = courses.days_of(db, course_id)
        return Endings(
            course=refs.course(course),
            over_on=max((last for _, last in days), default=None),
            open=tuple(one for one in own if one.ending is None),
            ended=tuple(one for one in own if one.ended_on and one.ending),
        )


def of_person(
    database: Database, caller: Caller, course_id: int, participant_id: int
) -> Place | None:
    """Return somebody's place on a course, ended or not, if they ever had one; raises NotThere."""
    with database.reading() as db:
        access.course(db, caller, course_id)
        person = access.participant(db, caller, participant_id)
        held = enrolments.place(db, course_id, participant_id)
        return _place(person, held) if held else None


def _places(db: Db, caller: Caller, course_id: int) -> list[Place]:
    found = enrolments.places_of(db, course_id, caller.municipality_id or 0)
    return [_place(person, held) for held, person in found]


def _place(person: Participant, held: Enrolment) -> Place:
    return Place(
        person=refs.person(person),
        since=local(held.since).date(),
        ended_on=local(held.ended_at).date() if held.ended_at else None,
        ending=held.ending,
    )
