"""Fill a database once the real way, and again from what that left behind.

Most tests begin with the same people and courses. The first test of a run makes them through
our own actions; the others get the same rows, on either database, in a tenth of the time.
"""

import copy
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, delete, func, insert, select

from storage.database import Database
from storage.schema import METADATA

Result = TypeVar("Result")
Wish = ParamSpec("Wish")
Rows = dict[str, list[dict[str, Any]]]

TABLES = [table.name for table in METADATA.sorted_tables]
EMPTYING = " ".join(
    f'IF EXISTS (SELECT FROM "{name}") THEN DELETE FROM "{name}"; END IF;'  # noqa: S608  # names of our own
    for name in TABLES
)
EMPTY_ALL = f"""CREATE OR REPLACE FUNCTION pg_temp.empty_all() RETURNS void LANGUAGE plpgsql
AS $$ BEGIN {EMPTYING} END $$"""
"""A connection keeps the plans of a function; what is said before every test needs no new ones."""
CARELESS = "SET LOCAL session_replication_role = replica"
"""What is deleted or inserted as a whole fits together: no row need be looked up for another."""
IMPATIENT = "SET LOCAL lock_timeout = '10s'"
FROM_ONE = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"


def remembered(
    build: Callable[Concatenate[Database, Wish], Result],
) -> Callable[Concatenate[Database, Wish], Result]:
    """Make `build`, which fills an empty database, do its work only once a run and wish."""
    kept: dict[tuple[Any, ...], tuple[Result, Rows]] = {}

    @wraps(build)
    def filled(database: Database, /, *wish: Wish.args, **named: Wish.kwargs) -> Result:
        key = (*wish, *named.items())
        if key in kept:
            restore(database, kept[key][1])
        else:
            result = build(database, *wish, **named)
            kept[key] = result, dump(database)
        return copy.deepcopy(kept[key][0])

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
        if not database.is_sqlite:
            connection.exec_driver_sql(CARELESS)
        for table in reversed(METADATA.sorted_tables):
            if table.name in instead_of:
                connection.execute(delete(table))
        for table in METADATA.sorted_tables:
            if table.name in rows:
                connection.execute(insert(table), rows[table.name])
        if not database.is_sqlite:
            _go_on_counting(connection, rows)


def empty(database: Database) -> None:
    """Take every row out of a PostgreSQL database, and let it count from one again.

    Whoever still holds a row has not been closed by an earlier test: an error after a while.
    """
    with database.engine.begin() as connection:
        if not connection.info.get(EMPTY_ALL):
            connection.exec_driver_sql(EMPTY_ALL)
            connection.info[EMPTY_ALL] = True
        now = (IMPATIENT, CARELESS, "SELECT pg_temp.empty_all()", FROM_ONE)
        connection.exec_driver_sql("; ".join(now))


def _go_on_counting(connection: Connection, rows: Rows) -> None:
    """PostgreSQL counts by itself and has not seen the ids that were given."""
    highest = {
        name: max(row["id"] for row in found) for name, found in rows.items() if "id" in found[0]
    }
    counters = [
        func.setval(func.pg_get_serial_sequence(f'"{name}"', "id"), number)
        for name, number in highest.items()
    ]
    connection.execute(select(*counters))
