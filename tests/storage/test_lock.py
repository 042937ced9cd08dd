"""The lock that elects the one active worker: one has it, and its death sets it free."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from storage.database import Database, open_database
from storage.lock import worker_lock

BOT = "7000000001"
HOLD = """
import sys, time
from storage.database import open_database
from storage.lock import worker_lock

lock = worker_lock(open_database(sys.argv[1]), sys.argv[2])
print(lock.acquire(), flush=True)
time.sleep(60)
"""


@contextlib.contextmanager
def holder(url: str) -> Iterator[subprocess.Popen[str]]:
    """Let another process take the lock, and kill it at the end."""
    command = [sys.executable, "-c", HOLD, url, BOT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline().strip() == "True"
            yield process
        finally:
            process.kill()


def test_of_two_only_one_is_elected(database: Database) -> None:
    first, second = worker_lock(database, BOT), worker_lock(database, BOT)
    assert first.acquire()
    assert not second.acquire()
    assert (first.held(), second.held()) == (True, False)
    first.release()
    assert second.acquire()
    assert (first.held(), second.held()) == (False, True)
    second.release()


def test_each_bot_has_a_lock_of_its_own(database: Database) -> None:
    mine, theirs = worker_lock(database, BOT), worker_lock(database, "2")
    assert mine.acquire()
    assert theirs.acquire()
    mine.release()
    theirs.release()


def test_giving_back_what_one_never_had_is_nothing(database: Database) -> None:
    lock = worker_lock(database, BOT)
    assert not lock.held()
    lock.release()
    assert not lock.held()


@pytest.mark.faults
def test_the_death_of_the_holder_sets_the_lock_free(database_url: str) -> None:
    database = open_database(database_url)
    lock = worker_lock(database, BOT)
    with holder(database_url) as process:
        assert not lock.acquire()
        process.kill()
        process.wait()
        assert _soon(lock.acquire)
    lock.release()
    database.close()


@pytest.mark.faults
def test_who_loses_the_connection_knows_that_the_lock_is_lost(postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    lock, other = worker_lock(database, BOT), worker_lock(database, BOT)
    assert lock.acquire()
    _cut_all_others(postgresql_url)
    assert not lock.held()
    assert _soon(other.acquire), "the server takes a moment to notice"
    assert not lock.acquire()
    other.release()
    assert _soon(lock.acquire)
    lock.release()
    database.close()


@pytest.mark.faults
def test_who_stands_by_outlives_a_cut_connection(postgresql_url: str) -> None:
    database = open_database(postgresql_url)
    first, waiting = worker_lock(database, BOT), worker_lock(database, BOT)
    assert first.acquire()
    assert not waiting.acquire()
    _cut_all_others(postgresql_url)
    assert not waiting.acquire(), "this look finds the connection gone"
    assert _soon(waiting.acquire)
    waiting.release()
    first.release()
    database.close()


def test_who_finds_no_database_is_not_elected() -> None:
    database = open_database("postgresql://nobody@/nothing?host=/nowhere")
    lock = worker_lock(database, BOT)
    assert not lock.acquire()
    assert not lock.held()
    lock.release()


def _cut_all_others(url: str) -> None:
    database = open_database(url)
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with database.engine.begin() as connection:
        connection.execute(
            text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")  # noqa: S608  # a constant
        )
    database.close()


def _soon(done: Callable[[], bool], *, seconds: float = 5) -> bool:
    """Ask again until it is so; the database notices a death a moment later."""
    deadline = time.monotonic() + seconds
    while not (found := done()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found
