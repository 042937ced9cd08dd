"""Files: the bytes of voice notes and pictures, each kept once in a municipality."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Column, LargeBinary
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, delete, select

from storage.clips import Clip
from storage.messages import Attachment
from storage.writings import Translation


class File(SQLModel, table=True):
    """Bytes that were sent or recorded; `digest` is their SHA-256."""

    __table_args__ = (UniqueConstraint("municipality_id", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    digest: str = Field(max_length=64)
    media_type: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


def keep(db: Db, municipality_id: int, content: bytes, media_type: str) -> int:
    """Return the number of the file with these bytes; they are stored once."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    digest = sha256(content).hexdigest()
    row = {"municipality_id": municipality_id, "digest": digest}
    row |= {"media_type": media_type, "content": content}
    db.exec(dialect.insert(File).values(row).on_conflict_do_nothing())
    same = select(File.id).where(File.municipality_id == municipality_id, File.digest == digest)
    return db.exec(same).one() or 0


def drop(db: Db, numbers: Sequence[int]) -> None:
    """Delete those of these files that nothing refers to any more."""
    db.flush()
    sent = select(Attachment.file_id).where(col(Attachment.file_id).in_(numbers))
    recorded = select(Clip.file_id).where(col(Clip.file_id).in_(numbers))
    written = select(Translation.file_id).where(col(Translation.file_id).in_(numbers))
    number = col(File.id)
    unused = [number.not_in(used) for used in (sent, recorded, written)]
    db.exec(delete(File).where(number.in_(numbers), *unused))
