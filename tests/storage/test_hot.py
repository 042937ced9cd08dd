"""What is asked again and again reads no more the longer the history is."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session as Db

from storage import daily, inbox, leases, stages
from storage.database import Database, open_database
from storage.vocabulary import ChangeKind

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)
WEEKS_AGO = NOW - timedelta(weeks=2)
BOT = "1"

Ask = Callable[[Db], object]


def silent(db: Db) -> object:
    """Ask who is silent, as each daily list does."""
    return stages.silent(
        db,
        1,
        on=NOW.date(),
        since=WEEKS_AGO,
        now=NOW,
        signs=(ChangeKind.WROTE, ChangeKind.ANSWERED),
    )


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
        (lambda db: daily.due(db, BOT, NOW, limit=1), "ix_daily_list_state (state=?)"),
        (silent, "ix_change_of_municipality (municipality_id=? AND at>?)"),
    ],
)
def test_what_waits_is_found_without_reading_what_is_done(
    sqlite_url: str, ask: Ask, found: str
) -> None:
    database = open_database(sqlite_url)
    assert any(found in plan for plan in plans(database, ask))
    database.close()
