"""The daily list of the staff: who is owed one, by which way, and how they choose.

Desired set minus existing set: a row for each member and working day keeps any tick, however
often it comes, from owing it twice. After a time without a worker it is still sent until noon.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session as Db

from bot.actions import changes
from bot.actions.calendar import is_holiday
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_staff
from bot.rules import dailies as rules
from bot.rules.dailies import Morning
from bot.rules.quiet import ONE_DAY
from bot.rules.refusals import NotThere
from bot.texts.staff.daily import StaffDaily
from storage import chats, daily, outbox
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.staff import Staff
from storage.vocabulary import ChangeKind, DailyBy, NoticeState, Outcome, Priority


def plan(database: Database, now: datetime) -> None:
    """Owe everybody at work the list of this working day; one transaction a municipality."""
    morning = rules.morning(now, is_holiday)
    if morning is None:
        return
    with database.reading() as db:
        homes = daily.homes_without(db, morning.on)
    for number in homes:
        with database.transaction() as db:
            _plan_in(db, db.get_one(Municipality, number), morning, now)
    if homes or now > morning.not_after:
        with database.transaction() as db:
            is_over = now > morning.not_after
            daily.expire(db, now, before=morning.on + ONE_DAY if is_over else morning.on)


def choose(database: Database, by: DailyBy, *, cause: Cause) -> None:
    """Choose how the caller gets the list, from the next one on; raises NotThere."""
    with database.transaction() as db:
        number = cause.caller.staff_id
        member = db.get(Staff, number, with_for_update=FOR_CHANGE) if number else None
        if member is None:
            raise NotThere
        if changes.is_done(db, cause) or member.daily_by is by:
            return
        member.daily_by = by
        changes.record(
            db,
            cause,
            ChangeKind.STAFF_EDITED,
            municipality_id=member.municipality_id,
            after={"staff_id": member.id, "daily_by": by},
        )


def _plan_in(db: Db, home: Municipality, morning: Morning, now: datetime) -> None:
    linked = chats.staff_linked(db, home.id or 0)
    members = daily.without(db, home.id or 0, morning.on)
    ways = {one.id or 0: _way(one, is_linked=one.id in linked) for one in members}
    added = daily.put(db, [_list(one, ways[one.id or 0], morning, now) for one in members])
    told = [one for one in members if one.id in added and ways[one.id or 0] is DailyBy.TELEGRAM]
    if now <= morning.not_after:
        outbox.put(db, _notices(told, home, morning, now))


def _way(member: Staff, *, is_linked: bool) -> DailyBy:
    """Return how the list goes: to who has chosen Telegram and has no chat, by e-mail."""
    if member.daily_by is DailyBy.TELEGRAM and not is_linked:
        return DailyBy.EMAIL
    return member.daily_by


def _list(member: Staff, by: DailyBy, morning: Morning, now: datetime) -> dict[str, Any]:
    state, outcome = NoticeState.READY, None
    if by is DailyBy.NOT:
        state, outcome = NoticeState.CANCELLED, Outcome.NOT_NEEDED
    elif now > morning.not_after:
        state, outcome = NoticeState.EXPIRED, Outcome.TOO_LATE
    return {
        "municipality_id": member.municipality_id,
        "staff_id": member.id,
        "on": morning.on,
        "by": by,
        "state": state,
        "outcome": outcome,
        "attempts": 0,
        "tries": 0,
        "due_at": morning.due_at,
        "finished_at": now if outcome else None,
    }


def _notices(
    members: Sequence[Staff], home: Municipality, morning: Morning, now: datetime
) -> list[dict[str, Any]]:
    """Return the rows of the outbox; the quiet hours are those of participants."""
    timing = Timing(morning.due_at, morning.not_after, Priority.REMINDER, urgent=True)
    keys = {one.id: rules.key_of(one.id or 0, morning.on) for one in members}
    return [
        row_to_staff(one, home, StaffDaily(), key=keys[one.id], timing=timing, now=now)
        for one in members
    ]
