"""A broadcast at work: it begins, rests, goes on, is stopped, comes again, and ends."""

from datetime import datetime, timedelta

import structlog
from sqlmodel import Session as Db

from bot.actions import access, changes
from bot.actions.access import OPERATOR
from bot.actions.broadcasts import audience as people, drafting, spreading
from bot.actions.broadcasts.drafting import record
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.rules import broadcasts as rules
from bot.rules.audiences import Audience
from bot.rules.broadcasts import RUNNING, AlreadyEnded, NotRunning
from bot.rules.time import local
from storage import audiences, broadcasts, courses, mailings
from storage.broadcasts import Broadcast
from storage.database import AWAY, Database
from storage.mailings import Window
from storage.municipalities import Municipality
from storage.vocabulary import (
    BroadcastRelation,
    BroadcastState,
    ChangeKind,
    Outcome,
    Priority,
)

LOG = structlog.get_logger()


def start_in(db: Db, broadcast: Broadcast, *, cause: Cause) -> None:
    """Begin to send a locked broadcast: whom it goes to is owed a notice each.

    The words of a correction go into what it corrects, on every phone that has that.
    """
    now = cause.now
    wrong = spreading.spread_in(db, broadcast, cause=cause) if broadcast.is_correction else []
    if broadcast.is_live:
        audiences.expand(db, broadcast, people.of(db, broadcast, now))
    home = db.get_one(Municipality, broadcast.municipality_id)
    count = mailings.put(db, broadcast, home.bot, window(broadcast, home, now), now=now)
    broadcast.state, broadcast.started_at = BroadcastState.SENDING, now
    if not count:
        broadcast.state, broadcast.ended_at = BroadcastState.DONE, now
    record(db, broadcast, ChangeKind.BROADCAST_STARTED, cause, count=count)
    for one in wrong:
        spreading.refresh_in(db, one, cause=cause)


def window(broadcast: Broadcast, home: Municipality, now: datetime) -> Window:
    """Return when a broadcast that begins now leaves: after the quiet, if that counts."""
    urgent = bool(broadcast.override)
    due_at = now if urgent else quiet_hours(home).over(now)
    priority = Priority.CHANGE if broadcast.is_correction else Priority.BROADCAST
    planned = min(broadcast.send_at or now, now)  # it is of no more use because we came late
    began = planned if urgent else quiet_hours(home).over(planned)
    until = began + timedelta(hours=broadcast.useful_hours)
    return Window(due_at, until, urgent, priority)


def pause(database: Database, broadcast_id: int, *, cause: Cause) -> None:
    """Let nothing more leave for now; raises NotThere, NotRunning, AlreadyEnded."""
    with database.transaction() as db:
        pause_in(db, broadcast_id, cause=cause)


def pause_in(db: Db, broadcast_id: int, *, cause: Cause) -> bool:
    """Let nothing more leave for now; tell whether that is new."""
    broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
    if broadcast.state is BroadcastState.PAUSED or changes.is_done(db, cause):
        return False
    _check_running(broadcast)
    broadcast.state = BroadcastState.PAUSED
    mailings.hold(db, broadcast_id)
    record(db, broadcast, ChangeKind.BROADCAST_PAUSED, cause)
    return True


def resume(database: Database, broadcast_id: int, *, cause: Cause) -> None:
    """Go on where it was paused; raises NotThere, NotRunning, AlreadyEnded."""
    with database.transaction() as db:
        resume_in(db, broadcast_id, cause=cause)


def resume_in(db: Db, broadcast_id: int, *, cause: Cause) -> bool:
    """Go on where it was paused; tell whether that is new."""
    broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
    if broadcast.state is BroadcastState.SENDING or changes.is_done(db, cause):
        return False
    _check_running(broadcast)
    broadcast.state = BroadcastState.SENDING
    mailings.release(db, broadcast_id)
    record(db, broadcast, ChangeKind.BROADCAST_RESUMED, cause)
    return True


def stop(database: Database, broadcast_id: int, *, cause: Cause) -> None:
    """Let nothing more leave for good; raises NotThere, NotRunning, AlreadyEnded."""
    with database.transaction() as db:
        stop_in(db, broadcast_id, cause=cause)


def stop_in(db: Db, broadcast_id: int, *, cause: Cause) -> None:
    """Let nothing more leave for good, within a transaction."""
    broadcast = access.broadcast(db, cause.caller, broadcast_id, lock=True)
    if changes.is_done(db, cause):
        return
    if broadcast.state in rules.ENDED:
        raise AlreadyEnded
    if broadcast.state is BroadcastState.DRAFT:
        raise NotRunning
    broadcast.state, broadcast.ended_at = BroadcastState.STOPPED, cause.now
    mailings.cancel(db, broadcast_id, Outcome.BROADCAST_STOPPED, now=cause.now)
    record(db, broadcast, ChangeKind.BROADCAST_STOPPED, cause)


def tick(database: Database, now: datetime) -> None:
    """Begin what is due, let what recurs come again, and end what is through.

    Each by itself: a fault with one keeps no other from being sent.
    """
    with database.reading() as db:
        due = dict.fromkeys(broadcasts.in_state(db, BroadcastState.SCHEDULED), _come_round)
        due |= dict.fromkeys(broadcasts.in_state(db, *RUNNING), _end)
    for number, deed in due.items():
        try:
            with database.transaction() as db:
                broadcast = broadcasts.locked(db, number)
                if broadcast is not None:  # a draft again, and thrown away
                    deed(db, broadcast, now)
        except AWAY:
            raise
        except Exception:
            LOG.exception("broadcast_failed", row=number)


def _check_running(broadcast: Broadcast) -> None:
    if broadcast.state in rules.ENDED:
        raise AlreadyEnded
    if broadcast.state not in RUNNING:
        raise NotRunning


def _come_round(db: Db, broadcast: Broadcast, now: datetime) -> None:
    """Begin a scheduled broadcast whose time has come, or an occurrence of one that recurs."""
    if broadcast.state is not BroadcastState.SCHEDULED:
        return
    if broadcast.recurs:
        _recur(db, broadcast, now)
    elif broadcast.send_at is not None and broadcast.send_at <= now:
        start_in(db, broadcast, cause=Cause(OPERATOR, f"broadcast:{broadcast.id}:start", now))


def _recur(db: Db, broadcast: Broadcast, now: datetime) -> None:
    """Bring forth the occurrence that is due; one that is of no use any more is left out."""
    phases = courses.days_of(db, broadcast.recurs_course_id or 0)
    if rules.is_over(phases, local(now).date()):
        broadcast.state, broadcast.ended_at = BroadcastState.DONE, now
        return
    clock = broadcast.recurs_at
    if broadcast.recurs_weekday is None or clock is None:
        return
    since = max(
        broadcast.approved_at or broadcast.confirmed_at or now,
        now - timedelta(hours=broadcast.useful_hours),
    )
    for moment in rules.occurrences(broadcast.recurs_weekday, clock, since=since, until=now):
        cause = Cause(OPERATOR, f"broadcast:{broadcast.id}:{moment.isoformat()}", now)
        if rules.runs(phases, local(moment).date()) and not changes.is_done(db, cause):
            _occur(db, broadcast, moment, cause=cause)


def _occur(db: Db, broadcast: Broadcast, moment: datetime, *, cause: Cause) -> None:
    audience = Audience.read(broadcast.audience)
    copy = drafting.copy_in(
        db, broadcast, audience, BroadcastRelation.OCCURRENCE, cause=cause.part("copy")
    )
    copy.is_live, copy.send_at, copy.confirmed_at = True, moment, cause.now
    copy.override = broadcast.override
    drafting.put_in(db, copy, cause=cause)
    start_in(db, copy, cause=cause.part("start"))


def _end(db: Db, broadcast: Broadcast, now: datetime) -> None:
    """End what is through; what rested until it was of no use any more is through, too."""
    if broadcast.state not in RUNNING:
        return
    mailings.expire(db, broadcast.id or 0, now)
    if not mailings.is_open(db, broadcast.id or 0):
        broadcast.state, broadcast.ended_at = BroadcastState.DONE, now
