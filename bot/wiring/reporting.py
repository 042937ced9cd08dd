"""Reports as the command line prints them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.actions import reports
from bot.actions.access import Caller
from bot.console.fields import NotADate
from bot.console.language import Speech
from bot.console.reports import outcomes as telling, sheet
from bot.console.reports.told import Told
from bot.queries.reports import outcomes as counting, people, projects
from bot.queries.reports.outcomes import Asked
from bot.queries.reports.people import Row
from bot.rules import dates
from bot.rules.reports.figures import Among, By
from bot.rules.time import local
from bot.wiring import printing
from bot.wiring.forms import ReportForm
from storage.database import Database


@dataclass(frozen=True)
class Wanted:
    """A report as it was asked for; the days are as they were typed, `as_of` today if none was."""

    project: str
    as_of: str = ""
    compare: str = ""
    by: By | None = None
    among: Among = Among.STARTED
    with_people: bool = False


def outcomes(
    database: Database, caller: Caller, wanted: Wanted, speech: Speech, *, now: datetime
) -> Told:
    """Return the outcome report in words; raises a Refused."""
    asked = Asked(
        projects.named(database, caller, wanted.project).id,
        day(wanted.as_of, now=now) if wanted.as_of else local(now).date(),
        day(wanted.compare, now=now) if wanted.compare else None,
        wanted.by,
        wanted.among,
    )
    found = counting.outcomes(database, caller, asked, now=now)
    wants_people = wanted.with_people and not caller.counts_only
    rows = _people(database, caller, asked, now=now) if wants_people else []
    return telling.told(found, speech, rows)


def _people(database: Database, caller: Caller, asked: Asked, *, now: datetime) -> list[Row]:
    """Return the people whom the caller may see, and note that they were fetched."""
    what = {"report": "outcomes", "as_of": asked.as_of.isoformat(), "by": "command line"}
    reports.note_fetched(database, caller, asked.project_id, what, now)
    return people.people(database, caller, people.Wanted(asked.project_id, asked.as_of))


def day(text: str, *, now: datetime) -> date:
    """Return the day that was typed; raises NotADate."""
    found = dates.read(text, today=local(now).date())
    if found is None:
        raise NotADate(text=text[: dates.LONGEST])
    return found


def printed(report: Told, form: ReportForm) -> str | bytes:
    """Return a report as text, or as a workbook."""
    match form:
        case ReportForm.XLSX:
            return sheet.written(report)
        case ReportForm.JSON:
            return json.dumps(report.entries, ensure_ascii=False, indent=1)
        case ReportForm.CSV:
            head = list(report.entries[0])
            rows = [
                ["" if one[key] is None else str(one[key]) for key in head]
                for one in report.entries
            ]
            return printing.separated([head, *rows])
        case ReportForm.TABLE:
            return "\n".join(_page(report))


def _page(report: Told) -> Iterator[str]:
    yield report.title
    yield from report.about
    yield ""
    yield from printing.table([report.head, *report.rows])
    yield ""
    for name, rule in report.definitions:
        yield f"{name}: {rule}"
