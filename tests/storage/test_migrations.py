"""What is in an older database is still there, and whole, after an update."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from storage import schema
from storage.database import Database, open_database
from tests.support import postgres

FIRST = "0001"
ROWS = (
    "INSERT INTO municipality (name, bot, quiet_from, quiet_until) VALUES ('Randers', '1', '21:00:00', '07:00:00')",
    "INSERT INTO project (name) VALUES ('Bro')",
    "INSERT INTO course (municipality_id, project_id, code, name_da, target_group, capacity) VALUES (1, 1, 'BUS', 'Bus', 'everybody', 15)",
    "INSERT INTO participant (municipality_id, reference, name, language) VALUES (1, 'R-1', 'Selam', 'ti')",
    "INSERT INTO chat (bot, telegram_id, state, choices, since) VALUES ('1', 7, 'linked', '[]', '2026-11-01 08:00:00+00:00')",
    "INSERT INTO link (municipality_id, chat_id, participant_id, consented_at) VALUES (1, 1, 1, '2026-11-01 08:00:00+00:00')",
    "INSERT INTO session (municipality_id, course_id, key, kind, title_da, starts_at, ends_at, place, address, bring, revision) VALUES (1, 1, 'cv', 'workshop', 'CV', '2026-11-26 08:00:00+00:00', '2026-11-26 10:00:00+00:00', 'Jobhuset', '', '', 1)",
    "INSERT INTO answer (municipality_id, session_id, participant_id, kind, answered_at) VALUES (1, 1, 1, 'coming', '2026-11-02 08:00:00+00:00')",
    "INSERT INTO staff (municipality_id, email, name, role, language, active) VALUES (1, 'm@r.dk', 'Mette', 'caseworker', 'da', true)",
    "INSERT INTO reminder_rule (municipality_id, days_before, at, active) VALUES (1, 1, '18:00:00', true)",
    "INSERT INTO outbox (bot, municipality_id, participant_id, session_id, session_revision, kind, params, dedupe_key, state, priority, due_at, not_after, attempts, tries, urgent, created_at) VALUES ('1', 1, 1, 1, 1, 'reminder', '{}', 'reminder:1:1:1:1', 'planned', 30, '2026-11-25 17:00:00+00:00', '2026-11-26 08:00:00+00:00', 0, 0, false, '2026-11-01 08:00:00+00:00')",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with the first schema and one row of everything that has changed since."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{tmp_path}/older.sqlite")
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        database = open_database(server.url(server.create()))
    schema.upgrade(database, FIRST)
    with database.transaction() as db:
        for row in ROWS:
            db.connection().execute(text(row))
    yield database
    database.close()


def test_an_update_keeps_every_row_and_every_reference(older: Database) -> None:
    assert not schema.is_current(older)
    schema.upgrade(older)
    assert schema.is_current(older)
    assert schema.differences(older) == []
    with older.reading() as db:
        found = db.connection().execute(
            text(
                "SELECT participant.name, session.title_da, answer.kind, link.is_confirmed,"
                " municipality.check_in_weekday FROM answer"
                " JOIN session ON session.id = answer.session_id"
                " JOIN participant ON participant.id = answer.participant_id"
                " JOIN link ON link.participant_id = participant.id"
                " JOIN municipality ON municipality.id = participant.municipality_id"
            )
        )
        assert [tuple(row) for row in found] == [("Selam", "CV", "coming", True, 4)]
        found = db.connection().execute(
            text(
                "SELECT staff.daily_by, reminder_rule.kind, reminder_rule.anchor, outbox.state,"
                " outbox.has_file, municipality.no_shows FROM municipality"
                " JOIN staff ON staff.municipality_id = municipality.id"
                " JOIN reminder_rule ON reminder_rule.municipality_id = municipality.id"
                " JOIN outbox ON outbox.municipality_id = municipality.id"
            )
        )
        [row] = [tuple(one) for one in found]
        assert row == ("telegram", "session", "start", "planned", False, 3)


def test_references_are_watched_again_after_an_update(older: Database) -> None:
    schema.upgrade(older)
    lost = "INSERT INTO answer (municipality_id, session_id, participant_id, kind, answered_at) VALUES (1, 99, 1, 'coming', '2026-11-02 08:00:00+00:00')"
    with pytest.raises(Exception, match=r"(?i)foreign key"), older.transaction() as db:
        db.connection().execute(text(lost))


def test_of_several_places_on_a_course_one_is_open_and_the_latest_survives_a_step_back(
    older: Database,
) -> None:
    schema.upgrade(older)
    add(older, "2026-08-01", ended="2026-09-01")
    add(older, "2026-11-01")
    with pytest.raises(IntegrityError):
        add(older, "2026-11-02")
    config = schema.configuration()
    with older.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
        left = connection.execute(text("SELECT ending, ended_at FROM enrolment")).all()
    assert [tuple(row) for row in left] == [(None, None)]
    with pytest.raises(IntegrityError):
        add(older, "2026-11-02", ended="2026-11-03")


def add(database: Database, since: str, *, ended: str | None = None) -> None:
    """Give the participant a place on the course."""
    sql = (
        "INSERT INTO enrolment (municipality_id, course_id, participant_id, since, ended_at)"
        " VALUES (1, 1, 1, :since, :ended)"
    )
    with database.transaction() as db:
        db.connection().execute(text(sql), {"since": since, "ended": ended})


def test_a_database_that_is_made_at_once_is_like_one_that_grew(tmp_path: Path) -> None:
    described = []
    for name, build in (("made", schema.create), ("grown", schema.upgrade)):
        database = open_database(f"sqlite:///{tmp_path}/{name}.sqlite", keep=False)
        build(database)
        described.append(_described(database))
        database.close()
    made, grown = described
    assert made == grown


def _described(database: Database) -> dict[str, object]:
    """Tell all that holds for the rows, but not what old ones were given by a default."""
    seen = inspect(database.engine)
    return {
        table: {
            "columns": _each(seen.get_columns(table), "name", "type", "nullable"),
            "key": seen.get_pk_constraint(table)["constrained_columns"],
            "references": _each(
                seen.get_foreign_keys(table), "constrained_columns", "referred_table", "options"
            ),
            "unique": _each(seen.get_unique_constraints(table), "column_names"),
            "indexes": _each(seen.get_indexes(table), "name", "column_names", "unique"),
            "checks": _each(seen.get_check_constraints(table), "sqltext"),
        }
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def _each(parts: Iterable[Any], *names: str) -> list[list[str]]:
    return sorted([str(part[name]) for name in names] for part in parts)
