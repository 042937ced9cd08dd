"""A town and its office."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from storage.database import Database
from tests.console.office import Office
from tests.support import town as towns


@pytest.fixture
def office(database: Database) -> Office:
    """The console over a town of its own, on both databases."""
    return Office(database, towns.build(database))


@pytest.fixture
def sqlite_office(sqlite: Database) -> Office:
    """The same on one database, for a real browser."""
    return Office(sqlite, towns.build(sqlite))


@pytest.fixture
def desk(sqlite_office: Office) -> Iterator[str]:
    """The address of a console that is served on this machine."""
    config = uvicorn.Config(
        sqlite_office.app,
        port=0,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,  # a page that is told something is told no more
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/console"
    server.should_exit = True
    thread.join()
