"""A hundred thousand people are found and owed a broadcast, beside raw SQL that does the same."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
from sqlalchemy import insert, text

from bot.actions import access
from bot.actions.broadcasts import confirming, drafting
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.rules.audiences import Audience, Group
from bot.rules.writings import Contents, Draft
from storage import schema
from storage.chats import Chat, Link
from storage.database import Database, open_database
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import ChatState, Exclusion, Gap, GroupKind, Language
from tests.benchmarks.stopwatch import Lap, lap, report
from tests.support import founding, postgres, scratch
from tests.support.founding import BOT, NOW

PEOPLE = 100_000
RUNS = 5
LANGUAGES = (Language.TIGRINYA, Language.ARABIC, Language.DANISH)
AUDIENCE = Audience(
    (Group(GroupKind.COURSE, (1,)), Group(GroupKind.PROJECT, (1,)), Group(GroupKind.MUNICIPALITY)),
    without=(Exclusion.MUTED, Exclusion.ASKED_LATELY, Exclusion.NO_CONSENT),
)

RECIPIENTS = """
INSERT INTO recipient (municipality_id, broadcast_id, participant_id, groups)
SELECT p.municipality_id, {broadcast}, p.id,
  (CASE WHEN p.id IN (SELECT participant_id FROM enrolment WHERE course_id = 1 AND ended_at IS NULL)
    THEN 1 ELSE 0 END)
  + (CASE WHEN p.id IN (SELECT e.participant_id FROM enrolment e JOIN course c ON c.id = e.course_id
    WHERE c.project_id = 1 AND e.ended_at IS NULL) THEN 2 ELSE 0 END) + 4
FROM participant p
WHERE p.municipality_id = 1 AND p.erased_at IS NULL
  AND (p.muted_until IS NULL OR p.muted_until <= '{now}')
  AND p.id IN (SELECT participant_id FROM link WHERE ended_at IS NULL AND is_confirmed)
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.participant_id = p.id AND o.state = 'sent'
    AND o.kind IN ('broadcast', 'check_in', 'pulse', 'follow_up') AND o.finished_at > '{lately}')
"""
NOTICES = """
INSERT INTO outbox (bot, municipality_id, participant_id, broadcast_id, kind, params, dedupe_key,
  state, priority, urgent, due_at, not_after, attempts, tries, created_at)
SELECT '{bot}', 1, r.participant_id, {broadcast}, 'broadcast', '{{"broadcast_id": {broadcast}}}',
  'broadcast:{broadcast}:' || r.participant_id, 'ready', 3, {false}, '{now}', '{after}', 0, 0, '{now}'
FROM recipient r WHERE r.broadcast_id = {broadcast} ORDER BY r.id
"""


def main() -> None:
    """Print both databases' figures."""
    for place in (_on_sqlite, _on_postgresql):
        laps: dict[str, list[Lap]] = {"raw SQL": [], "ours, expand and owe": [], "ours, whole": []}
        with place() as fresh:
            for _ in range(RUNS):
                for name, way in zip(laps, (_raw, _crowd, _whole), strict=True):
                    laps[name].append(way(fresh()))
        report(f"{PEOPLE:,} people owed a broadcast, {place.__name__[4:]}", laps, peer="raw SQL")


class Ground:
    """A database with a crowd and a draft, fresh for one lap."""

    def __init__(self, url: str, drafted: int) -> None:
        self.url, self.drafted = url, drafted
        self.database = open_database(url)
        with self.database.reading() as db:
            found = db.get_one(Staff, 1)
        self.cause = Cause(access.staff(found), "bench", NOW)

    def backends(self) -> list[int]:
        """Return the process that serves the one connection, if there is one."""
        if self.database.is_sqlite:
            return []
        with self.database.engine.connect() as connection:
            return [connection.execute(text("SELECT pg_backend_pid()")).scalar_one()]


def _whole(ground: Ground) -> Lap:
    """Time a press of the button: counted, checked, written down, owed."""

    def press() -> None:
        confirming.confirm(
            ground.database, ground.drafted, Seen(PEOPLE, str(PEOPLE)), cause=ground.cause
        )

    return _timed(ground, press)


def _crowd(ground: Ground) -> Lap:
    """Time what is done for the crowd alone."""
    from bot.actions.broadcasts import audience, running  # noqa: PLC0415
    from storage import audiences  # noqa: PLC0415

    def enqueue() -> None:
        with ground.database.transaction() as db:
            broadcast = access.broadcast(db, ground.cause.caller, ground.drafted, lock=True)
            audiences.expand(db, broadcast, audience.of(db, broadcast, NOW))
            running.start_in(db, broadcast, cause=ground.cause)

    return _timed(ground, enqueue)


def _timed(ground: Ground, do: Callable[[], None]) -> Lap:
    timed = lap(do, ground.backends())
    with ground.database.reading() as db:
        owed = db.connection().execute(text("SELECT count(*) FROM outbox")).scalar_one()
    ground.database.close()
    assert owed == PEOPLE, owed
    return timed


def _raw(ground: Ground) -> Lap:
    """Time the same rows, put by the driver in statements written by hand."""
    is_sqlite = ground.database.is_sqlite
    values = {
        "broadcast": ground.drafted,
        "bot": BOT,
        "now": f"{NOW:%Y-%m-%d %H:%M:%S.000000}" if is_sqlite else NOW.isoformat(),
        "lately": f"{NOW - timedelta(days=1):%Y-%m-%d %H:%M:%S.000000}",
        "after": f"{NOW + timedelta(days=2):%Y-%m-%d %H:%M:%S.000000}",
        "false": "0" if is_sqlite else "false",
    }
    statements = [statement.format(**values) for statement in (RECIPIENTS, NOTICES)]
    if is_sqlite:
        return _raw_sqlite(ground, statements)
    with psycopg.connect(ground.url) as connection:
        backend = connection.info.backend_pid

        def put() -> None:
            for statement in statements:
                connection.execute(statement.encode())
            connection.commit()

        return lap(put, [backend])


def _raw_sqlite(ground: Ground, statements: list[str]) -> Lap:
    connection = sqlite3.connect(ground.url.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")

    def put() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            connection.execute(statement)
        connection.execute("COMMIT")

    timed = lap(put)
    connection.close()
    return timed


@contextmanager
def _on_sqlite() -> Iterator[Callable[[], Ground]]:
    with scratch.folder() as folder:
        first, drafted = _founded(f"sqlite:///{folder}/first.db")
        first.close()

        def fresh() -> Ground:
            for ending in ("", "-wal", "-shm"):
                Path(f"{folder}/lap.db{ending}").unlink(missing_ok=True)
            shutil.copy(f"{folder}/first.db", f"{folder}/lap.db")
            return Ground(f"sqlite:///{folder}/lap.db", drafted)

        yield fresh


@contextmanager
def _on_postgresql() -> Iterator[Callable[[], Ground]]:
    with postgres.server() as server:
        name = server.create()
        first, drafted = _founded(server.url(name))
        with first.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
        first.close()

        def fresh() -> Ground:
            server.replace("lap", template=name)
            return Ground(server.url("lap"), drafted)

        yield fresh


def _founded(url: str) -> tuple[Database, int]:
    """Return a database with the crowd in it, and the draft of a broadcast to all of it."""
    database = open_database(url)
    schema.upgrade(database)
    founding.found(database)
    with database.transaction() as db:
        for table in ("link", "chat", "invitation", "enrolment", "change", "participant"):
            db.connection().execute(text(f"DELETE FROM {table}"))  # noqa: S608
        connection = db.connection()
        connection.execute(insert(Participant), [_person(number) for number in _crowded()])
        connection.execute(insert(Chat), [_chat(number) for number in _crowded()])
        connection.execute(insert(Link), [_link(number) for number in _crowded()])
        connection.execute(insert(Enrolment), [_place(number) for number in _crowded()])
    with database.reading() as db:
        caller = access.staff(db.get_one(Staff, 1))
    plan = Plan(AUDIENCE, gaps=dict.fromkeys(LANGUAGES, Gap.DANISH))
    words = Contents({Language.DANISH: Draft("Husk mødet på torsdag.")})
    drafted = drafting.draft(database, plan, words, cause=Cause(caller, "bench:draft", NOW))
    return database, drafted


def _crowded() -> range:
    return range(1, PEOPLE + 1)


def _person(number: int) -> dict[str, object]:
    return {
        "id": number,
        "municipality_id": 1,
        "reference": f"R-{number}",
        "name": f"Person {number}",
        "language": LANGUAGES[number % 3],
    }


def _chat(number: int) -> dict[str, object]:
    return {
        "id": number,
        "bot": BOT,
        "telegram_id": number,
        "state": ChatState.LINKED,
        "choices": [],
        "unheard": [],
        "since": NOW,
    }


def _link(number: int) -> dict[str, object]:
    row = {"municipality_id": 1, "chat_id": number, "participant_id": number}
    return row | {"consented_at": NOW, "is_confirmed": True}


def _place(number: int) -> dict[str, object]:
    row = {"municipality_id": 1, "course_id": 1 + number % 2, "participant_id": number}
    return row | {"since": NOW}
