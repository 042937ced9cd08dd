"""Whole journeys on the command line, as real processes."""

import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot.actions import staff as staff_actions
from bot.demo.botapi import Telegram
from bot.demo.botapi.loopback import serving
from bot.rules import invitations
from storage.database import open_database
from storage.people import Participant
from tests.cli.commands import ROOT, SECRET, run

PEOPLE = """reference;name;language;municipality;course
R-1;Selam;ti;Randers;
R-2;Søren Ægir;da;Randers;
"""


@pytest.mark.enable_socket
async def test_an_operator_imports_a_list_and_invites_the_first_person(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(PEOPLE.encode("cp1252"))
    telegram = Telegram()
    async with serving(telegram) as address:
        place = {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'new.db'}",
            "TELEGRAM_API_URL": address,
            "TELEGRAM_BOT_TOKEN": telegram.token,
        }
        code, out, err = await run("import", "people", people, **place)
        assert (code, err) == (0, []), out
        assert out[0].startswith("Done: ")
        picture = tmp_path / "selam.svg"
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


async def test_nothing_serves_without_a_secret_and_a_token(tmp_path: Path) -> None:
    place = {"DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}
    code, out, err = await run("run", **place, SECRET_KEY="short", TELEGRAM_BOT_TOKEN="")
    assert (code, out) == (1, [])
    assert [line.split()[0] for line in err] == ["TELEGRAM_BOT_TOKEN", "SECRET_KEY"]
    assert not (tmp_path / "new.db").exists()
