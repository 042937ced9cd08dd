"""Bring places on courses in, ended ones too; the person and the course say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.actions import changes, endings, people as actions, places
from bot.actions.changes import Cause
from bot.actions.endings import Ending, EndsAhead, EndsBeforeItBegan
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchCourse, NoSuchPerson, PerhapsCourse, Work
from bot.actions.people import CourseFull, CourseNotShared, Room
from bot.rules import places as rules
from bot.rules.places import Line, Place
from bot.rules.refusals import Refused
from bot.rules.time import at, local
from bot.texts.when import date_in_digits
from storage import changes as changed
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.vocabulary import ChangeKind, EnrolmentEnd


class BeginsAhead(Refused):
    """The place begins on a day that lies ahead. Give it on the day itself, or leave this empty."""


class BeginsBeforeTheLast(Refused):
    """The earlier place on this course ended on {day}. Choose that day or a later one."""


class BeginsAfterItEnded(Refused):
    """The place ended on {day}. Choose that day or an earlier one, or give the place anew."""


class NamedTwice(Refused):
    """Another line of the list has days of the same place. Write each place once."""


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
    """Lock the courses, their sessions, and those of everybody whose place ends."""
    found = [work.find_person(one.municipality, one.reference) for one in wanted if one.end]
    numbers = [person.id or 0 for person in found if person]
    before = work.cause.now + endings.FOR_EVER
    work.lock_ahead((one.course for one in wanted), numbers, before=before)


def bring(work: Work, wanted: WantedEnrolment, cause: Cause) -> Effect:
    """Give a place, correct since when it is or was somebody's, or end it.

    One that the list knows as ended only is history: nobody is told of it, and it takes none of
    the course's. Raises NoSuchPerson, NoSuchCourse, PerhapsCourse, CourseFull, CourseNotShared,
    BeginsAhead, BeginsBeforeTheLast, BeginsAfterItEnded, NamedTwice, NoFirstDay, EndsAhead,
    EndsBeforeItBegan, EndsAfterTheNext.
    """
    person = work.person(wanted.municipality, wanted.reference)
    room = work.room(work.course(wanted.course))
    _check(wanted, cause.now)
    entry = Entry(work, person, room, wanted, cause)
    known = entry.find()
    which = entry.add() if known is None else known
    entry.name(which)
    changed = entry.move(which)
    ended = wanted.end is not None and endings.end_in(
        work.db, person, entry.held[which], wanted.end, cause=cause.part("ended"), field="ended"
    )
    if known is None:
        return Effect.ADDED
    return Effect.CHANGED if changed or ended else Effect.UNCHANGED


@dataclass(frozen=True)
class Entry:
    """A line, and the places of whom it names on the course that it names."""

    work: Work
    person: Participant
    room: Room
    wanted: WantedEnrolment
    cause: Cause

    @property
    def held(self) -> list[Enrolment]:
        """The places, the latest last."""
        return self.room.of(self.person)

    def find(self) -> int | None:
        """Return where the place stands that the line is about, if it is known."""
        known = [self._place(one) for one in self.held]
        return rules.meant(known, Line(self.wanted.since, self.wanted.ended))

    def _place(self, one: Enrolment) -> Place:
        until = _day(one.ended_at) if one.ended_at else None
        return Place(_day(one.since), until, self._is_dated(one))

    def add(self) -> int:
        """Give a place from now on, or enter one that has ended; return where it stands."""
        if self.wanted.end:
            return self._enter(self.wanted.end)
        actions.enrol_in(self.work.db, self.person, self.room, cause=self.cause)
        self.work.enrolled.add(self.room.course.id or 0)
        places.of_joining(self.work.db, self.person, self.room.course, cause=self.cause)
        return len(self.held) - 1

    def _enter(self, end: Ending) -> int:
        """Enter what is history; how and when it ended is noted as a correction is."""
        since, course = self.wanted.since, self.room.course
        if since is None:
            raise NoFirstDay
        if self.person.municipality_id not in self.room.homes:
            raise CourseNotShared(course=course.code)
        which = sum(_day(one.since) < since for one in self.held)
        place = Enrolment(
            municipality_id=self.person.municipality_id,
            course_id=course.id or 0,
            participant_id=self.person.id or 0,
            since=self._begin(which, since),
            ended_at=endings.moment_of(end.on, self.cause.now),
        )
        self.held.insert(which, place)
        self.work.db.add(place)
        self._record()
        return which

    def name(self, which: int) -> None:
        """Take down that a line is about a place: no other one of the list is."""
        self.work.db.flush()
        number = self.held[which].id or 0
        if number in self.work.named:
            raise NamedTwice
        self.work.named.add(number)

    def move(self, which: int) -> bool:
        """Correct since when a place is or was somebody's; tell whether it was another day."""
        place, since = self.held[which], self.wanted.since
        if since is None or (since == _day(place.since) and self._is_dated(place)):
            return False
        ended = _day(place.ended_at) if place.ended_at else None
        if ended and self.wanted.end is None and since > ended:
            raise BeginsAfterItEnded(day=date_in_digits(ended))
        before = {"since": _day(place.since).isoformat()}
        place.since = self._begin(which, since)
        self._record("since", before=before, after={"since": since.isoformat()})
        return True

    def _begin(self, which: int, on: date) -> datetime:
        """Return when a place begins that stands there: not before the one before has ended."""
        before = self.held[which - 1].ended_at if which else None
        if before is None:
            return at(on, time())
        if on < _day(before):
            raise BeginsBeforeTheLast(day=date_in_digits(_day(before)))
        return max(at(on, time()), before)

    def _is_dated(self, place: Enrolment) -> bool:
        """Tell whether somebody has said since when a place is: a list may have named none."""
        if place.ended_at is not None:
            return True
        given = [
            one.staff_id
            for one in changed.of_kind(self.work.db, self.person.id or 0, ChangeKind.ENROLLED)
            if (one.course_id, one.at) == (place.course_id, place.since)
        ]
        return given[-1:] != [None]

    def _record(self, part: str = "", **what: Any) -> None:  # noqa: ANN401  # before and after
        cause = self.cause.part(part) if part else self.cause
        kind, number = ChangeKind.ENROLLED, self.room.course.id
        changes.record_of(self.work.db, self.person, kind, cause, course_id=number, **what)


def _check(wanted: WantedEnrolment, now: datetime) -> None:
    if wanted.since and wanted.since > local(now).date():
        raise BeginsAhead
    if wanted.since and wanted.ended and wanted.ended < wanted.since:
        raise EndsBeforeItBegan(day=date_in_digits(wanted.since))


def _day(moment: datetime) -> date:
    return local(moment).date()


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
        BeginsBeforeTheLast: "since",
        BeginsAfterItEnded: "since",
        NamedTwice: "since",
        NoFirstDay: "since",
        EndsAhead: "ended",
        EndsBeforeItBegan: "ended",
    },
    lock,
    order=lambda wanted: wanted.end is not None,
)
