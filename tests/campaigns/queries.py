"""Questions that nobody thought of: 10,000 answered twice on both databases, 100,000 at random."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from bot.rules.refusals import Refused
from storage import schema
from storage.database import Database, open_database
from tests.support import memory, populace, postgres, scratch
from tests.support.answering import Answering
from tests.support.questions import Asking

PAIRS = int(os.environ.get("PAIRS", "10000"))
FUZZED = int(os.environ.get("FUZZED", "100000"))
TOWNS, PEOPLE = 10, 60
LIMIT = 0.1
"""Whatever is typed, so many seconds later there are people or a sentence."""
TRIES = 5
"""What took longer is asked so often again, and its best time counts."""


async def main() -> None:
    """Print how often two answers differ, and what became of nonsense; fail if anything did."""
    seed = int(os.environ.get("SEED", str(time.time_ns() % 10**9)))
    print(f"queries: seed {seed}")
    failures = 0
    for kind in ("sqlite", "postgresql"):
        with _database(kind) as database:
            failures += _compare(database, kind, Random(seed))
    with _database("sqlite") as database:
        failures += _fuzz(database, Random(seed))
    if failures:
        raise SystemExit(1)


def _compare(database: Database, kind: str, dice: Random) -> int:
    differing: list[str] = []
    found: Counter[str] = Counter()
    began = time.perf_counter()
    for _ in range(TOWNS):
        _clear(database)
        populace.settle(database, dice, PEOPLE)
        with Answering.of(database) as answers:
            asking = Asking(dice, answers.house, populace.NAMES)
            for text in (asking.question() for _ in range(PAIRS // TOWNS)):
                in_sql, in_python = answers.in_sql(text), answers.in_python(text)
                found[_share(len(in_sql), len(answers.known))] += 1
                if in_sql != in_python:
                    differing.append(text)
    took = time.perf_counter() - began
    shares = ", ".join(f"{share} {number}" for share, number in sorted(found.items()))
    print(f"{kind}: {len(differing)} of {PAIRS} differ, {took:.0f} s; they find {shares}")
    for text in differing[:10]:
        print(f"  {text}")
    return len(differing)


def _share(number: int, of: int) -> str:
    return {0: "nobody", of: "everybody"}.get(number, "some")


def _fuzz(database: Database, dice: Random) -> int:
    populace.settle(database, dice, PEOPLE)
    ends: Counter[str] = Counter()
    slowest, slow, held_up = Took(0.0, 0.0, ""), 0, 0
    with Answering.of(database) as answers:
        asking = Asking(dice, answers.house, populace.NAMES)
        for text in (asking.nonsense() for _ in range(FUZZED)):
            took = _timed(answers, text)
            ends[took.end] += 1
            if took.wall > LIMIT:
                took = min(_anew(answers, database, text) for _ in range(TRIES))
            slowest = max(slowest, took)
            slow += took.cpu > LIMIT
            held_up += took.wall > LIMIT
    print(f"fuzz: {FUZZED} queries, {slow} above {LIMIT * 1000:.0f} ms of CPU, {held_up} of wall;")
    print(
        f"  the slowest took {slowest.cpu * 1000:.0f} ms of CPU, {slowest.wall * 1000:.0f} in all"
    )
    for end, number in ends.most_common():
        print(f"  {number:7} {end}")
    return slow + sum(number for end, number in ends.items() if end.startswith("unhandled"))


@dataclass(frozen=True, order=True)
class Took:
    """How many seconds a query took, and what came of it.

    Other processes of the machine lengthen the whole of it, and not what it took of the CPU.
    """

    cpu: float
    wall: float
    end: str


def _timed(answers: Answering, text: str) -> Took:
    began, cpu = time.perf_counter(), time.thread_time()
    try:
        answers.in_sql(text)
        end = "answered"
    except Refused as why:
        end = type(why).__name__
    except Exception as why:  # noqa: BLE001  # to count them is what this is for
        end = f"unhandled {type(why).__name__}: {text[:200]!r}"
    return Took(time.thread_time() - cpu, time.perf_counter() - began, end)


def _anew(answers: Answering, database: Database, text: str) -> Took:
    """Ask what nothing was kept of."""
    database.engine.clear_compiled_cache()
    return _timed(answers, text)


def _clear(database: Database) -> None:
    if database.is_sqlite:
        memory.restore(database, {}, instead_of=memory.TABLES)
    else:
        memory.empty(database)


@contextmanager
def _database(kind: str) -> Iterator[Database]:
    with _url(kind) as url:
        database = open_database(url, keep=False)
        schema.upgrade(database)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def _url(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with scratch.folder() as folder:
            yield f"sqlite:///{folder / 'queries.sqlite'}"
    else:
        with postgres.server() as server:
            yield server.url(server.create())
