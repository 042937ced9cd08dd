"""Fill a database once the real way, and again from what that left behind.

Most tests begin with the same people and courses. The first test of a run makes them through
our own actions; the others get the same rows, on either database, in a tenth of the time.
"""

import copy
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import Connection, func, insert, select, text

from storage.database import Database
from storage.schema import METADATA

Result = TypeVar("Result")
Rows = dict[str, list[dict[str, Any]]]


def remembered(build: Callable[[Database], Result]) -> Callable[[Database], Result]:
    """Make `build`, which fills an empty database, do its work only once a run."""
    kept: list[tuple[Result, Rows]] = []

    @wraps(build)
    def filled(database: Database) -> Result:
        if kept:
            result, rows = kept[0]
            _restore(database, rows)
        else:
            result = build(database)
            kept.append((result, _dump(database)))
        return copy.deepcopy(result)

    return filled


def _dump(database: Database) -> Rows:
    with database.engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]
            for table in METADATA.sorted_tables
        }


def _restore(database: Database, rows: Rows) -> None:
    with database.engine.begin() as connection:
        for table in METADATA.sorted_tables:
            if rows[table.name]:
                connection.execute(insert(table), rows[table.name])
        if not database.is_sqlite:
            _go_on_counting(connection)


def _go_on_counting(connection: Connection) -> None:
    """PostgreSQL counts by itself and has not seen the ids that were given."""
    for table in METADATA.sorted_tables:
        if "id" in table.c:
            highest = connection.execute(select(func.max(table.c.id))).scalar_one()
            if highest:
                sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :highest)")
                connection.execute(sequence, {"name": f'"{table.name}"', "highest": highest})
