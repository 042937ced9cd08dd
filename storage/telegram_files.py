"""Our own files at Telegram: the name by which a bot sends one again without its bytes."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, delete, select

from storage.columns import word
from storage.files import File
from storage.vocabulary import EnclosureKind


class TelegramFile(SQLModel, table=True):
    """A file that Telegram has: `remote` is its name to this bot, sent as this kind.

    It goes with the file.
    """

    __tablename__ = "telegram_file"
    __table_args__ = (UniqueConstraint("file_id", "bot", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="file.id", ondelete="CASCADE")
    bot: str
    kind: EnclosureKind = Field(sa_type=word(EnclosureKind))
    remote: str


def known(db: Db, bot: str, file_id: int, kind: EnclosureKind) -> str | None:
    """Return the name by which Telegram knows a file to this bot, if it does."""
    return db.exec(
        select(TelegramFile.remote).where(
            TelegramFile.file_id == file_id, TelegramFile.bot == bot, TelegramFile.kind == kind
        )
    ).first()


def learn(db: Db, bot: str, file_id: int, kind: EnclosureKind, *, remote: str) -> None:
    """Note the name of a file that is still there; the name that is known already stays."""
    # Who drops the file at the same time waits, and then takes this along.
    held = select(File.id).where(File.id == file_id).with_for_update(key_share=True, read=True)
    if db.exec(held).first() is None:
        return
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    row = {"bot": bot, "file_id": file_id, "kind": kind, "remote": remote}
    db.exec(dialect.insert(TelegramFile).values(row).on_conflict_do_nothing())


def forget(db: Db, bot: str, file_id: int, kind: EnclosureKind, *, remote: str) -> None:
    """Forget a name that Telegram does not know any more; one learnt meanwhile stays."""
    db.exec(
        delete(TelegramFile).where(
            col(TelegramFile.file_id) == file_id,
            col(TelegramFile.bot) == bot,
            col(TelegramFile.kind) == kind,
            col(TelegramFile.remote) == remote,
        )
    )
