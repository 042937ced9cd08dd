"""Forward what a participant writes to their caseworker's own chat, if there is one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.notices import Timing, row_to_staff
from bot.texts.changes import Refresh
from bot.texts.notices import Notice
from bot.texts.staff.forwarded import Enclosed, Forwarded
from storage import chats, outbox, said
from storage.messages import Attachment, Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Priority

OF_USE = timedelta(days=2)


def forward(db: Db, person: Participant, message: Message, *, now: datetime) -> None:
    """Owe the message to the person's caseworker, who works here and has connected a chat."""
    member = db.get(Staff, person.caseworker_id) if person.caseworker_id else None
    if member is None or access.staff(member).counts_only or not member.active:
        return
    if chats.staff_link_of(db, member.id or 0) is not None:
        notice, key = Forwarded(message.id or 0), f"forwarded:{message.id}:{member.id}"
        outbox.put(db, [_row(db, member, notice, key=key, timing=_as_news(now))])


def enclose(db: Db, attachment: Attachment, *, now: datetime) -> None:
    """Owe what has arrived to everybody to whom its message was forwarded."""
    told = said.to_staff_about(db, [attachment.message_id], (Forwarded.kind,))
    notice = Enclosed(attachment.message_id, attachment.id or 0)
    for number in sorted({row.staff_id or 0 for row in told}):
        member = db.get_one(Staff, number)
        key = f"enclosed:{attachment.id}:{number}"
        outbox.put(db, [_row(db, member, notice, key=key, timing=_as_news(now))])


def correct(db: Db, message_ids: Sequence[int], *, by: str, now: datetime) -> None:
    """Let what was forwarded say how it is now: removed, or without what did not arrive.

    `by` is the key of what made it so. What is just being sent is corrected after it, for notices
    to one person keep their order.
    """
    told = said.to_staff_about(db, message_ids, (Forwarded.kind, Enclosed.kind))
    latest = {(row.staff_id, row.message_id or f"row {row.id}"): row for row in told}
    for row in latest.values():
        member = db.get_one(Staff, row.staff_id)
        timing = Timing(now, now + OF_USE, Priority.ANSWER, urgent=True)
        key = f"refresh:{row.id}:{by}"
        outbox.put(db, [_row(db, member, Refresh(row.id or 0), key=key, timing=timing)])


def _as_news(now: datetime) -> Timing:
    return Timing(now, now + OF_USE, Priority.CHANGE)


def _row(db: Db, member: Staff, notice: Notice, *, key: str, timing: Timing) -> dict[str, Any]:
    home = db.get_one(Municipality, member.municipality_id)
    return row_to_staff(member, home, notice, key=key, timing=timing, now=timing.due_at)
