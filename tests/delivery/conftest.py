"""A town whose messages are to be delivered."""

import pytest

from storage.database import Database
from tests.support import cast
from tests.support.cast import Stage


@pytest.fixture
def here(sqlite: Database) -> Stage:
    return cast.stage(sqlite)
