"""A hundred thousand people on their way to a job, with a million check-ins."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import Connection, insert, text

from storage import schema
from storage.activities import Activity
from storage.database import Database, open_database
from storage.enrolments import Enrolment
from storage.outcomes import Achievement
from storage.people import Participant
from storage.readiness import Category, Decision
from storage.statuses import CheckIn
from storage.vocabulary import (
    ActivityKind,
    ClaimState,
    Colour,
    EnrolmentEnd,
    Gender,
    Language,
    OutcomeKind,
)
from tests.support import founding, postgres, scratch
from tests.support.founding import DAY, NOW

PEOPLE = 100_000
WEEKS = 10
TODAY = NOW.date()
AT_A_TIME = 20_000
CLEARED = ("link", "chat", "invitation", "enrolment", "change", "participant", "category", "phase")
CATEGORIES = ("jobparat", "aktivitetsparat", "ikke-visiteret")

Row = dict[str, Any]


def build(url: str) -> Database:
    """Return a database with all of them in it, in two municipalities that share a project."""
    database = open_database(url)
    schema.upgrade(database)
    founding.found(database)
    with database.transaction() as db:
        connection = db.connection()
        for table in CLEARED:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608  # names of our own
        _fill(connection)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return database


def _fill(connection: Connection) -> None:
    chance = random.Random(1)
    homes = [
        home for (home,) in connection.execute(text("SELECT id FROM municipality ORDER BY id"))
    ]
    people = list(_people(chance, homes))
    for table, rows in (
        (Category, _categories(homes)),
        (Participant, people),
        (Enrolment, _places(chance, people)),
        (Decision, _decisions(chance, people, homes)),
        (Achievement, _found(chance, people)),
        (CheckIn, _check_ins(chance, people)),
        (Activity, _weekly(chance, people)),
    ):
        for some in _some(rows):
            connection.execute(insert(table), some)


def _some(rows: Iterator[Row] | list[Row]) -> Iterator[list[Row]]:
    everything = iter(rows)
    while some := [row for _, row in zip(range(AT_A_TIME), everything, strict=False)]:
        yield some


def _people(chance: random.Random, homes: list[int]) -> Iterator[Row]:
    for number in range(1, PEOPLE + 1):
        yield {
            "id": number,
            "municipality_id": homes[0] if chance.random() < 0.8 else homes[1],
            "reference": f"R-{number}",
            "name": f"Person {number}",
            "language": chance.choice([Language.TIGRINYA, Language.ARABIC, Language.DANISH]),
            "gender": chance.choice([*Gender, None]),
        }


def _categories(homes: list[int]) -> Iterator[Row]:
    for place, home in enumerate(homes):
        for position, key in enumerate(CATEGORIES):
            yield {
                "id": place * len(CATEGORIES) + position + 1,
                "municipality_id": home,
                "key": key,
                "label_da": key,
                "label_en": key,
                "colour": Colour.GREY,
                "is_ready": position == 0,
                "position": position,
                "active": True,
            }


def _ago(chance: random.Random, days: int) -> date:
    return TODAY - timedelta(days=chance.randrange(days))


def _places(chance: random.Random, people: list[Row]) -> Iterator[Row]:
    for person in people:
        ended = chance.random() < 0.7
        ending = EnrolmentEnd.COMPLETED if chance.random() < 0.57 else EnrolmentEnd.LEFT
        yield {
            **_of(person),
            "course_id": 1 + person["id"] % 2,
            "since": NOW - chance.randrange(200, 400) * DAY,
            "ended_at": NOW - chance.randrange(200) * DAY if ended else None,
            "ending": ending if ended else None,
        }


def _decisions(chance: random.Random, people: list[Row], homes: list[int]) -> Iterator[Row]:
    for person in people:
        first = homes.index(person["municipality_id"]) * len(CATEGORIES) + 1
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            yield {
                **_of(person),
                "category_id": first + chance.randrange(len(CATEGORIES)),
                "decided_on": _ago(chance, 400),
                "reason": "Talt sammen",
                "noted_at": NOW,
            }


def _found(chance: random.Random, people: list[Row]) -> Iterator[Row]:
    for person in people:
        for kind in chance.sample(list(OutcomeKind), chance.choice((0, 0, 1, 2))):
            yield {
                **_of(person),
                "kind": kind,
                "state": chance.choice([ClaimState.CONFIRMED] * 4 + [ClaimState.CLAIMED]),
                "employer": "",
                "starts_on": TODAY + timedelta(days=chance.randrange(-300, 60)),
                "claimed_at": NOW,
                "evidence": "",
            }


def _check_ins(chance: random.Random, people: list[Row]) -> Iterator[Row]:
    monday = TODAY - timedelta(days=TODAY.weekday())
    for person in people:
        for week in range(WEEKS):
            asked = _noon(monday - timedelta(weeks=week))
            answered = chance.random() < 0.8
            yield {
                **_of(person),
                "week": asked.date(),
                "asked_at": asked,
                "score": chance.randint(1, 5) if answered else None,
                "wishes": [],
                "answered_at": asked if answered else None,
            }


def _weekly(chance: random.Random, people: list[Row]) -> Iterator[Row]:
    for person in people:
        for _ in range(chance.choice((0, 1, 1, 2))):
            yield {
                **_of(person),
                "kind": ActivityKind.UTILITY_JOB,
                "hours": chance.choice((2.5, 10.0, 17.5)),
                "from_on": TODAY + timedelta(days=chance.randrange(-200, 5)),
                "until_on": chance.choice(
                    (None, TODAY + timedelta(days=chance.randrange(-20, 60)))
                ),
                "noted_at": NOW,
            }


def _of(person: Row) -> Row:
    return {"municipality_id": person["municipality_id"], "participant_id": person["id"]}


def _noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=NOW.tzinfo)


@dataclass(frozen=True)
class Ground:
    """The town in one database, and another way into it: SQL by the driver alone."""

    name: str
    database: Database
    ask: Callable[[str], list[Any]]
    backends: list[int]


@contextmanager
def on_sqlite() -> Iterator[Ground]:
    """Yield the town in a SQLite file."""
    with scratch.folder() as folder:
        database = build(f"sqlite:///{folder}/town.db")
        raw = sqlite3.connect(f"{folder}/town.db")
        yield Ground("sqlite", database, lambda sql: raw.execute(sql).fetchall(), [])
        raw.close()
        database.close()


@contextmanager
def on_postgresql() -> Iterator[Ground]:
    """Yield the town in a PostgreSQL database, with the processes that serve it."""
    with postgres.server() as server:
        url = server.url(server.create())
        database = build(url)
        with psycopg.connect(url, autocommit=True) as raw:
            with database.engine.connect() as connection:
                backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            serving = [backend, raw.info.backend_pid]
            yield Ground(
                "postgresql", database, lambda sql: raw.execute(sql.encode()).fetchall(), serving
            )
        database.close()
