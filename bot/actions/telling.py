"""Tell everybody on a course that a session has changed, and mend what they were told before."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions import mending
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_person
from bot.rules.quiet import change_due
from bot.texts.changes import SessionAdded, SessionCancelled, SessionMoved
from bot.texts.notices import Notice
from storage import attendance, outbox, said
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import Priority


def of_addition(db: Db, session: Session, now: datetime) -> None:
    """Owe everybody the word that something is new, and mend the schedules they have read."""
    notice = SessionAdded(session_id=session.id or 0)
    _tell(db, session, notice, starts=(session.starts_at,), now=now, priority=Priority.REMINDER)


def of_change(db: Db, session: Session, *, known_start: datetime, now: datetime) -> None:
    """Owe everybody the new time and place."""
    notice = SessionMoved(session_id=session.id or 0)
    _tell(db, session, notice, starts=(known_start, session.starts_at), now=now)


def of_cancellation(db: Db, session: Session, now: datetime) -> None:
    """Owe everybody the word that a session is off."""
    notice = SessionCancelled(session_id=session.id or 0)
    _tell(db, session, notice, starts=(session.starts_at,), now=now)


def _tell(
    db: Db,
    session: Session,
    notice: Notice,
    *,
    starts: tuple[datetime, ...],
    now: datetime,
    priority: Priority = Priority.CHANGE,
) -> None:
    """Owe the notice in time for the first of the starts; it is of use until the last of them."""
    crowd = attendance.attendees(db, session)
    known = said.about(
        db,
        [person.id or 0 for person, _ in crowd],
        session.id or 0,
        since=now - mending.LOOKED_BACK,
        limit=mending.MOST,
    )
    rows: list[dict[str, Any]] = []
    for person, home in crowd:
        due_at, urgent = change_due(now, min(starts), quiet_hours(home))
        timing = Timing(due_at, max(starts), priority, urgent)
        key = f"{notice.kind}:{session.id}:{session.revision}:{person.id}"
        rows.append(
            row_to_person(person, home, notice, key=key, timing=timing, now=now, session=session)
        )
        for row_id in known.get(person.id or 0, {}).values():
            mark = f"{session.id}:{session.revision}"
            rows.append(mending.row(person, home, row_id, mark=mark, now=now))
    outbox.put(db, rows)


def of_answer(
    db: Db, participant_id: int, session_ids: Iterable[int], *, cause: Cause, beside: int | None
) -> None:
    """Bring what a person's other messages say of these sessions up to date with their answer.

    `beside` is the message that shows the answer already.
    """
    earlier: dict[int | str, int] = {}
    since = cause.now - mending.LOOKED_BACK
    for session_id in session_ids:
        known = said.about(db, [participant_id], session_id, since=since, limit=mending.MOST)
        earlier |= known.get(participant_id, {})
    person = db.get_one(Participant, participant_id)
    home = db.get_one(Municipality, person.municipality_id)
    outbox.put(
        db,
        [
            mending.row(person, home, row_id, mark=cause.key, now=cause.now)
            for message, row_id in earlier.items()
            if message != beside
        ],
    )
