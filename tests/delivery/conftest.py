"""A town whose messages are to be delivered."""

from collections.abc import Iterator

import pytest

from storage.database import open_database
from tests.support import cast
from tests.support.cast import Stage


@pytest.fixture
def here(sqlite_url: str) -> Iterator[Stage]:
    database = open_database(sqlite_url)
    yield cast.stage(database)
    database.close()
