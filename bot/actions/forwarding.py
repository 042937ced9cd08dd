"""Forward what a participant writes to their caseworker's own chat, if there is one."""

from datetime import datetime, timedelta

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.notices import Timing, row_to_staff
from bot.texts.staff.forwarded import Forwarded
from storage import chats, outbox
from storage.messages import Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import NoticeState, Priority

OF_USE = timedelta(days=2)


def forward(db: Db, person: Participant, message: Message, *, now: datetime) -> None:
    """Owe the message to the person's caseworker, who works here and has connected a chat."""
    member = db.get(Staff, person.caseworker_id) if person.caseworker_id else None
    if member is None or access.staff(member).counts_only or not member.active:
        return
    if chats.staff_link_of(db, member.id or 0) is not None:
        owe(db, member, message, now=now, key=f"{_keys(message)}{member.id}")


def owe(db: Db, member: Staff, message: Message, *, now: datetime, key: str) -> None:
    """Owe one forwarded message to one member of staff."""
    home = db.get_one(Municipality, member.municipality_id)
    timing = Timing(now, now + OF_USE, Priority.CHANGE)
    row = row_to_staff(member, home, Forwarded(message.id or 0), key=key, timing=timing, now=now)
    outbox.put(db, [row])


def correct(db: Db, message: Message, *, now: datetime) -> None:
    """Let what was forwarded say how it is now: the message is removed, or answered."""
    for row in outbox.with_keys(db, _keys(message)):
        if row.state is not NoticeState.SENT or row.message_id is None or "edits" in row.dedupe_key:
            continue
        member = db.get_one(Staff, row.staff_id)
        home = db.get_one(Municipality, member.municipality_id)
        notice = Forwarded(message.id or 0, edits=row.message_id)
        timing = Timing(now, now + OF_USE, Priority.ANSWER, urgent=True)
        key = f"{row.dedupe_key}:edits:{now.isoformat()}"
        outbox.put(db, [row_to_staff(member, home, notice, key=key, timing=timing, now=now)])


def _keys(message: Message) -> str:
    return f"forwarded:{message.id}:"
