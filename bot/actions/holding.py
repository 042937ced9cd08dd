"""Keep the sessions that a notice names, and the broadcast that it is, as they are being said.

An edit waits until the notice has begun, or the notice waits and says what holds then.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.texts import registry
from bot.texts.changes import Refresh
from bot.texts.courses import AboutCourse
from bot.texts.notices import Notice
from storage import attendance, chats, schedule
from storage.broadcasts import Broadcast
from storage.outbox import Outbox
from storage.schedule import Session


def one(db: Db, session_id: int) -> Session:
    """Return a session that nobody else changes until the transaction ends."""
    [held] = _hold(db, [session_id])
    return held


def named_in(db: Db, row: Outbox, now: datetime) -> Sequence[Broadcast | Session]:
    """Hold what an answer, news of a course, a broadcast, or an edit of one of these will name.

    Whoever keeps what is returned does not read it again.
    """
    said = row
    notice = registry.read(row.kind, row.params)
    if isinstance(notice, Refresh):
        earlier = db.get(Outbox, notice.row_id)
        if earlier is None:
            return []
        said, notice = earlier, registry.read(earlier.kind, earlier.params)
    if said.broadcast_id is not None:
        return _of_broadcast(db, said.broadcast_id)
    wanted = _numbers(db, said, notice, now)
    while wanted:
        until_held = db.begin_nested()
        sessions = _hold(db, wanted)
        held, wanted = wanted, _numbers(db, said, notice, now)
        if set(wanted) <= set(held):
            until_held.commit()
            return sessions
        # Whoever had the lock has moved another session to the front: both are locked anew, for
        # one on top of the other might be in another order than everybody's.
        until_held.rollback()
    return []


def _of_broadcast(db: Db, broadcast_id: int) -> Sequence[Broadcast | Session]:
    """Hold a broadcast, so that it is not corrected meanwhile, and the session of its words."""
    broadcast = db.get_one(Broadcast, broadcast_id, with_for_update={"read": True})
    sessions = [] if broadcast.session_id is None else _hold(db, [broadcast.session_id])
    return [broadcast, *sessions]


def _numbers(db: Db, row: Outbox, notice: Notice, now: datetime) -> list[int]:
    """Return which sessions it names, in everybody's order."""
    if isinstance(notice, AboutCourse):
        first = schedule.next_of_course(db, notice.course_id, now)
        return [first.session_id] if first else []
    window = notice.window()
    if window is None:
        return [row.session_id] if row.session_id else []
    link = chats.link_of_chat(db, row.chat_id) if row.chat_id else None
    person = row.participant_id or (link.participant_id if link else None)
    if person is None:
        return []
    ahead = attendance.next_of(db, person, now) if notice.looks_ahead else None
    return sorted({*attendance.numbers_of(db, person, window), *([ahead] if ahead else [])})


def _hold(db: Db, numbers: Sequence[int]) -> list[Session]:
    """Lock sessions for whoever only looks; all at once in the order of their numbers."""
    found = select(Session).where(col(Session.id).in_(numbers)).order_by(col(Session.id))
    locked = found.with_for_update(read=True).execution_options(populate_existing=True)
    return list(db.exec(locked))
