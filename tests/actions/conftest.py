"""What the tests of actions may ask for by name."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import text

from storage.database import Database
from tests.actions.office import Office
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
def office(database: Database) -> Office:
    return Office(database)


@pytest.fixture
def until_one_waits(postgresql: Database) -> Callable[[], None]:
    """Wait until a transaction waits for another one."""

    def wait() -> None:
        with postgresql.engine.connect() as connection:
            waiting = text("SELECT 1 FROM pg_locks WHERE NOT granted")
            while connection.execute(waiting).first() is None:
                time.sleep(0.01)

    return wait
