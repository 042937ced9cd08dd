"""Reports as the command line prints them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.actions.access import Caller
from bot.console import workbook
from bot.console.fields import NotADate
from bot.console.language import Speech
from bot.console.reports import telling
from bot.console.reports.told import Told
from bot.queries.reports import projects
from bot.queries.reports.outcomes import Asked
from bot.rules import dates
from bot.rules.reports.figures import Among, By, Report
from bot.rules.time import local
from bot.wiring import printing
from bot.wiring.forms import ReportForm
from storage.database import Database


@dataclass(frozen=True)
class Wanted:
    """A report as it was asked for; the days are as they were typed, `as_of` today if none was."""

    report: Report
    project: str
    as_of: str = ""
    compare: str = ""
    by: By | None = None
    among: Among = Among.STARTED
    with_people: bool = False


def told(
    database: Database, caller: Caller, wanted: Wanted, speech: Speech, *, now: datetime
) -> Told:
    """Return the report in words; raises a Refused."""
    asked = Asked(
        projects.named(database, caller, wanted.project).id,
        day(wanted.as_of, now=now) if wanted.as_of else local(now).date(),
        day(wanted.compare, now=now) if wanted.compare else None,
        wanted.by,
        wanted.among,
    )
    return telling.told(
        database,
        caller,
        wanted.report,
        asked,
        speech=speech,
        now=now,
        with_people=wanted.with_people,
    )


def day(text: str, *, now: datetime) -> date:
    """Return the day that was typed; raises NotADate."""
    found = dates.read(text, today=local(now).date())
    if found is None:
        raise NotADate(text=text[: dates.LONGEST])
    return found


def printed(report: Told, form: ReportForm, *, now: datetime) -> str | bytes:
    """Return a report as text, or as a workbook."""
    match form:
        case ReportForm.XLSX:
            return workbook.written(report.sheets, title=report.title, made=now)
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
    for table in report.tables:
        rows = [[str(cell) for cell in row] for row in table.rows]
        yield ""
        if len(report.tables) > 1:
            yield table.name
        yield from printing.table([table.head, *rows])
    yield ""
    for name, rule in report.definitions:
        yield f"{name}: {rule}"
