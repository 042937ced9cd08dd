"""Add and change people, give them places on courses, invite them to the chat."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, places, planning
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.rules.refusals import NotThere, Refused
from storage import attendance, courses, enrolments, people
from storage.courses import Course
from storage.database import FOR_CHANGE, Database
from storage.enrolments import Enrolment
from storage.people import Invitation, Participant, Reading
from storage.staff import Staff
from storage.vocabulary import ChangeKind, Gender, Language

INVITATION_LIFE = timedelta(days=30)
STILL_GOOD = timedelta(days=7)
"""An invitation that is good for so long is given out again."""

ONE_READING = timedelta(minutes=10)


class CourseFull(Refused):
    """The course {course} is full: its places ({capacity}) are all taken."""


class CourseNotShared(Refused):
    """The course {course} is not open to this municipality."""


class CaseworkerElsewhere(Refused):
    """{email} does not work for this municipality."""


@dataclass(frozen=True)
class Details:
    """What a municipality knows of a person besides the case reference."""

    name: str
    language: Language
    caseworker_id: int | None = None
    phone: str | None = None
    gender: Gender | None = None


@dataclass(frozen=True)
class Room:
    """A locked course: whose citizens may join, and the places by participant, ended or not."""

    course: Course
    homes: frozenset[int]
    places: dict[int, list[Enrolment]]

    @property
    def is_full(self) -> bool:
        """Whether every place is taken."""
        taken = sum(place.ended_at is None for held in self.places.values() for place in held)
        return taken >= self.course.capacity

    def of(self, person: Participant) -> list[Enrolment]:
        """Return a person's places, the latest last; whoever adds one adds it there, too."""
        return self.places.setdefault(person.id or 0, [])


def details_of(person: Participant) -> Details:
    """Return what is known of a person now; `replace` it to change something."""
    return Details(**{name: getattr(person, name) for name in Details.__dataclass_fields__})


def invite(database: Database, participant_id: int, *, cause: Cause) -> Invitation:
    """Return an invitation that can be used for at least a week, new ones for 30 days.

    Earlier ones end when a new one is made. Raises NotThere.
    """
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        now = cause.now
        known = people.open_invitation(db, participant_id, now)
        if known is not None and (
            known.expires_at >= now + STILL_GOOD or changes.is_done(db, cause)
        ):
            return known
        people.end_invitations(db, participant_id, now)
        added = Invitation(
            municipality_id=person.municipality_id,
            participant_id=participant_id,
            created_at=now,
            expires_at=now + INVITATION_LIFE,
        )
        db.add(added)
        changes.record_of(db, person, ChangeKind.INVITED, cause)
        return added


def enrol(database: Database, participant_id: int, course_id: int, *, cause: Cause) -> None:
    """Give one of the caller's people a place on a course of the caller's, and tell them.

    Raises NotThere, CourseFull, CourseNotShared.
    """
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        access.course(db, cause.caller, course_id)
        if changes.is_done(db, cause):
            return
        room = room_on(db, course_id)
        # Before what is owed about them, as the dispatcher does.
        attendance.lock_ahead(
            db,
            [participant_id],
            courses=[course_id],
            since=cause.now,
            before=cause.now + planning.HORIZON,
        )
        if enrol_in(db, person, room, cause=cause):
            places.of_joining(db, person, room.course, cause=cause)
            planning.plan_person(db, participant_id, cause.now)


def open_record(
    database: Database, caller: Caller, participant_id: int, now: datetime
) -> Participant:
    """Return a person to a member of staff and write down that they looked; raises NotThere.

    An open page looks again and again: what follows within ten minutes is the same reading. A
    browser's word for it would not do, for with it anybody could read without a trace.
    """
    with database.transaction() as db:
        person = access.participant(db, caller, participant_id)
        note_reading(db, caller, person, now)
        return person


def note_reading(db: Db, caller: Caller, person: Participant, now: datetime) -> None:
    """Write within a transaction down that somebody of the staff looks at a person."""
    number, staff_id = person.id or 0, caller.staff_id
    if staff_id is not None and not people.has_read(db, number, staff_id, since=now - ONE_READING):
        reading = Reading(
            municipality_id=person.municipality_id,
            participant_id=number,
            staff_id=staff_id,
            at=now,
        )
        db.add(reading)


def note_gender(
    database: Database, participant_id: int, gender: Gender | None, *, cause: Cause
) -> None:
    """Note somebody's gender, or that it is not known; raises NotThere."""
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        change_in(db, person, replace(details_of(person), gender=gender), cause=cause)


def add_in(
    db: Db, municipality_id: int, reference: str, details: Details, *, cause: Cause
) -> Participant:
    """Add a person within a transaction, whose reference is not there yet.

    Raises NotThere, CaseworkerElsewhere.
    """
    if not cause.caller.is_operator and cause.caller.municipality_id != municipality_id:
        raise NotThere
    _check_caseworker(db, municipality_id, details)
    added = Participant(municipality_id=municipality_id, reference=reference, **asdict(details))
    db.add(added)
    db.flush()
    changes.record_of(db, added, ChangeKind.PERSON_ADDED, cause)
    return added


def change_in(db: Db, person: Participant, details: Details, *, cause: Cause) -> bool:
    """Change a person within a transaction; tell whether anything was different.

    Raises CaseworkerElsewhere.
    """
    if person.erased_at is not None:
        return False  # a list that names them once more does not undo what they wished
    before = details_of(person)
    if details == before or changes.is_done(db, cause):
        return False
    _check_caseworker(db, person.municipality_id, details)
    for name, value in asdict(details).items():
        setattr(person, name, value)
    was, becomes = _difference(before, details)
    changes.record_of(db, person, ChangeKind.PERSON_EDITED, cause, before=was, after=becomes)
    return True


def room_on(db: Db, course_id: int) -> Room:
    """Lock a course and return its places: the lock keeps two from taking the last one."""
    # An import has looked at it before.
    course = db.get_one(Course, course_id, with_for_update=FOR_CHANGE, populate_existing=True)
    homes = frozenset(courses.municipalities_of(db, course_id))
    return Room(course, homes, enrolments.places_on(db, course_id))


def enrol_in(db: Db, person: Participant, room: Room, *, cause: Cause) -> bool:
    """Give a person a place within a transaction; tell whether they had none.

    One that has ended stays as it was. The caller tells them, and plans the reminders. Raises
    CourseFull, CourseNotShared.
    """
    held, course = room.of(person), room.course
    if held and held[-1].ended_at is None:
        return False
    if person.municipality_id not in room.homes:
        raise CourseNotShared(course=course.code)
    if room.is_full:
        raise CourseFull(course=course.code, capacity=course.capacity)
    place = Enrolment(
        municipality_id=person.municipality_id,
        course_id=course.id or 0,
        participant_id=person.id or 0,
        since=cause.now,
    )
    held.append(place)
    db.flush()  # the end of the one before comes first: only one of theirs can be open
    db.add(place)
    changes.record_of(db, person, ChangeKind.ENROLLED, cause, course_id=course.id)
    return True


def _check_caseworker(db: Db, municipality_id: int, details: Details) -> None:
    if details.caseworker_id is None:
        return
    member = db.get(Staff, details.caseworker_id)
    if member is None or member.municipality_id != municipality_id:
        raise CaseworkerElsewhere(email=member.email if member else "")


def _difference(before: Details, after: Details) -> tuple[dict[str, Any], dict[str, Any]]:
    old, new = asdict(before), asdict(after)
    names = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}
