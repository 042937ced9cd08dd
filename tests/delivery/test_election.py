"""One active worker: the others stand by, and take over when it is gone."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import text

from bot.delivery import election
from storage.database import Database
from storage.lock import worker_lock
from tests.support.town import BOT

pytestmark = pytest.mark.usefixtures("short_glances")


@pytest.fixture
def short_glances(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(election, "GLANCE_SECONDS", 0.02)


class Work:
    """Work that goes on until it is cancelled, and knows who does it."""

    def __init__(self) -> None:
        self.active: list[str] = []
        self.begun: list[str] = []

    async def do(self, who: str) -> None:
        """Work."""
        self.begun.append(who)
        self.active.append(who)
        assert len(self.active) == 1, "never two at once"
        try:
            await asyncio.Event().wait()
        finally:
            self.active.remove(who)

    def serve(self, database: Database, who: str) -> asyncio.Future[None]:
        """Stand for election."""
        lock = worker_lock(database, BOT)
        return asyncio.ensure_future(election.serve_when_elected(lock, lambda: self.do(who)))


async def soon(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110  # nobody rings a bell for a test
            await asyncio.sleep(0.01)


async def end(*services: asyncio.Future[None]) -> None:
    for service in services:
        service.cancel()
    await asyncio.wait(services)


async def test_of_two_one_works_and_the_other_takes_over(database: Database) -> None:
    work = Work()
    first = work.serve(database, "first")
    await soon(lambda: work.active == ["first"])
    second = work.serve(database, "second")
    await asyncio.sleep(0.1)
    assert work.begun == ["first"]
    await end(first)
    await soon(lambda: work.active == ["second"])
    await end(second)
    assert work.active == []


@pytest.mark.faults
async def test_who_loses_the_lock_stops_and_stands_again(postgresql: Database) -> None:
    work = Work()
    service = work.serve(postgresql, "only")
    await soon(lambda: work.active == ["only"])
    await asyncio.to_thread(_cut_everybody, postgresql)
    await soon(lambda: work.begun == ["only", "only"] and work.active == ["only"])
    await end(service)


async def test_a_fault_of_the_work_ends_the_service_and_frees_the_lock(
    database: Database,
) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await election.serve_when_elected(worker_lock(database, BOT), fail)
    lock = worker_lock(database, BOT)
    assert lock.acquire()
    lock.release()


def _cut_everybody(database: Database) -> None:
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with database.engine.begin() as connection:
        connection.execute(
            text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")  # noqa: S608  # a constant
        )
