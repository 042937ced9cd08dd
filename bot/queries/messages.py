"""Messages: what a notice says of one, the conversation with one person, and what was sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.refs import PersonRef
from bot.rules.refusals import NotThere
from bot.texts.messages import (
    Answering,
    AskMessage,
    CaseworkerWrote,
    MessageEnded,
    MessageReceipt,
    OfferMessage,
    Written,
)
from bot.texts.notices import Notice
from storage import chats, messages, tasks
from storage.database import Database
from storage.files import File
from storage.messages import Attachment, Message
from storage.municipalities import Municipality
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import MediaKind, MediaState, TaskKind

SHOWN = 200
"""So many of the latest messages are shown."""


@dataclass(frozen=True)
class Sent:
    """A voice note or a picture of a message; `seconds` of a voice."""

    id: int
    kind: MediaKind
    state: MediaState
    seconds: int | None


@dataclass(frozen=True)
class Line:
    """One message of a conversation; `by` is the member of staff who wrote it, if one did."""

    id: int
    text: str
    by: str | None
    is_sensitive: bool
    written_at: datetime
    removed_at: datetime | None
    attachments: tuple[Sent, ...]


@dataclass(frozen=True)
class Conversation:
    """All that was written with one person, the newest last."""

    person: PersonRef
    lines: tuple[Line, ...]
    can_be_reached: bool
    waits_since: datetime | None


@dataclass(frozen=True)
class Rules:
    """A municipality's own forbidden words, and within how many working days it answers.

    A colleague approves what goes to more than `approve_above` people.
    """

    words: tuple[str, ...]
    days: int
    approve_above: int | None


def answering(db: Db, _notice: Notice, person: Participant, _now: datetime) -> Answering:
    """Return how quickly the person's municipality answers."""
    return Answering(db.get_one(Municipality, person.municipality_id).answer_within_days)


def one(db: Db, notice: Notice, person: Participant, _now: datetime) -> Written | None:
    """Return the message that a notice speaks of, if it is this person's."""
    message = db.get(Message, notice.params()["message_id"])
    if message is None or message.participant_id != person.id:
        return None
    return told(db, message)


def told(db: Db, message: Message) -> Written:
    """Return what can be said of a message."""
    author = db.get(Staff, message.staff_id) if message.staff_id else None
    return Written(
        text=message.text,
        is_sensitive=message.is_sensitive,
        is_removed=message.removed_at is not None,
        written_at=message.written_at,
        by=author.name if author else None,
    )


def conversation(database: Database, caller: Caller, participant_id: int) -> Conversation:
    """Return what was written with one of the caller's people; raises NotThere."""
    with database.reading() as db:
        person = access.participant(db, caller, participant_id)
        found = messages.conversation(db, participant_id, limit=SHOWN)
        task = tasks.about(db, tasks.key_of(TaskKind.MESSAGE, participant_id))
        is_open = task is not None and task.closed_at is None
        return Conversation(
            person=refs.person(person),
            lines=tuple(_lines(db, found)),
            can_be_reached=chats.link_of_participant(db, participant_id) is not None,
            waits_since=task.opened_at if task and is_open else None,
        )


def rules(database: Database, caller: Caller) -> Rules:
    """Return how the caller's municipality writes; raises NotThere."""
    with database.reading() as db:
        home = access.municipality(db, caller)
        words = tuple(str(word) for word in home.forbidden_words)
        return Rules(words, home.answer_within_days, home.approve_above)


def file(database: Database, caller: Caller, participant_id: int, attachment_id: int) -> File:
    """Return what one of the caller's people has sent; raises NotThere."""
    with database.reading() as db:
        access.participant(db, caller, participant_id)
        found = db.exec(
            select(File)
            .join(Attachment, col(Attachment.file_id) == File.id)
            .join(Message, col(Message.id) == Attachment.message_id)
            .where(Attachment.id == attachment_id, Message.participant_id == participant_id)
        ).first()
        if found is None:
            raise NotThere
        return found


def _lines(db: Db, found: Sequence[Message]) -> list[Line]:
    names = dict(db.exec(select(Staff.id, Staff.name)).all())
    sent = _attachments(db, [message.id or 0 for message in found])
    return [
        Line(
            id=message.id or 0,
            text=message.text,
            by=names.get(message.staff_id),
            is_sensitive=message.is_sensitive,
            written_at=message.written_at,
            removed_at=message.removed_at,
            attachments=tuple(sent.get(message.id or 0, [])),
        )
        for message in found
    ]


def _attachments(db: Db, message_ids: Sequence[int]) -> dict[int, list[Sent]]:
    sent: dict[int, list[Sent]] = {}
    for one in db.exec(
        select(Attachment)
        .where(col(Attachment.message_id).in_(message_ids))
        .order_by(col(Attachment.id))
    ):
        shown = Sent(one.id or 0, one.kind, one.state, one.seconds)
        sent.setdefault(one.message_id, []).append(shown)
    return sent


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    AskMessage.kind: answering,
    MessageEnded.kind: answering,
    OfferMessage.kind: answering,
    MessageReceipt.kind: one,
    CaseworkerWrote.kind: one,
}
"""By the kind of the notice."""
