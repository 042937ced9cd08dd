"""Note who was there: each source has a word of its own."""

from dataclasses import dataclass

from sqlmodel import Session as Db

from bot.actions import changes, no_shows
from bot.actions.changes import Cause
from bot.rules.refusals import Refused
from storage import attendance, enrolments
from storage.attendance import Attendance
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import ChangeKind, Presence, Source


class NotOnIt(Refused):
    """{name} has never had a place there."""


class NotBegun(Refused):
    """This has not begun yet, so nobody can have been there."""


@dataclass(frozen=True)
class Noted:
    """Whether somebody was there, as `source` says; `minutes` None when nobody counted."""

    source: Source
    presence: Presence
    minutes: int | None = None


def note_in(
    db: Db, session: Session, person: Participant, noted: Noted, *, cause: Cause
) -> bool | None:
    """Note it within a transaction; tell whether it was different, None when it is new.

    Raises NotOnIt, NotBegun.
    """
    known = attendance.noted(db, session.id or 0, person.id or 0, noted.source)
    before = _shown(known)
    if known is not None and _is_same(known, noted):
        return False
    _check(db, session, person, cause)
    row = known or Attendance(
        municipality_id=person.municipality_id,
        session_id=session.id or 0,
        participant_id=person.id or 0,
        source=noted.source,
        presence=noted.presence,
        noted_at=cause.now,
    )
    row.presence, row.noted_at, row.noted_by = noted.presence, cause.now, cause.caller.staff_id
    row.minutes = noted.minutes
    db.add(row)
    changes.record_of(
        db,
        person,
        ChangeKind.ATTENDANCE_NOTED,
        cause,
        session_id=session.id,
        course_id=session.course_id,
        before=before,
        after=_shown(row),
    )
    no_shows.review_in(db, person, cause=cause)
    return None if known is None else True


def _is_same(known: Attendance, noted: Noted) -> bool:
    return (known.presence, known.minutes) == (noted.presence, noted.minutes)


def _check(db: Db, session: Session, person: Participant, cause: Cause) -> None:
    """Refuse who was never on it; who has left the course meanwhile was there all the same."""
    if session.starts_at > cause.now:
        raise NotBegun
    if attendance.attends(db, session, person.id or 0):
        return
    course, number = session.course_id, person.id or 0
    if course is None or enrolments.place(db, course, number) is None:
        raise NotOnIt(name=person.name)


def _shown(row: Attendance | None) -> dict[str, object]:
    if row is None:
        return {}
    return {"source": row.source, "presence": row.presence, "minutes": row.minutes}
