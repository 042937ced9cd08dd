"""Tell everybody whose a session is what is new of it, and mend what they were told before."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions import mending, sentences
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_person
from bot.rules.quiet import change_due
from bot.texts.added import WithAdded
from bot.texts.changes import SessionAdded, SessionCancelled, SessionMoved, Uninvited
from storage import answers, attendance, broadcasts, mailings, outbox, said
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import NoticeState, Priority

Crowd = Sequence[tuple[Participant, Municipality]]

_KNOWN = (NoticeState.SENDING, NoticeState.SENT, NoticeState.UNCERTAIN)


def of_addition(
    db: Db, session: Session, *, cause: Cause, to: Collection[int] | None = None, mark: str = ""
) -> None:
    """Owe everybody, or these people, the word that something is new; mend what they have read.

    `mark` tells it apart from an earlier time when it was new to them.
    """
    crowd = attendance.attendees(db, session)
    _tell(
        db,
        session,
        SessionAdded(session_id=session.id or 0),
        crowd=[one for one in crowd if to is None or one[0].id in to],
        starts=(session.starts_at,),
        cause=cause,
        priority=Priority.REMINDER,
        mark=mark,
    )


def of_change(
    db: Db,
    session: Session,
    *,
    known_start: datetime,
    cause: Cause,
    but: Collection[int] = (),
) -> None:
    """Owe everybody but these people the new time and place."""
    crowd = [one for one in attendance.attendees(db, session) if one[0].id not in but]
    starts = (known_start, session.starts_at)
    notice = SessionMoved(session_id=session.id or 0)
    _tell(db, session, notice, crowd=crowd, starts=starts, cause=cause)
    _mend_broadcasts(db, session, crowd, cause=cause)


def of_cancellation(db: Db, session: Session, *, cause: Cause) -> None:
    """Owe everybody the word that a session is off."""
    crowd = attendance.attendees(db, session)
    notice = SessionCancelled(session_id=session.id or 0)
    _tell(db, session, notice, crowd=crowd, starts=(session.starts_at,), cause=cause)


def of_loss(db: Db, session: Session, crowd: Crowd, *, known_start: datetime, cause: Cause) -> None:
    """Owe these people, whose a session is no longer, the word of it if they know of it."""
    knows = {
        person for _, person, state in outbox.keys_about(db, session.id or 0) if state in _KNOWN
    } | answers.of_session(db, session.id or 0).keys()
    notice = Uninvited(session_id=session.id or 0, at=known_start.isoformat())
    _tell(
        db,
        session,
        notice,
        crowd=[one for one in crowd if one[0].id in knows],
        starts=(known_start,),
        cause=cause,
        priority=Priority.REMINDER,
        mark=cause.key,
    )


def _tell(  # everything that decides one row for each of a crowd
    db: Db,
    session: Session,
    notice: WithAdded,
    *,
    crowd: Crowd,
    starts: tuple[datetime, ...],
    cause: Cause,
    priority: Priority = Priority.CHANGE,
    mark: str = "",
) -> None:
    """Owe the notice in time for the first of the starts; it is of use until the last of them."""
    if not crowd:
        return
    now = cause.now
    notice = replace(notice, **sentences.of(db, cause, session.municipality_id))
    known = said.about(
        db,
        [person.id or 0 for person, _ in crowd],
        session.id or 0,
        since=now - mending.LOOKED_BACK,
        limit=mending.MOST,
    )
    version = ":".join(filter(None, (f"{session.id}:{session.revision}", mark)))
    rows: list[dict[str, Any]] = []
    for person, home in crowd:
        due_at, urgent = change_due(now, min(starts), quiet_hours(home))
        timing = Timing(due_at, max(starts), priority, urgent)
        key = f"{notice.kind}:{version}:{person.id}"
        # What is said because the session is not theirs outlives its edits.
        about = None if isinstance(notice, Uninvited) else session
        rows.append(
            row_to_person(person, home, notice, key=key, timing=timing, now=now, session=about)
        )
        rows += [
            mending.row(person, home, row_id, mark=version, now=now)
            for row_id in known.get(person.id or 0, {}).values()
        ]
    outbox.put(db, rows)


def _mend_broadcasts(db: Db, session: Session, crowd: Crowd, *, cause: Cause) -> None:
    """Mend what others than its own have read of a session in a broadcast that names it."""
    known = {person.id for person, _ in crowd}
    mark, now = f"{session.id}:{session.revision}", cause.now
    for one in broadcasts.naming(db, session.id or 0, since=now - mending.LOOKED_BACK):
        home = db.get_one(Municipality, one.municipality_id)
        rows = [
            mending.row(person, home, number, mark=mark, now=now)
            for number, person in mailings.on_phones(db, one.id or 0)
            if person.id not in known
        ]
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
