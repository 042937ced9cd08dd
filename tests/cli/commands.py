"""Commands as an operator types them, and lists to import."""

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import func, select
from typer.testing import Result

from storage.database import Database

SECRET = "k7Qm2xVb9sLw4zTn8cRf5yHd3gJp6aUe"
TOKEN = "7000000001:a-bot-of-our-own"
ROOT = Path(__file__).parent.parent.parent
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


def said(result: Result, *, code: int = 1) -> list[str]:
    assert result.exit_code == code, result.output
    return result.stderr.splitlines()


def refused(result: Result) -> list[str]:
    """Return why what was typed cannot be done."""
    return said(result, code=2)


def count(database: Database, table: type) -> int:
    with database.reading() as db:
        return db.exec(select(func.count()).select_from(table)).one()


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
