"""Fill a database once the real way, and again from what that left behind.

Most tests begin with the same people and courses. The first test of a run makes them through
our own actions; the others get the same rows, on either database, in a tenth of the time.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, exists, func, insert, select, text

from storage.database import Database
from storage.schema import METADATA

Result = TypeVar("Result")
Rows = dict[str, list[dict[str, Any]]]
PATIENCE = "10s"


def remembered(build: Callable[[Database], Result]) -> Callable[[Database], Result]:
    """Make `build`, which fills an empty database, do its work only once a run."""
    kept: list[tuple[Result, Rows]] = []

    @wraps(build)
    def filled(database: Database) -> Result:
        if kept:
            result, rows = kept[0]
            restore(database, rows)
        else:
            result = build(database)
            kept.append((result, dump(database)))
        return copy.deepcopy(result)

    return filled


def dump(database: Database) -> Rows:
    """Return every row, by table, of the tables that have any."""
    with database.engine.connect() as connection:
        found = {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in METADATA.sorted_tables
        }
    return {name: rows for name, rows in found.items() if rows}


def fingerprint(database: Database) -> tuple[int, ...]:
    """Return how many rows each table has."""
    counts = [select(func.count()).select_from(table) for table in METADATA.sorted_tables]
    with database.engine.connect() as connection:
        [row] = connection.execute(select(*(count.scalar_subquery() for count in counts)))
        return tuple(row)


def restore(database: Database, rows: Rows, instead_of: Iterable[str] = ()) -> None:
    """Insert the rows, in the place of what the tables `instead_of` hold."""
    with database.engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table.name in instead_of:
                connection.execute(delete(table))
        for table in METADATA.sorted_tables:
            if table.name in rows:
                connection.execute(insert(table), rows[table.name])
        if not database.is_sqlite:
            highest = {
                name: max(row["id"] for row in found)
                for name, found in rows.items()
                if "id" in found[0]
            }
            _count_on(connection, highest)


def empty(database: Database) -> None:
    """Take every row out of a PostgreSQL database, and let it count from one again.

    Whoever still holds a row has not been closed by an earlier test: an error after a while.
    """
    tables = METADATA.sorted_tables
    with database.engine.begin() as connection:
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
        filled = connection.execute(
            select(*(exists(select(table)).label(table.name) for table in tables))
        ).one()
        for table in reversed(tables):
            if filled._mapping[table.name]:
                connection.execute(delete(table))
        _count_on(connection, dict.fromkeys((table.name for table in tables if "id" in table.c), 0))


def _count_on(connection: Connection, highest: Mapping[str, int]) -> None:
    """Let PostgreSQL, which has not seen the ids that were given, count on from the highest."""
    counters = [
        func.setval(func.pg_get_serial_sequence(f'"{name}"', "id"), number + 1, False)  # noqa: FBT003  # "was it given out?"
        for name, number in highest.items()
    ]
    connection.execute(select(*counters))
