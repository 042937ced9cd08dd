"""A member of staff reads what a person has written, answers it, or has dealt with it."""

from datetime import datetime, timedelta

from sqlmodel import Session as Db

from bot.actions import access, changes, tasks, wording
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.notices import Timing, row_to_person
from bot.rules.refusals import NotThere, Refused
from bot.rules.written import clean
from bot.texts.messages import CaseworkerWrote
from storage import chats, messages, outbox
from storage.database import Database
from storage.messages import Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import ChangeKind, Priority, TaskKind

LONGEST = 1500
OF_USE = timedelta(days=7)


class NothingWritten(Refused):
    """Write something first."""


class AnswerTooLong(Refused):
    """This is too long for a phone: at most {limit} characters."""


class NoChat(Refused):
    """No message reaches this person on Telegram. Call, or send a letter."""


def answer(database: Database, participant_id: int, text: str, *, cause: Cause) -> None:
    """Write to one of the caller's people.

    Raises NotThere, NothingWritten, AnswerTooLong, NoChat, CprNotAllowed, WordNotAllowed.
    """
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        if not changes.is_done(db, cause):
            answer_in(db, person, text, cause=cause)


def answer_in(db: Db, person: Participant, text: str, *, cause: Cause) -> Message:
    """Write to somebody within a transaction; what they wrote is read and answered by that."""
    author = db.get(Staff, cause.caller.staff_id) if cause.caller.staff_id else None
    if author is None:
        raise NotThere
    home = db.get_one(Municipality, person.municipality_id)
    message = Message(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        staff_id=author.id,
        text=_checked(db, person, home, text),
        written_at=cause.now,
    )
    messages.mark_read(db, person.id or 0, cause.now)
    db.add(message)
    db.flush()
    timing = Timing(cause.now, cause.now + OF_USE, Priority.REMINDER)
    key = f"message:{message.id}"
    notice = CaseworkerWrote(message.id or 0)
    outbox.put(db, [row_to_person(person, home, notice, key=key, timing=timing, now=cause.now)])
    tasks.close_in(db, TaskKind.MESSAGE, person.id, cause=cause)
    after = {"message": message.id}
    changes.record_of(db, person, ChangeKind.ANSWERED_BY_STAFF, cause, after=after)
    return message


def read(database: Database, caller: Caller, participant_id: int, now: datetime) -> None:
    """Note that a member of staff has seen what a person has written; raises NotThere."""
    with database.transaction() as db:
        access.participant(db, caller, participant_id)
        messages.mark_read(db, participant_id, now)


def done(database: Database, participant_id: int, *, cause: Cause) -> None:
    """Note that what a person wrote is dealt with, without an answer here; raises NotThere."""
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        if tasks.close_in(db, TaskKind.MESSAGE, participant_id, cause=cause):
            after = {"task": TaskKind.MESSAGE}
            changes.record_of(db, person, ChangeKind.TASK_CLOSED, cause, after=after)


def _checked(db: Db, person: Participant, home: Municipality, text: str) -> str:
    written = clean(text.replace("\r\n", "\n")).strip()
    if not written:
        raise NothingWritten
    if len(written) > LONGEST:
        raise AnswerTooLong(limit=LONGEST)
    wording.check(db, home.id or 0, {"text": written})
    if chats.link_of_participant(db, person.id or 0) is None:
        raise NoChat
    return written
