"""Clips: sentences that somebody has spoken, so that they can be listened to."""

from datetime import datetime

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, select

from storage.columns import word
from storage.vocabulary import Language


class Clip(SQLModel, table=True):
    """A recorded voice for one kind of notice in one language; the bytes are a file."""

    __table_args__ = (UniqueConstraint("municipality_id", "kind", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    kind: str = Field(max_length=32)
    language: Language = Field(sa_type=word(Language))
    file_id: int = Field(foreign_key="file.id")
    uploaded_at: datetime
    uploaded_by: int | None = Field(default=None, foreign_key="staff.id")


def of_kind(db: Db, municipality_id: int, kind: str, language: Language) -> Clip | None:
    """Return the recorded voice for this kind of notice, if there is one."""
    return db.exec(
        select(Clip).where(
            Clip.municipality_id == municipality_id, Clip.kind == kind, Clip.language == language
        )
    ).first()


def of_municipality(db: Db, municipality_id: int) -> list[Clip]:
    """Return every recorded voice of a municipality by kind and language."""
    return list(
        db.exec(
            select(Clip)
            .where(Clip.municipality_id == municipality_id)
            .order_by(Clip.kind, Clip.language)
        )
    )
