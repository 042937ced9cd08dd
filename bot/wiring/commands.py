"""What a command of the operator's works with: light, for it must start at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import inspect

from bot.settings import Settings
from bot.wiring.installation import Installation, open_current, open_migrated
from storage.database import open_database


@contextmanager
def installation(settings: Settings) -> Iterator[Installation]:
    """Open the installation for one command; a new or empty SQLite file is given its tables.

    Raises BadSettings when the schema is an old one.
    """
    database = open_migrated(settings) if _is_new(settings) else open_current(settings)
    try:
        yield Installation(settings, database)
    finally:
        database.close()


def _is_new(settings: Settings) -> bool:
    """Tell whether this is a SQLite file without tables; PostgreSQL is migrated on purpose only."""
    database = open_database(settings.database_url)
    try:
        return database.is_sqlite and not inspect(database.engine).get_table_names()
    finally:
        database.close()
