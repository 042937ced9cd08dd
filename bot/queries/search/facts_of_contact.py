"""What is known of people's attendance, of contact with them, and of what waits for staff."""

from collections.abc import Collection

from sqlmodel import Session as Db, col, func, select

from bot.queries.search.gathering import Found, Loaders, gathered, local_day
from bot.queries.search.sql import When
from bot.rules import dailies
from bot.rules.search.contact import UNANSWERED, UNREAD
from storage.absences import Absence
from storage.attendance import Attendance
from storage.changes import Change
from storage.messages import Message
from storage.schedule import Session
from storage.tasks import Task
from storage.vocabulary import Presence, Source


def _missed(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Attendance, col(Session.starts_at))
        .join(Session, col(Session.id) == Attendance.session_id)
        .where(col(Attendance.participant_id).in_(numbers), col(Session.cancelled_at).is_(None))
        .order_by(col(Session.starts_at))
    )
    said: dict[tuple[int, int], list[bool]] = {}
    days = {}
    for row, starts_at in rows:
        key = row.participant_id, row.session_id
        days[key] = local_day(starts_at)
        is_away = row.presence is Presence.ABSENT
        if not is_away or row.source is not Source.PARTICIPANT:
            said.setdefault(key, []).append(is_away)
    return gathered((key[0], days[key]) for key, away in said.items() if all(away))


def _reported(db: Db, numbers: Collection[int], _when: When) -> Found:
    return gathered(
        db.exec(
            select(col(Absence.participant_id), col(Absence.on)).where(
                col(Absence.participant_id).in_(numbers), col(Absence.undone_at).is_(None)
            )
        )
    )


def _heard(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Change.participant_id, func.max(Change.at))
        .where(
            col(Change.participant_id).in_(numbers),
            col(Change.staff_id).is_(None),
            col(Change.kind).in_(dailies.SIGNS_OF_LIFE),
        )
        .group_by(col(Change.participant_id))
    )
    return {number: local_day(at) for number, at in rows if number}


def _messages(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Message)
        .where(col(Message.participant_id).in_(numbers))
        .order_by(col(Message.id).desc())
    )
    waiting: dict[int, set[str]] = {}
    answered: set[int] = set()
    for row in rows:
        if row.staff_id is not None:
            answered.add(row.participant_id)
        elif row.removed_at is None:
            is_open = row.participant_id not in answered
            states = {UNANSWERED} if is_open else set()
            states |= {UNREAD} if row.read_at is None else set()
            waiting.setdefault(row.participant_id, set()).update(states)
    return {number: frozenset(states) for number, states in waiting.items()}


def _tasks(db: Db, numbers: Collection[int], _when: When) -> Found:
    rows = db.exec(
        select(Task.participant_id, Task.kind).where(
            col(Task.participant_id).in_(numbers), col(Task.closed_at).is_(None)
        )
    )
    return {number: frozenset(kinds) for number, kinds in gathered(rows).items()}


LOADERS: Loaders = {
    "missed": ({"missed"}, _missed),
    "reported": ({"reported"}, _reported),
    "heard_on": ({"contact", "silent"}, _heard),
    "messages": ({"message"}, _messages),
    "tasks": ({"task"}, _tasks),
}
