"""Fetch what people have sent: write the attempt down, and then what became of it.

The network stands between two transactions, never inside one: whoever dies there leaves a row that
is due again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session as Db

from bot.actions import forwarding
from bot.actions.notices import ANSWER_LIFE, Timing, row_to_person
from bot.rules import media
from bot.rules.media import Objection
from bot.texts.messages import MediaRefused
from storage import files, messages, outbox
from storage.database import FOR_CHANGE, Database
from storage.messages import Attachment, Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import MediaState, Priority

AGAIN = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=30)
MOST_TRIES = 12
"""Over some five hours; then the person is asked to send it again."""


@dataclass(frozen=True)
class Wanted:
    """Something to fetch, by the name that Telegram gave it."""

    id: int
    telegram_file: str


def due(database: Database, bot: str, now: datetime, *, limit: int) -> list[int]:
    """Return what is to be fetched now, the oldest first."""
    with database.reading() as db:
        return [one.id or 0 for one in messages.wanted(db, bot, now, limit=limit)]


def begin(database: Database, attachment_id: int, now: datetime) -> Wanted | None:
    """Count an attempt before it is made; None when there is nothing to fetch any more."""
    with database.transaction() as db:
        found = _wanted(db, attachment_id)
        if found is None or found.due_at > now:
            return None
        if found.tries >= MOST_TRIES:
            _refuse(db, found, Objection.NOT_RECEIVED, now)
            return None
        found.tries += 1
        found.due_at = now + min(AGAIN * 2**found.tries, LONGEST_PAUSE)
        return Wanted(attachment_id, found.telegram_file)


def store(database: Database, attachment_id: int, content: bytes, now: datetime) -> None:
    """Keep what was fetched, once; what is not what it claims to be is refused."""
    with database.transaction() as db:
        found = _wanted(db, attachment_id)
        if found is None:
            return
        kind = media.media_type(found.kind, content)
        why = media.objection(size=len(content), seconds=found.seconds)
        if kind is None or why is not None:
            _refuse(db, found, why or Objection.NOT_RECEIVED, now)
            return
        found.file_id = files.keep(db, found.municipality_id, content, kind)
        found.state, found.size = MediaState.STORED, len(content)
        db.flush()
        forwarding.enclose(db, found, now=now)


def refuse(database: Database, attachment_id: int, why: Objection, now: datetime) -> None:
    """Give something up for good, and tell the person."""
    with database.transaction() as db:
        found = _wanted(db, attachment_id)
        if found is not None:
            _refuse(db, found, why, now)


def _wanted(db: Db, attachment_id: int) -> Attachment | None:
    """Return an attachment that is still wanted, and lock it."""
    found = db.get(Attachment, attachment_id, with_for_update=FOR_CHANGE)
    return found if found and found.state is MediaState.WANTED else None


def _refuse(db: Db, attachment: Attachment, why: Objection, now: datetime) -> None:
    attachment.state = MediaState.REFUSED
    message = db.get_one(Message, attachment.message_id)
    person = db.get_one(Participant, message.participant_id)
    home = db.get_one(Municipality, person.municipality_id)
    timing = Timing(now, now + ANSWER_LIFE, Priority.ANSWER, urgent=True)
    key = f"media:{attachment.id}"
    row = row_to_person(person, home, MediaRefused(why.value), key=key, timing=timing, now=now)
    outbox.put(db, [row])
    db.flush()
    forwarding.correct(db, [attachment.message_id], by=key, now=now)
