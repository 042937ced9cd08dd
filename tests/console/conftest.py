"""A town and its office."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.console.office import Office, served
from tests.support import town as towns


@pytest.fixture
def office(database: Database) -> Office:
    """The console over a town of its own, on both databases."""
    return Office(database, towns.build(database))


@pytest.fixture
def sqlite_office(sqlite: Database) -> Office:
    """The same on one database, for a real browser."""
    return Office(sqlite, towns.build(sqlite))


@pytest.fixture
def desk(sqlite_office: Office) -> Iterator[str]:
    """The address of a console that is served on this machine."""
    with served(sqlite_office) as address:
        yield address
