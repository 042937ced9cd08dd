"""The schema: migrate it, or tell whether it is the one that this code expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from storage import (  # noqa: F401  # importing a noun registers its tables
    answers,
    changes,
    chats,
    inbox,
    municipalities,
    outbox,
    people,
    reminders,
    schedule,
    staff,
)
from storage.database import Database

METADATA = SQLModel.metadata


def configuration() -> Config:
    """Return Alembic's configuration; its `connection` is to be set by the caller."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def upgrade(database: Database) -> None:
    """Bring the database to the newest revision; a no-op when it is there."""
    if is_current(database):
        return
    config = configuration()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


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
