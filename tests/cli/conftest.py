"""A place to type commands at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import cli
from bot.settings import Settings
from storage.database import Database, open_database
from tests.cli.commands import LISTS, SECRET, TOKEN, Typed


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """The four lists as Danish Excel writes them."""
    for name, text in LISTS.items():
        (tmp_path / f"{name}.csv").write_bytes(text.encode("cp1252"))
    return tmp_path


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("SECRET_KEY", SECRET)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The database that the commands open, too."""
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, database_url: str) -> Typed:
    """Type a command, on both databases in turn."""
    monkeypatch.setenv("DATABASE_URL", database_url)

    def type_(*arguments: object) -> Result:
        result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
        assert "Traceback" not in result.output
        return result

    return type_


@pytest.fixture
def peopled(typed: Typed, lists: Path) -> None:
    """R-1 is a reference in two municipalities, R-2 in one."""
    for name in LISTS:
        assert typed("import", name, lists / f"{name}.csv").exit_code == 0
    file = lists / "people.csv"
    file.write_text("reference;name;language;municipality;course\nR-1;Amal;ar;Norddjurs;\n")
    assert typed("import", "people", file).exit_code == 0
