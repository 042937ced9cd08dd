"""Dialogues: what a chat is in the middle of, so that a restart at any step loses nothing."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, Session as Db, SQLModel, col, delete, select

from storage.columns import document, word
from storage.vocabulary import DialogueKind


class Dialogue(SQLModel, table=True):
    """What one chat is asked in several steps; `step` is what is awaited, `said` what is known.

    It is a participant's, or a member of staff's in their own chat. A chat has at most one:
    whatever begins anew takes the place of the one before.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    chat_id: int = Field(foreign_key="chat.id", unique=True)
    participant_id: int | None = Field(default=None, foreign_key="participant.id", index=True)
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    kind: DialogueKind = Field(sa_type=word(DialogueKind))
    step: str = Field(max_length=32)
    said: dict[str, Any] = Field(default_factory=dict, sa_column=document())
    began_at: datetime


def of_chat(db: Db, chat_id: int) -> Dialogue | None:
    """Return what this chat is in the middle of, if anything."""
    return db.exec(select(Dialogue).where(Dialogue.chat_id == chat_id)).first()


def of_staff(db: Db, staff_id: int, kind: DialogueKind) -> Dialogue | None:
    """Return what of this kind a member of staff is in the middle of, if anything."""
    return db.exec(
        select(Dialogue).where(Dialogue.staff_id == staff_id, Dialogue.kind == kind)
    ).first()


def end(db: Db, chat_id: int) -> None:
    """Await nothing any more in this chat."""
    db.exec(delete(Dialogue).where(col(Dialogue.chat_id) == chat_id))


def leave(db: Db, chat_id: int) -> None:
    """Await no message, name or search in this chat any more: somebody does something else."""
    free = (DialogueKind.MESSAGE, DialogueKind.NAME, DialogueKind.SEARCH)
    db.exec(delete(Dialogue).where(col(Dialogue.chat_id) == chat_id, col(Dialogue.kind).in_(free)))


def forget(db: Db, kind: DialogueKind, *, before: datetime) -> None:
    """Await nothing any more in what began so long ago."""
    db.exec(delete(Dialogue).where(col(Dialogue.kind) == kind, col(Dialogue.began_at) < before))
