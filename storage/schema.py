"""The schema: migrate it, or tell whether it is the one that this code expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

from storage import (  # noqa: F401  # importing a noun registers its tables
    abilities,
    absences,
    activities,
    answers,
    attendance,
    broadcasts,
    changes,
    chats,
    clips,
    courses,
    daily,
    dialogues,
    enrolments,
    files,
    inbox,
    messages,
    municipalities,
    outbox,
    outcomes,
    people,
    placements,
    readiness,
    reminders,
    schedule,
    searches,
    staff,
    statuses,
    tasks,
    telegram_files,
    writings,
)
from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

METADATA = SQLModel.metadata
MIGRATIONS = Path(__file__).parent / "migrations"


class UnknownSchema(Exception):  # noqa: N818  # it is the database that is not known
    """The database has seen a migration that this code does not have."""


def configuration() -> "Config":
    """Return Alembic's configuration; its `connection` is to be set by the caller."""
    from alembic.config import Config  # noqa: PLC0415  # slow, and there is seldom something to do

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def create(database: Database) -> None:
    """Give an empty database its tables at once; it cannot be upgraded later."""
    METADATA.create_all(database.engine, checkfirst=False)


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the database to the newest revision; a no-op when it is there.

    Raises UnknownSchema.
    """
    if is_current(database):
        return
    from alembic import command  # noqa: PLC0415  # as above
    from alembic.util import CommandError  # noqa: PLC0415  # as above

    config = configuration()
    try:
        with (
            database.engine.connect() as connection,
            _without_references(database, connection),
            connection.begin(),
        ):
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    except CommandError as error:
        raise UnknownSchema from error


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
    return revision(database) == newest()


def revision(database: Database) -> str | None:
    """Return the number of the last migration that the database has seen, None without any."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        seen: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return seen


def newest() -> str:
    """Return the number of the last migration there is; its file begins with it."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("*.py")).partition("_")[0]


def differences(database: Database) -> list[object]:
    """Return what the tables in the code have and the database has not; empty when equal."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415  # slow, and for tests only
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415  # as above

    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))
