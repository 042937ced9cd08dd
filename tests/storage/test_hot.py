"""What is asked several times a second reads no more the longer the history is."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session as Db

from storage import inbox, leases
from storage.database import Database, open_database

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
BOT = "1"

Ask = Callable[[Db], object]


def plans(database: Database, ask: Ask) -> Iterator[str]:
    """Yield how SQLite finds the rows of each table that `ask` reads."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    event.listen(database.engine, "before_cursor_execute", note)
    with database.reading() as db:
        ask(db)
        event.remove(database.engine, "before_cursor_execute", note)
        for statement, values in asked:
            for row in db.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
                yield row.detail


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        (lambda db: leases.ripen(db, BOT, NOW), "bot=? AND state=? AND priority=? AND due_at<?"),
        (lambda db: inbox.waiting(db, BOT, limit=1), "ix_inbox_waiting (state=? AND bot=?)"),
    ],
)
def test_what_waits_is_found_without_reading_what_is_done(
    sqlite_url: str, ask: Ask, found: str
) -> None:
    database = open_database(sqlite_url)
    assert any(found in plan for plan in plans(database, ask))
    database.close()
