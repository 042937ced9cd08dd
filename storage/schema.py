"""The schema: migrate it, or tell whether it is the one that this code expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

from storage import (  # noqa: F401  # importing a noun registers its tables
    absences,
    answers,
    attendance,
    changes,
    chats,
    clips,
    dialogues,
    inbox,
    messages,
    municipalities,
    outbox,
    outcomes,
    people,
    placements,
    reminders,
    schedule,
    staff,
    statuses,
    tasks,
)
from storage.database import Database

METADATA = SQLModel.metadata


def configuration() -> Config:
    """Return Alembic's configuration; its `connection` is to be set by the caller."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database to the newest revision; a no-op when it is there."""
    if is_current(database):
        return
    config = configuration()
    with (
        database.engine.connect() as connection,
        _without_references(database, connection),
        connection.begin(),
    ):
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@contextmanager
def _without_references(database: Database, connection: Connection) -> Iterator[None]:
    """Let SQLite put a changed table in the place of one that others refer to.

    It can only be told so before the transaction begins.
    """
    if not database.is_sqlite:
        yield
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys=OFF")
    yield
    raw.execute("PRAGMA foreign_keys=ON")


def is_current(database: Database) -> bool:
    """Tell whether the database has the schema of this code."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def differences(database: Database) -> list[object]:
    """Return what the tables in the code have and the database has not; empty when equal."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415  # slow, and for tests only

    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))
