"""Owe a notice to somebody: one row in the outbox, in the transaction of its cause."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db

from bot.texts.notices import Notice
from storage import outbox
from storage.chats import Chat
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import NoticeState, Priority

ANSWER_LIFE = timedelta(hours=24)
TAP_LIFE = timedelta(seconds=150)
"""Telegram forgets a tap after this."""


@dataclass(frozen=True)
class Timing:
    """When a notice is due, past which moment it is useless, and how it ranks."""

    due_at: datetime
    not_after: datetime
    priority: Priority
    urgent: bool = False


def row_to_person(  # the parts of one row
    person: Participant,
    home: Municipality,
    notice: Notice,
    *,
    key: str,
    timing: Timing,
    now: datetime,
    session: Session | None = None,
) -> dict[str, Any]:
    """Return the outbox row of a notice to a participant, wherever they are linked then."""
    return _row(notice, key, timing, now) | {
        "bot": home.bot,
        "municipality_id": person.municipality_id,
        "participant_id": person.id,
        "chat_id": None,
        "session_id": session.id if session else None,
        "session_revision": session.revision if session else None,
    }


def row_to_staff(
    member: Staff, home: Municipality, notice: Notice, *, key: str, timing: Timing, now: datetime
) -> dict[str, Any]:
    """Return the outbox row of a notice to a member of staff, wherever they are linked then."""
    return _row(notice, key, timing, now) | {
        "bot": home.bot,
        "municipality_id": member.municipality_id,
        "staff_id": member.id,
    }


def answer(
    db: Db,
    chat: Chat,
    notice: Notice,
    *,
    key: str,
    now: datetime,
    participant_id: int | None = None,
    staff_id: int | None = None,
) -> None:
    """Owe an answer to what somebody just wrote or tapped.

    `key` names the update and which of its answers this is: a replay owes nothing new.
    """
    life = TAP_LIFE if notice.kind == "toast" else ANSWER_LIFE
    timing = Timing(now, now + life, Priority.ANSWER, urgent=True)
    row = _row(notice, key, timing, now) | {
        "bot": chat.bot,
        "municipality_id": None,
        "participant_id": participant_id,
        "chat_id": chat.id,
        "staff_id": staff_id,
        "session_id": notice.params().get("session_id"),
        "session_revision": None,
    }
    outbox.put(db, [row])


def _row(notice: Notice, key: str, timing: Timing, now: datetime) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "params": notice.params(),
        "dedupe_key": key,
        "state": NoticeState.READY if timing.due_at <= now else NoticeState.PLANNED,
        "priority": int(timing.priority),
        "urgent": timing.urgent,
        "due_at": timing.due_at,
        "not_after": timing.not_after,
        "attempts": 0,
        "created_at": now,
    }
