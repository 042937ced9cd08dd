"""What brings lists in."""

import pytest

from bot.actions.imports import Noun
from bot.actions.imports.courses import COURSES
from bot.actions.imports.people import PEOPLE
from bot.actions.imports.sessions import SESSIONS
from bot.actions.imports.staff import STAFF
from storage.database import Database
from tests.actions.imports.lists import AMAL, BUS, CV, JONAS, METTE, SELAM, Importer
from tests.support.memory import remembered


@pytest.fixture
def bring(database: Database) -> Importer:
    return Importer(database)


@pytest.fixture
def filled(bring: Importer) -> Importer:
    """All four lists brought in."""
    bring.files = _files_of_four(bring.database)
    return bring


@remembered
def _files_of_four(database: Database) -> int:
    """Bring the four lists in; return how many files that took."""
    bring = Importer(database)
    for noun, *wanted in (
        (STAFF, METTE, JONAS),
        (COURSES, BUS),
        (PEOPLE, SELAM, AMAL),
        (SESSIONS, CV),
    ):
        assert isinstance(noun, Noun)
        assert bring(noun, *wanted).problems == ()
    return bring.files
