"""Transactions: whole or not at all, and none is lost."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, InternalError, StatementError
from sqlmodel import select

from storage import schema
from storage.chats import Chat
from storage.courses import CourseMunicipality
from storage.database import Database, open_database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from tests.support import scratch

PROCESSES, TIMES = 4, 25
INCREMENT = """
import sys
from sqlmodel import select
from storage.database import open_database
from storage.municipalities import Municipality

database = open_database(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with database.transaction() as db:
        home = db.exec(select(Municipality)).one()
        home.phone = str(int(home.phone or 0) + 1)
"""


def named(database: Database, name: str) -> None:
    with database.transaction() as db:
        db.add(Municipality(name=name))


def names(database: Database) -> list[str]:
    with database.reading() as db:
        return sorted(db.exec(select(Municipality.name)))


def test_a_transaction_is_kept_whole(database: Database) -> None:
    named(database, "Randers")
    assert names(database) == ["Randers"]


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as db:
            db.add(Municipality(name="Randers"))
            db.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(database) == []


def test_things_live_on_after_their_transaction(database: Database) -> None:
    with database.transaction() as db:
        home = Municipality(name="Randers")
        db.add(home)
    assert home.id
    assert home.name == "Randers"


def test_what_stands_twice_is_refused(database: Database) -> None:
    named(database, "Randers")
    with pytest.raises(IntegrityError):
        named(database, "Randers")


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    def refer() -> None:
        with database.transaction() as db:
            db.add(CourseMunicipality(course_id=98, municipality_id=99))

    with pytest.raises(IntegrityError):
        refer()


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 23)  # noqa: DTZ001  # what is tested
    with database.reading() as db, pytest.raises(StatementError):
        db.exec(select(Outbox.id).where(Outbox.due_at == naive)).all()


def test_who_looks_sees_one_state_however_often_they_look(database: Database) -> None:
    named(database, "Randers")
    with database.reading() as db:
        before = db.exec(select(Municipality.name)).all()
        named(database, "Norddjurs")
        assert db.exec(select(Municipality.name)).all() == before
    assert names(database) == ["Norddjurs", "Randers"]


def test_who_looks_changes_nothing(database: Database) -> None:
    with database.reading() as db:
        try:
            db.add(Municipality(name="Randers"))
            db.flush()
        except InternalError:  # PostgreSQL says so at once
            db.rollback()
    assert names(database) == []


def test_four_processes_that_count_at_once_lose_nothing(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    named(database, "Randers")
    command = [sys.executable, "-c", INCREMENT, sqlite_url, str(TIMES)]
    started = [subprocess.Popen(command) for _ in range(PROCESSES)]
    assert [process.wait() for process in started] == [0] * PROCESSES
    with database.reading() as db:
        assert db.exec(select(Municipality.phone)).one() == str(PROCESSES * TIMES)
    database.close()


def test_the_folder_of_a_new_file_is_made() -> None:
    with scratch.folder() as folder:
        file = folder / "data" / "new" / "brobygger.db"
        database = open_database(f"sqlite:///{file}")
        schema.upgrade(database)
        database.close()
        assert file.exists()


def test_postgres_addresses_are_taken_as_platforms_write_them(postgresql_url: str) -> None:
    for address in (postgresql_url, postgresql_url.replace("postgresql:", "postgres:")):
        database = open_database(address)
        assert names(database) == []
        database.close()


def test_the_newest_migration_is_where_all_of_them_lead() -> None:
    migrations = ScriptDirectory.from_config(schema.configuration())
    assert migrations.get_heads() == [schema.newest()]


def test_an_old_or_empty_database_is_known_as_such(database_url: str) -> None:
    database = open_database(database_url)
    for aging in ("UPDATE alembic_version SET version_num = '0000'", "DROP TABLE alembic_version"):
        with database.engine.begin() as connection:
            connection.execute(text(aging))
        assert not schema.is_current(database)
    database.close()


def test_bringing_a_current_database_up_to_date_changes_nothing(database: Database) -> None:
    named(database, "Randers")
    schema.upgrade(database)
    assert names(database) == ["Randers"]


def test_a_moment_is_kept_to_the_microsecond(database: Database) -> None:
    moment = datetime(2026, 10, 25, 0, 59, 59, 999999, tzinfo=UTC)
    with database.transaction() as db:
        db.add(Chat(bot="1", telegram_id=2**52, since=moment))
    with database.reading() as db:
        chat = db.exec(select(Chat)).one()
    assert (chat.since, chat.telegram_id) == (moment, 2**52)


def test_nothing_is_left_beside_the_file_that_another_process_would_miss(
    tmp_path: Path,
) -> None:
    file = tmp_path / "one.db"
    database = open_database(f"sqlite:///{file}")
    schema.upgrade(database)
    named(database, "Randers")
    second = open_database(f"sqlite:///{file}")
    assert names(second) == ["Randers"]
    second.close()
    database.close()


def test_only_what_nobody_keeps_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    said = []
    for keep in (True, False):
        database = open_database(f"sqlite:///{tmp_path}/one.db", keep=keep)
        with database.reading() as db:
            said.append(db.connection().exec_driver_sql("PRAGMA synchronous").scalar())
        database.close()
    off, full = 0, 2
    assert said == [full, off]
