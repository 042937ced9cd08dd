"""Tell everybody on a course that a session has changed, and mend what they were told before."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db

from bot.actions.calendar import quiet_hours
from bot.actions.notices import Timing, row_to_person
from bot.rules.quiet import change_due
from bot.texts.changes import Refresh, SessionCancelled, SessionMoved
from bot.texts.notices import Notice
from storage import outbox, schedule
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import Priority

MENDED = 5
"""So many of a person's latest messages about the session are corrected."""

MENDED_SINCE = timedelta(days=15)


def of_change(db: Db, session: Session, *, known_start: datetime, now: datetime) -> None:
    """Owe everybody the new time and place."""
    notice = SessionMoved(session_id=session.id or 0)
    _tell(db, session, notice, starts=(known_start, session.starts_at), now=now)


def of_cancellation(db: Db, session: Session, now: datetime) -> None:
    """Owe everybody the word that a session is off."""
    notice = SessionCancelled(session_id=session.id or 0)
    _tell(db, session, notice, starts=(session.starts_at,), now=now)


def _tell(
    db: Db, session: Session, notice: Notice, *, starts: tuple[datetime, ...], now: datetime
) -> None:
    """Owe the notice in time for the first of the starts; it is of use until the last of them."""
    rows: list[dict[str, Any]] = []
    for person, home in schedule.enrolled_people(db, session.course_id):
        due_at, urgent = change_due(now, min(starts), quiet_hours(home))
        timing = Timing(due_at, max(starts), Priority.CHANGE, urgent)
        key = f"{notice.kind}:{session.id}:{session.revision}:{person.id}"
        rows.append(
            row_to_person(person, home, notice, key=key, timing=timing, now=now, session=session)
        )
        rows += _corrections(db, person, home, session, now)
    outbox.put(db, rows)


def _corrections(
    db: Db, person: Participant, home: Municipality, session: Session, now: datetime
) -> list[dict[str, Any]]:
    """Return the silent edits that bring a person's earlier messages up to date."""
    said = outbox.said_about(
        db, person.id or 0, session.id or 0, since=now - MENDED_SINCE, limit=MENDED
    )
    timing = Timing(now, now + timedelta(days=1), Priority.CHANGE, urgent=True)
    return [
        row_to_person(
            person,
            home,
            Refresh(row_id=row.id or 0),
            key=f"refresh:{row.id}:{session.id}:{session.revision}",
            timing=timing,
            now=now,
        )
        for row in said
    ]
