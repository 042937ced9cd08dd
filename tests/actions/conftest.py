"""What the tests of actions may ask for by name."""

from collections.abc import Iterator

import pytest

from storage.database import Database, open_database
from tests.support import cast
from tests.support.cast import Stage
from tests.support.school import School


@pytest.fixture
def school(database: Database) -> School:
    return School(database)


@pytest.fixture
def here(database: Database) -> Stage:
    return cast.stage(database)


@pytest.fixture
def on_postgres(postgresql_url: str) -> Iterator[Stage]:
    database = open_database(postgresql_url)
    yield cast.stage(database)
    database.close()
