"""What brings lists in."""

import pytest

from bot.actions.imports import Noun
from bot.actions.imports.courses import COURSES
from bot.actions.imports.people import PEOPLE
from bot.actions.imports.sessions import SESSIONS
from bot.actions.imports.staff import STAFF
from storage.database import Database
from tests.actions.imports.lists import AMAL, BUS, CV, JONAS, METTE, SELAM, Importer


@pytest.fixture
def bring(database: Database) -> Importer:
    return Importer(database)


@pytest.fixture
def filled(bring: Importer) -> Importer:
    """All four lists brought in."""
    for noun, *wanted in (
        (STAFF, METTE, JONAS),
        (COURSES, BUS),
        (PEOPLE, SELAM, AMAL),
        (SESSIONS, CV),
    ):
        assert isinstance(noun, Noun)
        assert bring(noun, *wanted).problems == ()
    return bring
