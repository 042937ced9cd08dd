"""What the tests of intake may ask for by name."""

from collections.abc import Iterator

import pytest

from storage.database import Database, open_database


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """Only SQLite, open: where the database is not the point."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()
