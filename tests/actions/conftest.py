"""What the tests of actions may ask for by name."""

import pytest

from storage.database import Database
from tests.support.school import School


@pytest.fixture
def school(database: Database) -> School:
    return School(database)
