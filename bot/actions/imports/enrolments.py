"""Bring places on courses in, ended ones too; the person and the course say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.actions import changes, endings, people as actions, places
from bot.actions.changes import Cause
from bot.actions.endings import Ending, EndsAhead, EndsBeforeItBegan
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchCourse, NoSuchPerson, PerhapsCourse, Work
from bot.actions.people import CourseFull, CourseNotShared, Room
from bot.rules.refusals import Refused
from bot.rules.time import at, local
from storage import attendance, changes as changed
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.vocabulary import ChangeKind, EnrolmentEnd


class BeginsAhead(Refused):
    """The place begins on a day that lies ahead. Give it on the day itself, or leave this empty."""


class BeginsAfterItEnded(Refused):
    """The place ended on {day}. Choose that day or an earlier one, or give the place anew."""


class NoFirstDay(Refused):
    """Fill in since when, for this place has ended already."""


@dataclass(frozen=True)
class WantedEnrolment:
    """A place on a course as a list names it.

    A day that is None stays as it is; so an empty one gives nobody back a place that has ended.
    """

    reference: str
    municipality: str
    course: str
    since: date | None = None
    ended: date | None = None
    ending: EnrolmentEnd | None = None

    @property
    def end(self) -> Ending | None:
        """How it ended, if it has."""
        return Ending(self.ending, self.ended) if self.ending and self.ended else None


def lock(work: Work, wanted: Sequence[WantedEnrolment]) -> None:
    """Lock the courses, then their sessions and those of everybody whose place ends.

    In everybody's order: who gives or ends a place locks the course first.
    """
    named = filter(None, map(work.find_course, {one.course for one in wanted}))
    rooms = [work.room(course) for course in sorted(named, key=lambda course: course.id or 0)]
    ends = [one for one in wanted if one.end]
    if ends:
        found = [work.find_person(one.municipality, one.reference) for one in ends]
        numbers = [person.id or 0 for person in found if person]
        courses = [room.course.id or 0 for room in rooms]
        now, before = work.cause.now, work.cause.now + endings.FOR_EVER
        attendance.lock_ahead(work.db, numbers, courses=courses, since=now, before=before)


def bring(work: Work, wanted: WantedEnrolment, cause: Cause) -> Effect:
    """Give a place, correct since when it is somebody's, or end it.

    A place that the list knows as ended only is history: nobody is told of it, and it takes none
    of the course's. So is an ending that was noted before of a place that was given anew since.
    Raises NoSuchPerson, NoSuchCourse, PerhapsCourse, CourseFull, CourseNotShared,
    BeginsAhead, NoFirstDay, BeginsAfterItEnded, EndsAhead, EndsBeforeItBegan.
    """
    person = work.person(wanted.municipality, wanted.reference)
    course = work.course(wanted.course)
    room = work.room(course)
    place = room.places.get(person.id or 0)
    if wanted.since and wanted.since > local(cause.now).date():
        raise BeginsAhead
    if place is not None and place.ended_at is None and _is_of_earlier(work, place, wanted):
        return Effect.UNCHANGED
    if place is None and wanted.end:
        _enter(work, person, room, wanted, cause)
    elif place is None:
        _give(work, person, room, cause)
    changed = _moved(work, person, room, wanted, cause=cause.part("since"))
    ended = wanted.end is not None and endings.end_in(
        work.db, person, course, wanted.end, cause=cause.part("ended"), field="ended"
    )
    if place is None:
        return Effect.ADDED
    return Effect.CHANGED if changed or ended else Effect.UNCHANGED


def _give(work: Work, person: Participant, room: Room, cause: Cause) -> None:
    """Give a place from now on, and tell of it who has a chat."""
    actions.enrol_in(work.db, person, room, cause=cause)
    work.enrolled.add(room.course.id or 0)
    places.of_joining(work.db, person, room.course, cause=cause)


def _enter(
    work: Work, person: Participant, room: Room, wanted: WantedEnrolment, cause: Cause
) -> None:
    """Enter a place that has ended already; how and when is noted as a correction is."""
    if wanted.since is None or wanted.ended is None:
        raise NoFirstDay(field="since")
    if person.municipality_id not in room.homes:
        raise CourseNotShared(course=room.course.code)
    place = Enrolment(
        municipality_id=person.municipality_id,
        course_id=room.course.id or 0,
        participant_id=person.id or 0,
        since=_begin(wanted.since),
        ended_at=endings.moment_of(wanted.ended, cause.now),
    )
    work.db.add(place)
    room.places[person.id or 0] = place
    changes.record_of(work.db, person, ChangeKind.ENROLLED, cause, course_id=room.course.id)


def _is_of_earlier(work: Work, place: Enrolment, wanted: WantedEnrolment) -> bool:
    """Tell whether the list's ending was noted already, and the place was given anew since."""
    if wanted.ended is None:
        return False
    noted = changed.of_kind(work.db, place.participant_id, ChangeKind.ENROLMENT_ENDED)
    listed = {"ending": wanted.ending, "on": wanted.ended.isoformat()}
    return any(one.course_id == place.course_id and one.after == listed for one in noted)


def _moved(
    work: Work, person: Participant, room: Room, wanted: WantedEnrolment, *, cause: Cause
) -> bool:
    """Correct since when a place is somebody's; tell whether it was another day."""
    place = room.places[person.id or 0]
    if wanted.since is None or local(place.since).date() == wanted.since:
        return False
    ended = local(place.ended_at).date() if place.ended_at else None
    if ended and wanted.end is None and wanted.since > ended:
        raise BeginsAfterItEnded(day=f"{ended.day}/{ended.month}/{ended.year}")
    before, place.since = {"since": local(place.since).date().isoformat()}, _begin(wanted.since)
    after = {"since": wanted.since.isoformat()}
    kind, number = ChangeKind.ENROLLED, room.course.id
    changes.record_of(work.db, person, kind, cause, before=before, after=after, course_id=number)
    return True


def _begin(on: date) -> datetime:
    return at(on, time())


ENROLMENTS = Noun(
    bring,
    "course",
    {
        NoSuchPerson: "reference",
        NoSuchCourse: "course",
        PerhapsCourse: "course",
        CourseFull: "course",
        CourseNotShared: "course",
        BeginsAhead: "since",
        BeginsAfterItEnded: "since",
        EndsAhead: "ended",
        EndsBeforeItBegan: "ended",
    },
    lock,
)
