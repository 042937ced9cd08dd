"""A town and its office, on both databases; the town is built once a run and copied."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from storage.database import open_database
from tests.console.office import Office
from tests.support import postgres, scratch, town as towns
from tests.support.town import Town


@pytest.fixture(scope="session")
def town_file(migrated_file: Path) -> Iterator[tuple[Path, Town]]:
    with scratch.folder() as folder:
        file = Path(shutil.copy(migrated_file, folder))
        yield file, _built(f"sqlite:///{file}")


@pytest.fixture(scope="session")
def town_postgres(postgres_server: postgres.Server, migrated_postgres: str) -> tuple[str, Town]:
    name = postgres_server.create(template=migrated_postgres)
    return name, _built(postgres_server.url(name))


@pytest.fixture
def sqlite_office(town_file: tuple[Path, Town]) -> Iterator[Office]:
    file, town = town_file
    with scratch.folder() as folder:
        yield from _opened(f"sqlite:///{shutil.copy(file, folder)}", town)


@pytest.fixture
def postgresql_office(
    postgres_server: postgres.Server, town_postgres: tuple[str, Town]
) -> Iterator[Office]:
    template, town = town_postgres
    name = postgres_server.create(template=template)
    yield from _opened(postgres_server.url(name), town)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest) -> Office:
    """The console over a town of its own."""
    found = request.getfixturevalue(f"{request.param}_office")
    assert isinstance(found, Office)
    return found


@pytest.fixture
def desk(sqlite_office: Office) -> Iterator[str]:
    """The address of a console that is served on this machine."""
    config = uvicorn.Config(sqlite_office.app, port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/console"
    server.should_exit = True
    thread.join()


def _built(url: str) -> Town:
    database = open_database(url)
    town = towns.build(database)
    database.close()
    return town


def _opened(url: str, town: Town) -> Iterator[Office]:
    database = open_database(url)
    yield Office(database, town)
    database.close()
