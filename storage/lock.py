"""Locks: the one that elects a bot's active worker, and turns for what is done one at a time."""

import hashlib
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, func, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session as Db

from storage.database import Database


class Lock(Protocol):
    """A lock that its holder's death sets free."""

    def acquire(self) -> bool:
        """Try once; tell whether this process has it now."""

    def held(self) -> bool:
        """Tell whether this process still has it."""

    def release(self) -> None:
        """Give it back."""


def worker_lock(database: Database, bot: str) -> Lock:
    """Return the lock for this bot's worker: beside the SQLite file or in PostgreSQL."""
    if database.is_sqlite:
        file = Path(make_url(str(database.engine.url)).database or "brobygger.db")
        return _LockFile(file.with_name(f"{file.name}.worker-{bot}.lock"))
    return _Advisory(database, bot)


def take_turns(db: Db, what: str) -> None:
    """Wait until no other transaction does `what`, and keep it until this one ends."""
    if db.get_bind().dialect.name == "postgresql":  # SQLite's writers take turns anyway
        db.connection().execute(select(func.pg_advisory_xact_lock(_key(what))))


def _key(what: str) -> int:
    digest = hashlib.sha256(f"brobygger {what}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


class _LockFile:
    def __init__(self, file: Path) -> None:
        self._lock = FileLock(file, thread_local=False)

    def acquire(self) -> bool:
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        return True

    def held(self) -> bool:
        return self._lock.is_locked

    def release(self) -> None:
        self._lock.release()


class _Advisory:
    """A session-level advisory lock on a connection of its own."""

    def __init__(self, database: Database, bot: str) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._key = _key(f"worker {bot}")
        self._connection: Connection | None = None
        self._is_mine = False
        # Who is cancelled while a thread still asks gives the lock back from another thread.
        self._one_at_a_time = RLock()

    def acquire(self) -> bool:
        with self._one_at_a_time:
            try:
                self._is_mine = self._try()
            except DBAPIError:
                self._drop()
            return self._is_mine

    def held(self) -> bool:
        """Tell whether the connection that has the lock lives; with it the lock would be gone."""
        with self._one_at_a_time:
            if self._connection is None or not self._is_mine:
                return False
            try:
                self._connection.execute(text("SELECT 1"))
            except DBAPIError:
                self._drop()
            return self._is_mine

    def release(self) -> None:
        """Give the lock back: of a connection that is only closed the server learns a bit later."""
        with self._one_at_a_time:
            if self._connection is not None and self._is_mine:
                with suppress(DBAPIError):
                    giving = text("SELECT pg_advisory_unlock(:key)")
                    self._connection.execute(giving, {"key": self._key})
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
        self._connection, self._is_mine = None, False

    def _try(self) -> bool:
        self._connection = self._connection or self._engine.connect()
        statement = text("SELECT pg_try_advisory_lock(:key)")
        return bool(self._connection.execute(statement, {"key": self._key}).scalar_one())
