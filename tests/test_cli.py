"""The command line: what an operator types, and the sentence they get."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import func, select
from typer.testing import CliRunner, Result

from bot import cli
from bot.actions import staff as staff_actions
from bot.demo.botapi import Telegram
from bot.demo.botapi.loopback import serving
from bot.rules import invitations
from bot.settings import Settings
from storage.database import Database, open_database
from storage.municipalities import Municipality
from storage.people import Invitation, Participant
from storage.staff import Staff

SECRET = "k7Qm2xVb9sLw4zTn8cRf5yHd3gJp6aUe"
TOKEN = "7000000001:a-bot-of-our-own"
ROOT = Path(__file__).parent.parent
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date()

LISTS = {
    "staff": "email;name;municipality;role\r\nmette@randers.dk;Mette Høj;Randers;caseworker\r\n",
    "courses": (
        "code;name;project;municipalities;target_group;capacity;phases\r\n"
        "BUS-1;Bus;Job på Djursland;Randers|Norddjurs;everybody;15;"
        "upskilling 2026-11-23..2027-01-01|placement 2027-01-04..2027-03-26\r\n"
    ),
    "people": (
        "reference;name;language;municipality;caseworker;course;phone\r\n"
        "R-1;Selam;ti;Randers;mette@randers.dk;BUS-1;+45 12 34 56 78\r\n"
        "R-2;Søren Ægir;da;Randers;mette@randers.dk;BUS-1;\r\n"
    ),
    "sessions": (
        "course;key;kind;title;starts;ends;place;address;bring\r\n"
        f"BUS-1;cv;workshop;CV på dansk;{TOMORROW} 09:30;{TOMORROW} 12:00;Jobhuset;Ågade 1;Pas\r\n"
    ),
}

Typed = Callable[..., Result]


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
def typed(monkeypatch: pytest.MonkeyPatch, database_url: str) -> Typed:
    """Type a command, on both databases in turn."""
    monkeypatch.setenv("DATABASE_URL", database_url)

    def type_(*arguments: object) -> Result:
        result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
        assert "Traceback" not in result.output
        return result

    return type_


def said(result: Result) -> list[str]:
    assert result.exit_code == 1, result.output
    return result.stderr.splitlines()


async def run(*arguments: object, **environment: str) -> tuple[int, list[str], list[str]]:
    """Run the real command in a process of its own; return its code, output and errors."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *map(str, arguments),
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode().splitlines(), err.decode().splitlines()


# -- whole journeys, as real processes


@pytest.mark.enable_socket
async def test_an_operator_imports_four_lists_and_invites_the_first_person(lists: Path) -> None:
    telegram = Telegram()
    async with serving(telegram) as address:
        place = {
            "DATABASE_URL": f"sqlite:///{lists / 'data' / 'new.db'}",
            "TELEGRAM_API_URL": address,
            "TELEGRAM_BOT_TOKEN": telegram.token,
        }
        for name in LISTS:
            code, out, err = await run("import", name, lists / f"{name}.csv", **place)
            assert (code, err) == (0, []), out
            assert out[0].startswith("Done: ")
        picture = lists / "selam.svg"
        code, out, err = await run("invite", "R-1", "--qr", picture, **place)
        assert (code, err) == (0, []), out
    link, _, token = out[-1].partition("?start=")
    assert link == f"https://t.me/{telegram.username}"
    assert invitations.read(SECRET, token) == 1
    assert picture.read_text().startswith("<?xml")
    database = open_database(place["DATABASE_URL"])
    with database.reading() as db:
        assert db.exec(select(Participant.name).order_by(Participant.name)).all() == [
            "Selam",
            "Søren Ægir",
        ]
    database.close()


async def test_a_first_caseworker_is_let_in_by_a_link(tmp_path: Path) -> None:
    place = {"DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}", "PORT": "9000"}
    code, out, err = await run(
        "staff", "add", "Mette@Randers.dk", "Mette Høj",
        "--municipality", "Randers", "--role", "caseworker", **place,
    )  # fmt: skip
    assert (code, err) == (0, [])
    address, token = out[-1].rsplit("/", 1)
    assert address == "http://localhost:9000/console/signin"
    database = open_database(place["DATABASE_URL"])
    assert staff_actions.sign_in(database, token, now=datetime.now(UTC))
    database.close()


async def test_help_is_there_at_once_and_loads_nothing_heavy() -> None:
    code, out, _ = await run("--help")
    assert code == 0
    for command in ["demo", "run", "web", "worker", "migrate", "import", "invite", "staff"]:
        assert any(line.strip("│ ").startswith(command) for line in out)
    loaded = "import sys, bot.cli; print(*(sys.modules.keys() & set(sys.argv[1:])))"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", loaded, "sqlalchemy", "telegram", "pydantic", "starlette", "openpyxl",
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    begun = time.monotonic()
    out_bytes, _ = await process.communicate()
    assert out_bytes.split() == []
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("command", ["run", "web", "worker"])
async def test_nothing_serves_without_a_secret_and_a_token(command: str, tmp_path: Path) -> None:
    place = {"DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}
    code, out, err = await run(command, **place, SECRET_KEY="short", TELEGRAM_BOT_TOKEN="")
    assert (code, out) == (1, [])
    assert [line.split()[0] for line in err] == ["TELEGRAM_BOT_TOKEN", "SECRET_KEY"]
    assert not (tmp_path / "new.db").exists()


# -- import


def count(database: Database, table: type) -> int:
    with database.reading() as db:
        return db.exec(select(func.count()).select_from(table)).one()


def test_an_import_tells_what_it_did(typed: Typed, lists: Path, database: Database) -> None:
    file = lists / "staff.csv"
    tried = typed("import", "staff", file, "--dry-run")
    assert tried.stdout.splitlines() == [
        "Would be: 1 added, 0 changed, 0 unchanged. Nothing was changed yet.",
        "New municipality: Randers.",
    ]
    assert count(database, Staff) == 0
    assert typed("import", "staff", file).stdout.startswith("Done: 1 added, 0 changed, 0 unch")
    assert typed("import", "staff", file).stdout == "Done: 0 added, 0 changed, 1 unchanged.\n"
    with database.reading() as db:
        assert db.exec(select(Municipality.bot)).one() == "7000000001"


def test_an_import_tells_who_would_learn_of_it(typed: Typed, lists: Path) -> None:
    for name in LISTS:
        assert typed("import", name, lists / f"{name}.csv").exit_code == 0
    file = lists / "sessions.csv"
    file.write_text(LISTS["sessions"].replace("09:30", "10:00"))
    assert typed("import", "sessions", file, "--dry-run").stdout.splitlines()[1] == (
        "0 people would be told on Telegram; 2 more cannot be reached there yet."
    )


def test_every_problem_has_its_line_and_nothing_is_imported(
    typed: Typed, lists: Path, database: Database
) -> None:
    file = lists / "staff.csv"
    file.write_text(LISTS["staff"] + "jonas;Jonas;Norddjurs;boss\n")
    assert said(typed("import", "staff", file)) == [
        "line 3, email: “jonas” is not an e-mail address.",
        "line 3, role: “boss” is not known here. Write one of caseworker, coordinator, admin.",
        "Nothing was imported from staff.csv: 2 problems.",
    ]
    assert count(database, Staff) == 0


def test_a_list_that_cannot_be_read_gets_one_sentence(typed: Typed, tmp_path: Path) -> None:
    assert said(typed("import", "staff", tmp_path / "nowhere.csv")) == [
        "There is no file nowhere.csv."
    ]


def test_an_unknown_list_is_a_mistake_of_usage(typed: Typed, tmp_path: Path) -> None:
    assert typed("import", "horses", tmp_path).exit_code == 2


# -- staff


def test_a_repeated_add_changes_and_prints_a_new_link(typed: Typed, database: Database) -> None:
    add = ("staff", "add", "karin@randers.dk", "Karin", "--municipality", "Randers", "--role")
    first, second = typed(*add, "caseworker"), typed(*add, "coordinator")
    assert first.exit_code == second.exit_code == 0
    old, new = (r.stdout.splitlines()[-1].rsplit("/", 1)[1] for r in (first, second))
    now = datetime.now(UTC)
    with pytest.raises(staff_actions.LinkSpent):
        staff_actions.sign_in(database, old, now=now)
    assert staff_actions.sign_in(database, new, now=now)
    with database.reading() as db:
        assert db.exec(select(Staff.role)).one() == "coordinator"
    again = typed("staff", "link", "KARIN@randers.dk")
    token = again.stdout.splitlines()[-1].rsplit("/", 1)[1]
    assert staff_actions.sign_in(database, token, now=now)


def test_a_link_for_nobody_gets_a_sentence(typed: Typed) -> None:
    (sentence,) = said(typed("staff", "link", "x@y.dk"))
    assert sentence.startswith("Nobody has the address x@y.dk.")


def test_a_bad_address_adds_nothing(typed: Typed, database: Database) -> None:
    options = ("--municipality", "Randers", "--role", "admin")
    assert said(typed("staff", "add", "karin", "Karin", *options)) == [
        "“karin” is not an e-mail address."
    ]
    assert said(typed("staff", "add", "k@x.dk", " ", *options)) == ["This must be filled in."]
    assert count(database, Municipality) == 0


def test_an_unknown_role_is_a_mistake_of_usage(typed: Typed) -> None:
    options = ("--municipality", "Randers", "--role", "boss")
    assert typed("staff", "add", "k@x.dk", "Karin", *options).exit_code == 2


# -- invite


@pytest.fixture
def peopled(typed: Typed, lists: Path) -> None:
    """R-1 is a reference in two municipalities, R-2 in one."""
    for name in LISTS:
        assert typed("import", name, lists / f"{name}.csv").exit_code == 0
    file = lists / "people.csv"
    file.write_text("reference;name;language;municipality;course\nR-1;Amal;ar;Norddjurs;\n")
    assert typed("import", "people", file).exit_code == 0


def test_a_reference_in_two_municipalities_needs_a_name(
    typed: Typed, peopled: None, database: Database
) -> None:
    assert said(typed("invite", "R-1")) == [
        "R-1 is in several municipalities. Say which: --municipality Norddjurs or Randers."
    ]
    assert said(typed("invite", "R-9")) == [
        "Nobody has the reference R-9. Import the people first."
    ]
    assert said(typed("invite", "R-1", "--municipality", "Syddjurs"))
    assert count(database, Invitation) == 0


@pytest.mark.enable_socket
def test_no_invitation_is_made_when_telegram_does_not_answer(
    typed: Typed, peopled: None, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    (sentence,) = said(typed("invite", "R-2"))
    assert "127.0.0.1:9" in sentence
    assert TOKEN not in sentence
    assert count(database, Invitation) == 0


@pytest.mark.enable_socket
async def test_an_invitation_is_drawn_as_a_picture(
    typed: Typed, peopled: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram()
    async with serving(telegram) as address:
        monkeypatch.setenv("TELEGRAM_API_URL", address)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", telegram.token)
        options = ("invite", "R-1", "--municipality", "norddjurs", "--qr")
        drawn = await asyncio.to_thread(typed, *options, tmp_path / "qr.png")
        nowhere = await asyncio.to_thread(typed, *options, tmp_path / "no" / "qr.png")
    assert drawn.stdout.splitlines()[-1].startswith(f"https://t.me/{telegram.username}?start=")
    assert (tmp_path / "qr.png").read_bytes().startswith(b"\x89PNG")
    assert said(nowhere)[0].startswith("The picture cannot be written to")


def test_a_picture_of_another_kind_is_a_mistake_of_usage(typed: Typed, tmp_path: Path) -> None:
    assert typed("invite", "R-1", "--qr", tmp_path / "qr.gif").exit_code == 2


# -- databases


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
