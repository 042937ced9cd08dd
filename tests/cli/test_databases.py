"""Schemas and settings: what an operator types, and the sentence they get."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from storage.database import Database
from tests.cli.commands import Typed, said


def test_migrate_may_be_repeated(typed: Typed) -> None:
    assert typed("migrate").stdout == "The database has the newest schema.\n"


def test_an_old_schema_is_refused_with_what_to_do(typed: Typed, database: Database) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    (sentence,) = said(typed("staff", "link", "x@y.dk"))
    assert "python -m bot migrate" in sentence
    (sentence,) = said(typed("migrate"))
    assert sentence.endswith("Use a newer program.")


def test_postgresql_is_migrated_on_purpose_only(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    (sentence,) = said(typed("staff", "link", "x@y.dk"))
    assert "python -m bot migrate" in sentence


def test_a_database_that_is_away_gets_a_sentence_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hunter2@/d?host=/nowhere")
    result = CliRunner().invoke(cli.app, ["migrate"])
    assert said(result) == ["The database cannot be used (OperationalError). Check DATABASE_URL."]


def test_a_wrong_setting_names_itself(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    assert said(typed("migrate")) == ["PORT must be a whole number from 1 to 65535."]


@pytest.mark.parametrize("command", ["web", "worker"])
def test_nothing_serves_without_a_secret_and_a_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")
    monkeypatch.setenv("SECRET_KEY", "short")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    sentences = said(CliRunner().invoke(cli.app, [command]))
    assert [one.split()[0] for one in sentences] == ["TELEGRAM_BOT_TOKEN", "SECRET_KEY"]
    assert not (tmp_path / "new.db").exists()
