"""The sender follows a broadcast in their own chat: one message, edited as it goes.

A tick owes the next edit when the one before has come to its end and something is new since, so
that at most one waits at a time; what it says is found at delivery. The figures at the end come
in any case: in a new message, when the sender has deleted the one with the bar.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.broadcasts import underway
from bot.actions.notices import Timing, row_to_staff
from bot.texts.staff.progress import StaffProgress
from storage import broadcasts, chats, outbox, said
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.staff import Staff
from storage.vocabulary import OPEN_STATES, NoticeState, Priority

PAUSE = timedelta(seconds=3)
"""So long after an edit the next one may come."""
FOLLOWED = timedelta(days=2)
"""So long after the end the answers that come are shown."""
LOST = (NoticeState.FAILED, NoticeState.EXPIRED, NoticeState.SUPERSEDED, NoticeState.CANCELLED)
OF_USE = timedelta(days=1)


def report(database: Database, now: datetime) -> None:
    """Owe each sender who has connected a chat what is new of their broadcasts."""
    with database.reading() as db:
        begun = broadcasts.begun(db, ended_after=now - FOLLOWED)
        rows = [row for one in begun for row in _owed(db, one, now)]
    if rows:
        with database.transaction() as db:
            outbox.put(db, rows)


def _owed(db: Db, broadcast: Broadcast, now: datetime) -> list[dict[str, Any]]:
    """Return the row of the next edit, if there is to be one."""
    member = db.get_one(Staff, broadcast.author_id)
    link = chats.staff_link_of(db, broadcast.author_id)
    if link is None or not member.active or access.staff(member).counts_only:
        return []
    number = broadcast.id or 0
    told = said.progress(db, member.id or 0, number, kind=StaffProgress.kind, since=link.since)
    if told and _is_too_soon(told[0], now):
        return []
    if not told and (broadcast.started_at is None or broadcast.started_at < link.since):
        return []  # it began before there was a chat to follow it in
    found = underway.of(db, broadcast)
    notice = _next(told, number, underway.mark(found), is_over=found.is_over)
    if notice is None:
        return []
    home = db.get_one(Municipality, broadcast.municipality_id)
    key = f"progress:{number}:{link.id}:{told[0].id if told else 0}"
    # An edit makes no sound, so it need not wait until the quiet is over.
    timing = Timing(now, now + OF_USE, Priority.CHANGE, urgent=notice.edits is not None)
    return [row_to_staff(member, home, notice, key=key, timing=timing, now=now)]


def _is_too_soon(latest: Outbox, now: datetime) -> bool:
    """Tell whether the edit before is still on its way, or has only just come to its end."""
    if latest.state in (*OPEN_STATES, NoticeState.SENDING):
        return True
    return latest.finished_at is not None and now - latest.finished_at < PAUSE


def _next(told: list[Outbox], number: int, mark: str, *, is_over: bool) -> StaffProgress | None:
    """Return what is to be said after what was told, the newest first; None for nothing."""
    if not told:
        return StaffProgress(number, mark)
    latest = told[0]
    on_screen = next((row.message_id for row in told if row.message_id is not None), None)
    is_gone = on_screen is None or latest.state in LOST
    if not is_gone:
        is_new = latest.params["mark"] != mark
        return StaffProgress(number, mark, edits=on_screen) if is_new else None
    was_new_message = latest.params["edits"] is None
    if not is_over or (was_new_message and latest.params["mark"] == mark):
        return None
    return StaffProgress(number, mark)
