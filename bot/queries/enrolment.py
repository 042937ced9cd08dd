"""Who could get a place on a course, and on which course somebody could."""

from dataclasses import dataclass

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.refs import CourseRef, PersonRef
from storage import courses, enrolments, people
from storage.courses import Course
from storage.database import Database
from storage.vocabulary import TargetGroup


@dataclass(frozen=True)
class Room:
    """A course with its places; people of every municipality take them."""

    course: CourseRef
    target_group: TargetGroup
    taken: int
    capacity: int


def who_could_join(
    database: Database, caller: Caller, course_id: int
) -> tuple[Room, list[PersonRef]]:
    """Return a course and the caller's people who have no place on it, by name.

    Raises NotThere.
    """
    with database.reading() as db:
        access.caseworkers_only(caller)
        course = access.course(db, caller, course_id)
        on_it = {person.id for person, _ in enrolments.enrolled_people(db, course_id)}
        everybody = people.of_municipality(db, caller.municipality_id or 0)
        found = [
            refs.person(one) for one in everybody if one.id not in on_it and one.erased_at is None
        ]
        return _room(db, course), found


def what_could_be_joined(
    database: Database, caller: Caller, participant_id: int
) -> tuple[PersonRef, list[Room]]:
    """Return one of the caller's people and the courses on which they have no place.

    Raises NotThere.
    """
    with database.reading() as db:
        person = access.participant(db, caller, participant_id)
        shared = courses.courses_of(db, person.municipality_id)
        free = [one for one in shared if not _is_on(db, one.id or 0, participant_id)]
        return refs.person(person), [_room(db, one) for one in free]


def place(
    database: Database, caller: Caller, course_id: int, participant_id: int
) -> tuple[Room, PersonRef, bool]:
    """Return a course, one of the caller's people, and whether they have a place on it now.

    Raises NotThere.
    """
    with database.reading() as db:
        person = access.participant(db, caller, participant_id)
        course = access.course(db, caller, course_id)
        return _room(db, course), refs.person(person), _is_on(db, course_id, participant_id)


def _room(db: Db, course: Course) -> Room:
    taken = enrolments.places_taken(db, course.id or 0)
    return Room(refs.course(course), course.target_group, taken, course.capacity)


def _is_on(db: Db, course_id: int, participant_id: int) -> bool:
    held = enrolments.place(db, course_id, participant_id)
    return held is not None and held.ended_at is None
