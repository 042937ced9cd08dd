"""The two programmes, each brought in once: the tests only look."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from tests.field import loading
from tests.support import postgres

FOR_THE_REPORT = ("staff", "courses", "people", "enrolments", "outcomes", "decisions")


@pytest.fixture(scope="package")
def esbjerg(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """All of Esbjerg's lists, on SQLite."""
    database = copied(migrated_file, tmp_path_factory)
    loading.load(database, "esbjerg")
    yield database
    database.close()


@pytest.fixture(scope="package")
def randers_sqlite(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """All lists of the three municipalities."""
    database = copied(migrated_file, tmp_path_factory)
    loading.load(database, "randers")
    yield database
    database.close()


@pytest.fixture(scope="package")
def randers_postgresql(
    postgres_server: postgres.Server, migrated_postgres: str
) -> Iterator[Database]:
    """Those lists that the report is made of: the others say nothing new there."""
    name = postgres_server.create(template=migrated_postgres)
    database = open_database(postgres_server.url(name))
    loading.load(database, "randers", only=FOR_THE_REPORT)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def randers(request: pytest.FixtureRequest) -> Database:
    """The three municipalities, on both databases in turn."""
    found = request.getfixturevalue(f"randers_{request.param}")
    assert isinstance(found, Database)
    return found


def copied(migrated: Path, folders: pytest.TempPathFactory) -> Database:
    file = shutil.copy(migrated, folders.mktemp("field") / "brobygger.sqlite")
    return open_database(f"sqlite:///{file}")
