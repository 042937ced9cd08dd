"""Messages between participants and staff, and what was sent with them."""

from datetime import datetime

from sqlmodel import (
    Field,
    Session as Db,
    SQLModel,
    col,
    select,
    update,
)

from storage.changes import Change
from storage.columns import word
from storage.municipalities import Municipality
from storage.vocabulary import ChangeKind, MediaKind, MediaState


class Message(SQLModel, table=True):
    """Something written: by the participant, or (`staff_id`) by a member of staff to them.

    `is_sensitive` hides it in lists: it looks like a CPR number or speaks of health.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    text: str = ""
    is_sensitive: bool = False
    written_at: datetime = Field(index=True)
    read_at: datetime | None = None
    removed_at: datetime | None = None


class Attachment(SQLModel, table=True):
    """A voice note or a picture of a message, on its way from Telegram or here.

    `telegram_file` is how Telegram names it to this bot; sizes are bytes.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    message_id: int = Field(foreign_key="message.id", index=True)
    kind: MediaKind = Field(sa_type=word(MediaKind))
    state: MediaState = Field(sa_type=word(MediaState), index=True)
    telegram_file: str
    size: int | None = None
    seconds: int | None = None
    tries: int = 0
    due_at: datetime
    file_id: int | None = Field(default=None, foreign_key="file.id", index=True)


def of_person(db: Db, participant_id: int, *, limit: int) -> list[Message]:
    """Return the latest messages with one person, the newest first, without the removed ones."""
    return list(
        db.exec(
            select(Message)
            .where(Message.participant_id == participant_id, col(Message.removed_at).is_(None))
            .order_by(col(Message.id).desc())
            .limit(limit)
        )
    )


def attachments_of(db: Db, message_id: int) -> list[Attachment]:
    """Return what was sent with a message."""
    return list(
        db.exec(
            select(Attachment)
            .where(Attachment.message_id == message_id)
            .order_by(col(Attachment.id))
        )
    )


def attachments_of_person(db: Db, participant_id: int) -> list[Attachment]:
    """Return what was sent with all messages of one person."""
    return list(
        db.exec(
            select(Attachment)
            .join(Message, col(Message.id) == Attachment.message_id)
            .where(Message.participant_id == participant_id)
            .order_by(col(Attachment.id))
        )
    )


def numbers_of(db: Db, participant_id: int) -> list[int]:
    """Return the ids of all messages with one person."""
    found = select(Message.id).where(Message.participant_id == participant_id)
    return [number for number in db.exec(found) if number]


def conversation(db: Db, participant_id: int, *, limit: int) -> list[Message]:
    """Return the latest messages with one person, also the removed ones, the oldest first."""
    latest = db.exec(
        select(Message)
        .where(Message.participant_id == participant_id)
        .order_by(col(Message.id).desc())
        .limit(limit)
    )
    return list(latest)[::-1]


def unanswered(db: Db, participant_id: int) -> list[Message]:
    """Return what a person has written after the last answer and not removed, the oldest first."""
    answered = (
        select(Message.id)
        .where(Message.participant_id == participant_id, col(Message.staff_id).is_not(None))
        .order_by(col(Message.id).desc())
        .limit(1)
    )
    last = db.exec(answered).first() or 0
    return list(
        db.exec(
            select(Message)
            .where(
                Message.participant_id == participant_id,
                col(Message.id) > last,
                col(Message.removed_at).is_(None),
            )
            .order_by(col(Message.id))
        )
    )


def mark_read(db: Db, participant_id: int, at: datetime) -> None:
    """Note that staff have read all that a person has written."""
    db.exec(
        update(Message)
        .where(
            col(Message.participant_id) == participant_id,
            col(Message.staff_id).is_(None),
            col(Message.read_at).is_(None),
        )
        .values(read_at=at)
    )


def wanted(db: Db, bot: str, now: datetime, *, limit: int) -> list[Attachment]:
    """Return what is to be fetched from Telegram and due, the oldest first."""
    return list(
        db.exec(
            select(Attachment)
            .join(Municipality, col(Municipality.id) == Attachment.municipality_id)
            .where(
                Municipality.bot == bot,
                Attachment.state == MediaState.WANTED,
                Attachment.due_at <= now,
            )
            .order_by(col(Attachment.due_at), col(Attachment.id))
            .limit(limit)
        )
    )


def let_go_of_files(db: Db, message_id: int) -> list[int]:
    """Take what was sent with a message off it; return the files that it referred to."""
    found = select(Attachment).where(Attachment.message_id == message_id)
    # What is just being fetched is either stored before, and dropped here, or not stored at all.
    attachments = db.exec(found.with_for_update().execution_options(populate_existing=True)).all()
    files = [found.file_id for found in attachments if found.file_id is not None]
    for attachment in attachments:
        attachment.state, attachment.file_id = MediaState.REMOVED, None
        attachment.telegram_file = ""
    return files


def updates_of(db: Db, message: Message) -> list[int]:
    """Return the numbers of the updates that brought a message, as its change tells."""
    wrote = db.exec(
        select(Change).where(
            Change.participant_id == message.participant_id,
            Change.kind == ChangeKind.WROTE,
            Change.at == message.written_at,
        )
    )
    return [
        number
        for change in wrote
        if change.after.get("message") == message.id
        for number in change.after["updates"]
    ]
