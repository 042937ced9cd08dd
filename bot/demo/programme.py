"""An invented programme, shaped like real ones: three municipalities, three trades, 15 places.

It comes in through the same files that a caseworker imports; what is not of a course, through the
same actions as from the console.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.imports import bring_in as bring_in_lines
from bot.demo import companies, occasions, places, readiness
from bot.demo.clock import next_working_day
from bot.demo.people import JONAS, LONE, METTE, PEOPLE
from bot.imports import lists
from bot.rules.time import local
from bot.wiring.installation import Installation

PROJECT = "Bro til job"
STAFF = (
    (METTE, "Mette Holm", "Randers", "caseworker", "+45 89 15 10 10"),
    ("karin@randers.example", "Karin Bech", "Randers", "coordinator", "+45 89 15 10 11"),
    (JONAS, "Jonas Friis", "Norddjurs", "caseworker", "+45 89 59 10 10"),
    (LONE, "Lone Krogh", "Syddjurs", "caseworker", "+45 87 53 10 10"),
)
COURSES = (("SERVICE", "Service", "women"), ("METAL", "Metal", "men"), ("BUS", "Bus", "everybody"))
ROOM = ("Jobhuset, lokale 2", *places.CENTRE)
GARAGE = ("Busgaragen", *places.DEPOT)

TITLES = {
    "cv": (
        "workshop",
        "CV-workshop",
        "CV workshop",
        "ورشة السيرة الذاتية",
        "ዎርክሾፕ ሲቪ",
        "Dit CV, hvis du har et",
    ),
    "danish": (
        "class",
        "Dansk på arbejdspladsen",
        "Danish at work",
        "الدنماركية في العمل",
        "ቋንቋ ዳኒሽ ኣብ ስራሕ",
        "Bogen og en blyant",
    ),
    "interview": (
        "workshop",
        "Øv jobsamtalen",
        "Practise the job interview",
        "تدريب على مقابلة العمل",
        "ልምምድ ቃለ መጠይቕ ስራሕ",
        "",
    ),
    "visit": (
        "visit",
        "Besøg hos busselskabet",
        "Visit to the bus company",
        "زيارة شركة الحافلات",
        "ምብጻሕ ትካል ኣውቶቡስ",
        "Varmt tøj",
    ),
}
PLAN = (
    (0, "cv", "13:00", "15:00", ROOM),
    (1, "danish", "09:30", "12:00", ROOM),
    (2, "interview", "10:00", "12:00", ROOM),
    (3, "visit", "08:30", "11:30", GARAGE),
    (6, "danish", "09:30", "12:00", ROOM),
    (7, "cv", "09:30", "11:30", ROOM),
    (9, "interview", "12:30", "14:30", ROOM),
)
"""On which day after the first, what, from when to when, and where."""

UPSKILLING = timedelta(weeks=6)
PLACEMENT = timedelta(weeks=12)


STAFF_COLUMNS = "email,name,municipality,role,phone"
COURSE_COLUMNS = "code,name,project,municipalities,target_group,capacity,phases"
PERSON_COLUMNS = "reference,name,language,municipality,caseworker,course,phone"
SESSION_COLUMNS = (
    "course,key,kind,title,title_en,title_ar,title_ti,bring,starts,ends"
    ",place,address,latitude,longitude"
)


def tables(first: date) -> dict[str, str]:
    """Return the files as CSV texts, for a programme that is under way on `first`."""
    return {
        "staff": _csv(STAFF_COLUMNS, STAFF),
        "courses": _csv(COURSE_COLUMNS, (_course(first, *course) for course in COURSES)),
        "people": _csv(PERSON_COLUMNS, PEOPLE),
        "sessions": _csv(SESSION_COLUMNS, _sessions(first)),
        "companies": _csv(companies.COMPANY_COLUMNS, companies.COMPANIES),
        "slots": _csv(companies.SLOT_COLUMNS, companies.slots(first)),
        "placements": _csv(companies.PLACEMENT_COLUMNS, companies.placements(first)),
    }


def bring_in(home: Installation, folder: Path) -> None:
    """Import the programme, under way as the demo begins, from files in `folder`."""
    for name, text in tables(local(home.clock()).date()).items():
        file = folder / f"{name}.csv"
        file.write_text(text, encoding="utf-8")
        parsed = lists.parse(lists.Name(name), file)
        report = bring_in_lines(
            home.database,
            parsed.noun,
            parsed.lines,
            cause=Cause(OPERATOR, f"demo:{name}", home.clock()),
            bot=home.bot_id,
            problems=parsed.problems,
        )
        if report.problems:
            raise ValueError([str(problem) for problem in report.problems])
    occasions.enter(home)
    readiness.enter(home)


def _course(first: date, code: str, name: str, target_group: str) -> Sequence[str]:
    begin = first - timedelta(weeks=1)
    turn = begin + UPSKILLING
    phases = f"upskilling {begin}..{turn - timedelta(days=1)}|placement {turn}..{turn + PLACEMENT}"
    return (code, name, PROJECT, "Randers|Norddjurs|Syddjurs", target_group, "15", phases)


def _sessions(first: date) -> Iterator[Sequence[object]]:
    for code, _, _ in COURSES:
        for number, (after, what, starts, ends, where) in enumerate(PLAN, start=1):
            day = next_working_day(first + timedelta(days=after))
            times = (f"{day} {starts}", f"{day} {ends}")
            yield (code, f"{what}-{number}", *TITLES[what], *times, *where)


def _csv(columns: str, rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns.split(","))
    writer.writerows(rows)
    return text.getvalue()
