"""Places on courses, as somebody is told of theirs."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db

from bot.texts.courses import CourseCompleted, CourseFacts, CourseJoined, CourseLeft
from bot.texts.notices import Notice
from storage import enrolments, schedule
from storage.courses import Course
from storage.people import Participant
from storage.vocabulary import EnrolmentEnd


def place_of(db: Db, notice: Notice, person: Participant, now: datetime) -> CourseFacts | None:
    """Return the course of a notice, and whether the person is on it."""
    course = db.get(Course, notice.params()["course_id"])
    if course is None:
        return None
    number = course.id or 0
    held = enrolments.place(db, number, person.id or 0)
    ahead = schedule.next_of_course(db, number, now)
    return CourseFacts(
        names=course.names,
        is_on=held is not None and held.ended_at is None,
        is_completed=held is not None and held.ending is EnrolmentEnd.COMPLETED,
        next_at=ahead.starts_at if ahead else None,
        place=ahead.place if ahead else "",
    )


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    CourseJoined.kind: place_of,
    CourseLeft.kind: place_of,
    CourseCompleted.kind: place_of,
}
"""By the kind of the notice."""
