"""Tell somebody that they have a place on a course, or have it no longer."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db, col

from bot.actions import mending, sentences
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_person
from bot.rules.quiet import change_due
from bot.texts.courses import COURSE_NEWS, AboutCourse, CourseCompleted, CourseJoined, CourseLeft
from storage import chats, enrolments, outbox, said, schedule
from storage.courses import Course
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import EnrolmentEnd, Outcome, Priority

GOOD_FOR = timedelta(days=7)


def of_joining(db: Db, person: Participant, course: Course, *, cause: Cause) -> None:
    """Owe somebody the word that they have a place."""
    _tell(db, person, course, CourseJoined, cause)


def of_leaving(db: Db, person: Participant, course: Course, *, cause: Cause) -> None:
    """Owe somebody the word that they have it no longer."""
    held = enrolments.place(db, course.id or 0, person.id or 0)
    is_completed = held is not None and held.ending is EnrolmentEnd.COMPLETED
    _tell(db, person, course, CourseCompleted if is_completed else CourseLeft, cause)


def of_ending(db: Db, person: Participant, course: Course, *, cause: Cause) -> None:
    """Let what the phone says of it be as it is now, without a sound."""
    if chats.link_of_participant(db, person.id or 0) is not None:
        home = db.get_one(Municipality, person.municipality_id)
        outbox.put(db, _mended(db, person, home, course, cause))


def _tell(
    db: Db, person: Participant, course: Course, kind: type[AboutCourse], cause: Cause
) -> None:
    """Owe it to who has a chat: who gets one later reads their schedule there.

    So a list that brings many people in at once writes to none of them.
    """
    if chats.link_of_participant(db, person.id or 0) is None or _unsaid(db, person, course):
        return
    home = db.get_one(Municipality, person.municipality_id)
    notice = kind(course_id=course.id or 0, **sentences.of(db, cause, person.municipality_id))
    due_at, urgent = change_due(cause.now, _first(db, course, cause), quiet_hours(home))
    timing = Timing(due_at, due_at + GOOD_FOR, Priority.REMINDER, urgent)
    key = f"{kind.kind}:{course.id}:{person.id}:{cause.key}"
    news = row_to_person(person, home, notice, key=key, timing=timing, now=cause.now)
    outbox.put(db, [news, *_mended(db, person, home, course, cause)])


def _mended(
    db: Db, person: Participant, home: Municipality, course: Course, cause: Cause
) -> list[dict[str, Any]]:
    earlier = _earlier(db, person, course, cause)
    return [mending.row(person, home, one.id, mark=cause.key, now=cause.now) for one in earlier]


def _unsaid(db: Db, person: Participant, course: Course) -> bool:
    """Take back news that is not said yet; tell whether there was any: all is as they know it."""
    waiting = [
        row.id for row in said.open_to(db, person.id or 0, COURSE_NEWS) if _is_about(row, course)
    ]
    outbox.withdraw(db, col(Outbox.id).in_(waiting), outcome=Outcome.REPLACED)
    return bool(waiting)


def _earlier(db: Db, person: Participant, course: Course, cause: Cause) -> list[Outbox]:
    """Return what the phone says of their place that is not so any more."""
    found = said.latest_to(db, person.id or 0, since=cause.now - mending.LOOKED_BACK)
    return [one for one in found if _is_about(one, course)][: mending.MOST]


def _is_about(row: Outbox, course: Course) -> bool:
    return row.params.get("course_id") == course.id


def _first(db: Db, course: Course, cause: Cause) -> datetime:
    """Return when somebody acts on it: as the next session begins, if there is any."""
    first = schedule.next_of_course(db, course.id or 0, cause.now)
    return first.starts_at if first else cause.now + GOOD_FOR
