"""What a caseworker imports: one course, its people, a workshop on Thursday."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.imports import Report, bring_in as bring_in_lines
from bot.demo.botapi.telegram import TOKEN
from bot.imports import lists
from bot.queries import lookup
from storage.database import Database
from tests.support.memory import remembered

BOT = TOKEN.partition(":")[0]
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""09:00 in Copenhagen; nothing is quiet, no day near it is a holiday."""

FILES = {
    lists.Name.STAFF: (
        "email;name;municipality;role\n"
        "mette@randers.example;Mette Holm;Randers;caseworker\n"
        "jonas@norddjurs.example;Jonas Friis;Norddjurs;caseworker\n"
    ),
    lists.Name.COURSES: (
        "code;name;project;municipalities;target_group;capacity;phases\n"
        "BUS;Bus;Bro til job;Randers|Norddjurs;everybody;15;"
        "upskilling 2026-11-16..2027-01-01|placement 2027-01-04..2027-03-26\n"
    ),
    lists.Name.PEOPLE: (
        "reference;name;language;municipality;caseworker;course;phone\n"
        "R-101;Selam Haile;ti;Randers;mette@randers.example;BUS;\n"
        "R-102;Amal Khoury;ar;Randers;mette@randers.example;BUS;\n"
        "R-103;Jens Pedersen;da;Randers;mette@randers.example;BUS;\n"
    ),
    lists.Name.SESSIONS: (
        "course;key;kind;title;title_en;title_ar;title_ti;starts;ends;place;address;bring\n"
        "BUS;cv;workshop;CV-workshop;CV workshop;ورشة السيرة الذاتية;ዎርክሾፕ ሲቪ;"
        "2026-11-26 09:30;2026-11-26 12:00;Jobhuset, lokale 2;Laksetorvet 1, Randers;Dit CV\n"
    ),
}
"""CSV as Danish Excel writes it."""

TITLES = {"ti": "ዎርክሾፕ ሲቪ", "ar": "ورشة السيرة الذاتية", "da": "CV-workshop"}


@dataclass(frozen=True)
class Programme:
    """The ids of the people by reference, and of the workshop."""

    people: dict[str, int]


@remembered
def bring_in(database: Database) -> Programme:
    """Import all four files, as the command line does."""
    for name, text in FILES.items():
        report = bring_in_text(database, name, text, now=MONDAY)
        assert report.problems == ()
    references = ("R-101", "R-102", "R-103")
    found = {reference: lookup.people(database, reference) for reference in references}
    return Programme({reference: people[0].id for reference, people in found.items()})


def bring_in_text(database: Database, name: lists.Name, text: str, *, now: datetime) -> Report:
    """Import one file with this content."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        parsed = lists.parse(name, file)
    cause = Cause(OPERATOR, f"journey:{name}:{crc32(text.encode())}", now)
    return bring_in_lines(
        database,
        parsed.noun,
        parsed.lines,
        cause=cause,
        bot=BOT,
        problems=parsed.problems,
    )
