"""Queries over a hundred thousand people and a million check-ins, beside SQL written by hand."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import text

from bot.actions import access
from bot.queries.search import finding
from storage.database import Database
from storage.staff import Staff
from tests.benchmarks import town
from tests.benchmarks.stopwatch import Lap, lap, report
from tests.support import postgres, scratch
from tests.support.founding import NOW

RUNS = 5
PAGE = 50

LATEST = """(SELECT c.score FROM check_in c WHERE c.participant_id = p.id AND c.score IS NOT NULL
  ORDER BY c.week DESC LIMIT 1 OFFSET {})"""
HELD = """(SELECT d.category_id FROM decision d WHERE d.participant_id = p.id
  AND d.withdrawn_at IS NULL ORDER BY d.decided_on DESC, d.id DESC LIMIT 1)"""

BY_HAND = {
    "kategori:jobparat sprog:ti": f"{HELD} = 1 AND p.language = 'ti'",
    "checkin<=2 køn:kvinde": f"{LATEST.format(0)} <= 2 AND p.gender = 'woman'",
    "readiness:falling": f"{LATEST.format(0)} < {LATEST.format(1)}",
    "udfald:job ikke kategori:jobparat": f"""EXISTS (SELECT 1 FROM achievement a
      WHERE a.participant_id = p.id AND a.state IN ('claimed', 'confirmed') AND a.kind = 'job')
      AND coalesce({HELD} <> 1, true)""",  # noqa: S608  # words of our own
}
"""What a caseworker asks, and what somebody who knows the tables would write for it."""

Ask = Callable[[str], tuple[int, int]]
"""Asks for a page and for the number of all; returns the size of both."""


def main() -> None:
    """Print both databases' figures."""
    for place in (_on_sqlite, _on_postgresql):
        with place() as (database, by_hand, backends):
            with database.reading() as db:
                caller = access.staff(db.get_one(Staff, 1))

            def ours(query: str) -> tuple[int, int]:
                found = finding.find(database, caller, query, now=NOW, limit=PAGE)  # noqa: B023
                return len(found.rows), found.total

            for query, where in BY_HAND.items():
                laps: dict[str, list[Lap]] = {"by hand": [], "ours, with reasons": []}
                assert by_hand(where) == ours(query), query
                for _ in range(RUNS):
                    laps["by hand"].append(lap(lambda: by_hand(where), backends))  # noqa: B023
                    laps["ours, with reasons"].append(lap(lambda: ours(query), backends))  # noqa: B023
                report(f"{query}, {place.__name__[4:]}", laps, peer="by hand")


def _statements(where: str) -> tuple[str, str]:
    home = f"p.municipality_id = 1 AND p.erased_at IS NULL AND {where}"
    return (
        f"SELECT p.* FROM participant p WHERE {home} ORDER BY p.name, p.reference LIMIT {PAGE}",  # noqa: S608
        f"SELECT count(*) FROM participant p WHERE {home}",  # noqa: S608
    )


Place = tuple[Database, Ask, list[int]]


@contextmanager
def _on_sqlite() -> Iterator[Place]:
    with scratch.folder() as folder:
        database = town.build(f"sqlite:///{folder}/town.db")
        raw = sqlite3.connect(f"{folder}/town.db")

        def ask(where: str) -> tuple[int, int]:
            page, count = _statements(where)
            return len(raw.execute(page).fetchall()), raw.execute(count).fetchone()[0]

        yield database, ask, []
        raw.close()
        database.close()


@contextmanager
def _on_postgresql() -> Iterator[Place]:
    with postgres.server() as server:
        url = server.url(server.create())
        database = town.build(url)
        with psycopg.connect(url, autocommit=True) as raw:

            def ask(where: str) -> tuple[int, int]:
                page, count = _statements(where)
                found = len(raw.execute(page.encode()).fetchall())
                [total] = raw.execute(count.encode()).fetchone() or [0]
                return found, total

            with database.engine.connect() as connection:
                backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            yield database, ask, [backend, raw.info.backend_pid]
        database.close()
