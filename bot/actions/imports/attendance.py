"""Bring in who was there; the session, the person and who says so tell which word it is."""

from dataclasses import dataclass
from datetime import date

from bot.actions import attendance as actions
from bot.actions.attendance import NotBegun, Noted, NotOnIt
from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchCourse, NoSuchPerson, PerhapsCourse, Work
from bot.rules import time
from bot.rules.refusals import Refused
from storage import attendance, schedule
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import Presence, SessionKind, Source


class NoSuchSession(Refused):
    """The course {course} has no session {key}. Import the sessions first."""


class NoPlacementDay(Refused):
    """{reference} has no placement day on {day}. For a session of a course, name the course."""


@dataclass(frozen=True)
class WantedAttendance:
    """Who was there as a list says it: at a course's session, or `on` a day of a placement."""

    course: str
    key: str
    on: date | None
    reference: str
    municipality: str
    presence: Presence
    minutes: int | None = None
    source: Source = Source.TRAINER


def bring(work: Work, wanted: WantedAttendance, cause: Cause) -> Effect:
    """Note whether somebody was there.

    Raises NoSuchPerson, NoSuchCourse, PerhapsCourse, NoSuchSession, NoPlacementDay, NotOnIt,
    NotBegun.
    """
    person = work.person(wanted.municipality, wanted.reference)
    session = _session(work, wanted, person)
    noted = actions.note_in(
        work.db,
        session,
        person,
        Noted(wanted.source, wanted.presence, wanted.minutes),
        cause=cause,
    )
    return {None: Effect.ADDED, True: Effect.CHANGED, False: Effect.UNCHANGED}[noted]


def _session(work: Work, wanted: WantedAttendance, person: Participant) -> Session:
    if wanted.on is not None:
        return _placement_day(work, wanted, wanted.on, person)
    course = work.course(wanted.course)
    found = schedule.session_by_key(work.db, course.id or 0, wanted.key)
    if found is None:
        raise NoSuchSession(course=wanted.course, key=wanted.key)
    return found


def _placement_day(work: Work, wanted: WantedAttendance, on: date, person: Participant) -> Session:
    begin, end = time.days(on, count=1)
    for session in attendance.sessions_of_person(work.db, person.id or 0, since=begin, before=end):
        is_day = session.kind is SessionKind.PLACEMENT and session.participant_id == person.id
        if is_day and session.starts_at >= begin and session.cancelled_at is None:
            return session
    raise NoPlacementDay(reference=wanted.reference, day=on.isoformat())


ATTENDANCE = Noun(
    bring,
    "key",
    {
        NoSuchPerson: "reference",
        NotOnIt: "reference",
        NoSuchCourse: "course",
        PerhapsCourse: "course",
        NoSuchSession: "key",
        NoPlacementDay: "key",
        NotBegun: "key",
    },
)
