"""Open the database: `transaction()` to write, `reading()` to look."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError  # noqa: A004  # its own
from sqlmodel import Session

from storage import folding

SQLITE_PRAGMAS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)
THROWN_AWAY = (*SQLITE_PRAGMAS, "PRAGMA synchronous=OFF")
"""The same for a file that nobody keeps: it need not outlive a power cut."""

ONE_STATE = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How PostgreSQL shows every statement of a transaction the same state."""

FOR_CHANGE = {"key_share": True}
"""`with_for_update` of a row that is changed and not deleted: whoever only refers to it in a new
row of theirs need not wait, or two who lock and refer crosswise would wait for each other."""

CONNECTIONS = {"pool_size": 5, "max_overflow": 45}
"""A few stay open. All that can wait at once in one worker for who edits have one: nobody
else is to wait behind them."""

IMPATIENT = {"brobygger_is_impatient": True}
PATIENCE = "25ms"
LOCK_NOT_AVAILABLE = "55P03"
"""How PostgreSQL says that somebody kept a row locked for longer than that."""

AWAY = (OperationalError, InterfaceError, TimeoutError)
"""What the database raises when it is away or busy: the same thing done again may succeed."""


class Database:
    """One SQLite file or one PostgreSQL database; safe to share between threads."""

    def __init__(
        self, engine: Engine, writer: AbstractContextManager[object] | None = None
    ) -> None:
        """Wrap an engine made by `open_database`; who writes to the same file shares `writer`."""
        self.engine = engine
        self._writing = engine.execution_options(brobygger_writes=True)
        self._reading = engine if self.is_sqlite else engine.execution_options(**ONE_STATE)
        # SQLite's own waiting is a poll with pauses; between our threads a lock is quicker.
        self.writer = writer or (Lock() if self.is_sqlite else nullcontext())

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session that is committed at the end, or rolled back on an exception."""
        with self.writer, Session(self._writing, expire_on_commit=False) as db, db.begin():
            yield db

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that sees one state of the database and changes nothing."""
        with Session(self._reading, expire_on_commit=False) as db:
            yield db

    def impatient(self) -> "Database":
        """Return the same one for who has others to serve: a row that stays locked raises.

        `is_held` knows the fault. On SQLite whoever writes waits for all who write.
        """
        return self if self.is_sqlite else Database(self.engine.execution_options(**IMPATIENT))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def is_held(fault: Exception) -> bool:
    """Tell whether somebody held a row for longer than an impatient one waits."""
    origin = fault.orig if isinstance(fault, OperationalError) else None
    return getattr(origin, "sqlstate", None) == LOCK_NOT_AVAILABLE


Watch = Callable[[Session], AbstractContextManager[object]]


class Rehearsal(Database):
    """A database in which whatever is done is taken back, after `watch` has seen what it did."""

    def __init__(self, database: Database, watch: Watch) -> None:
        """Rehearse on what is in `database`; `watch` is around each transaction."""
        super().__init__(database.engine, database.writer)
        self._watch = watch

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session that is rolled back at the end."""
        with self.writer, Session(self._writing, expire_on_commit=False) as db:
            with self._watch(db):
                yield db
            db.rollback()


def open_database(url: str, *, keep: bool = True) -> Database:
    """Open `url`: `sqlite:///FILE`, `postgresql://…` or `postgres://…`.

    The folder of a SQLite file is made when it is missing; its disk is not waited for when
    there is nothing to `keep`.
    """
    if url.startswith("sqlite"):
        return Database(_open_sqlite(url, SQLITE_PRAGMAS if keep else THROWN_AWAY))
    engine = create_engine(_with_psycopg(url), pool_pre_ping=True, **CONNECTIONS)
    event.listen(engine, "begin", _limit_patience)
    return Database(engine)


def _with_psycopg(url: str) -> str:
    """Name the driver; `postgres://` is how hosting platforms still write it."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else url


def _open_sqlite(url: str, pragmas: Sequence[str]) -> Engine:
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    event.listen(engine, "connect", partial(_prepare, pragmas))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(pragmas: Sequence[str], connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own type
    # The driver must not begin transactions by itself: its deferred ones lose updates.
    connection.isolation_level = None
    for pragma in pragmas:
        connection.execute(pragma)
    connection.create_function(folding.NAME, 1, folding.fold, deterministic=True)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("brobygger_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _limit_patience(connection: Connection) -> None:
    if connection.get_execution_options().get("brobygger_is_impatient", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}'")
