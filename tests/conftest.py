"""What any test may ask for by name."""

import gc
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import pytest_socket
from hypothesis import settings
from playwright.async_api import Browser, Page

from bot import logs
from storage import schema
from storage.database import Database, open_database
from tests.support import browser as chromium, memory, postgres, scratch

# A test that is slow because its neighbours are busy is not wrong.
settings.register_profile("house", deadline=None, max_examples=50)
settings.load_profile("house")

# Half a million objects are there to stay: the collector need not look through them all the time.
gc.set_threshold(50_000)

# A fault's whereabouts are enough; what structlog shows by itself takes longer than the test.
logs.configure("WARNING")

LOOPBACK = ["127.0.0.1", "::1"]
NAME = "test"


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads its groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test that asks for the browser share one loop, and talk to this machine.

    What is slow to start is started by one process for all: a browser, a nursery of workers.
    """
    for item in items:
        asks_for = getattr(item, "fixturenames", ())
        if "browser" in asks_for:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            item.add_marker(pytest.mark.xdist_group("browser"))
        elif "nursery" in asks_for:
            item.add_marker(pytest.mark.xdist_group("nursery"))


@pytest.fixture(autouse=True)
def _loopback_only(request: pytest.FixtureRequest) -> None:
    """Even a test with sockets reaches nobody but this machine."""
    if request.node.get_closest_marker("enable_socket"):
        pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


# -- databases: migrated once a run, copied for each test


@pytest.fixture(scope="session")
def migrated_file() -> Iterator[Path]:
    with scratch.folder() as folder:
        file = folder / "brobygger.sqlite"
        _migrate(f"sqlite:///{file}")
        yield file


@pytest.fixture(scope="session")
def sqlite_file() -> Iterator[Path]:
    with scratch.folder() as folder:
        yield folder / "brobygger.sqlite"


@pytest.fixture
def sqlite_url(migrated_file: Path, sqlite_file: Path) -> str:
    """A fresh SQLite file with the newest schema, in the place of the one before."""
    for ending in ("", "-wal", "-shm"):
        sqlite_file.with_name(sqlite_file.name + ending).unlink(missing_ok=True)
    return f"sqlite:///{shutil.copy(migrated_file, sqlite_file)}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    with postgres.server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: postgres.Server) -> str:
    name = postgres_server.create()
    _migrate(postgres_server.url(name))
    return name


@pytest.fixture
def postgresql_url(postgres_server: postgres.Server, migrated_postgres: str) -> str:
    """A fresh PostgreSQL database with the newest schema, in the place of the one before."""
    postgres_server.replace(NAME, template=migrated_postgres)
    return postgres_server.url(NAME)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both databases in turn, for who opens them in another process."""
    return str(request.getfixturevalue(f"{request.param}_url"))


# -- the same, open: each is opened once a run, for it learns the statements


@pytest.fixture(scope="session")
def kept_sqlite(sqlite_file: Path) -> Database:
    return open_database(f"sqlite:///{sqlite_file}")


@pytest.fixture
def sqlite(sqlite_url: str, kept_sqlite: Database) -> Iterator[Database]:
    """A fresh SQLite file, open."""
    yield kept_sqlite
    kept_sqlite.close()


@pytest.fixture(scope="session")
def kept_postgresql(postgres_server: postgres.Server, migrated_postgres: str) -> Iterator[Database]:
    database = open_database(
        postgres_server.url(postgres_server.create(template=migrated_postgres))
    )
    yield database
    database.close()


@pytest.fixture
def postgresql(kept_postgresql: Database) -> Database:
    """A PostgreSQL database without a row, open: to make one costs more than most tests."""
    memory.empty(kept_postgresql)
    return kept_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Both databases in turn, open: a test that asks for it is a promise on both."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Database)
    return found


def _migrate(url: str) -> None:
    database = open_database(url)
    schema.upgrade(database)
    database.close()


# -- the browser: started once a run, a fresh profile for each test


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.chromium()
    if path is None:
        pytest.skip("Chromium is not installed; .ci/run installs it")
    return path


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    async with chromium.launched(chromium_path) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page in a profile of its own, with Copenhagen's clock; a script error fails the test.

    Its person wants no motion, so that nothing has to be waited for until it has faded.
    """
    context = await browser.new_context(
        locale="da-DK", timezone_id="Europe/Copenhagen", reduced_motion="reduce"
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert not errors, errors
