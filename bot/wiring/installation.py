"""What all processes of one installation share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot import clock as clocks
from bot.clock import Clock
from bot.settings import BadSettings, Settings
from storage import schema
from storage.database import Database, open_database


@dataclass(frozen=True)
class Installation:
    """Settings, database and clock; the demo and the tests bring a clock of their own."""

    settings: Settings
    database: Database
    clock: Clock = clocks.now

    @property
    def bot_id(self) -> str:
        """The bot's number, under which inbox, outbox and lock are kept."""
        return self.settings.bot_id


def open_current(settings: Settings) -> Database:
    """Open the database of these settings; raises BadSettings when its schema is an old one."""
    with _opening(settings) as database:
        if not schema.is_current(database):
            raise BadSettings(["The database has an old schema. Run: python -m bot migrate"])
        return database


def open_migrated(settings: Settings) -> Database:
    """Open the database of these settings and bring it to the newest schema."""
    with _opening(settings) as database:
        schema.upgrade(database)
        return database


def open_for_once(settings: Settings) -> Database:
    """Make the database of these settings, which nobody keeps."""
    with _opening(settings, keep=False) as database:
        schema.create(database)
        return database


@contextmanager
def _opening(settings: Settings, *, keep: bool = True) -> Iterator[Database]:
    """Open the database, and close it again when it cannot be used."""
    database = open_database(settings.database_url, keep=keep)
    try:
        yield database
    except BaseException:
        database.close()
        raise
