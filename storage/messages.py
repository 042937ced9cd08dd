"""Messages between participants and staff, and what was sent with them."""

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select

from storage.columns import word
from storage.vocabulary import MediaKind, MediaState


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


class File(SQLModel, table=True):
    """Bytes that somebody sent, each kept once in a municipality; `digest` is their SHA-256."""

    __table_args__ = (UniqueConstraint("municipality_id", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    digest: str = Field(max_length=64)
    media_type: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


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
