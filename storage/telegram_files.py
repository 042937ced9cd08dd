"""Our own files at Telegram: the name by which a bot sends one again without its bytes."""

from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, delete, select

from storage.columns import word
from storage.files import File
from storage.vocabulary import EnclosureKind


class AsSent(NamedTuple):
    """A file as a bot sends it: as this kind, a document under the name that people see.

    Telegram keeps that with the bytes, so the same under another name is another one there.
    """

    file_id: int
    bot: str
    kind: EnclosureKind
    name: str


class TelegramFile(SQLModel, table=True):
    """A file that Telegram has: `remote` is its name to this bot, as it was sent.

    It goes with the file.
    """

    __tablename__ = "telegram_file"
    __table_args__ = (UniqueConstraint(*AsSent._fields),)

    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="file.id", ondelete="CASCADE")
    bot: str
    kind: EnclosureKind = Field(sa_type=word(EnclosureKind))
    name: str
    remote: str


def known(db: Db, file: AsSent) -> str | None:
    """Return the name by which Telegram knows a file to its bot, if it does."""
    return db.exec(select(TelegramFile.remote).where(*_is(file))).first()


def learn(db: Db, file: AsSent, *, remote: str) -> None:
    """Note the name of a file that is still there; the name that is known already stays."""
    # Who drops the file at the same time waits, and then takes this along.
    same = select(File.id).where(File.id == file.file_id)
    held = same.with_for_update(key_share=True, read=True)
    if db.exec(held).first() is None:
        return
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    row = file._asdict() | {"remote": remote}
    db.exec(dialect.insert(TelegramFile).values(row).on_conflict_do_nothing())


def forget(db: Db, file: AsSent, *, remote: str) -> None:
    """Forget a name that Telegram does not know any more; one learnt meanwhile stays."""
    db.exec(delete(TelegramFile).where(*_is(file), col(TelegramFile.remote) == remote))


def _is(file: AsSent) -> list[ColumnElement[bool]]:
    """Tell in SQL whether a row is about this file."""
    return [col(getattr(TelegramFile, name)) == value for name, value in file._asdict().items()]
