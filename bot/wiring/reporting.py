"""Reports as the command line prints them."""

import json
from collections.abc import Iterator
from datetime import datetime

from bot.actions.access import Caller
from bot.console import workbook
from bot.console.language import Speech
from bot.console.reports import telling
from bot.console.reports.told import Told
from bot.queries.reports import projects
from bot.queries.reports.outcomes import Asked
from bot.wiring import printing
from bot.wiring.forms import ReportForm
from bot.wiring.wanted import Wanted
from storage.database import Database


def told(  # what is asked, by whom, and how it is said
    database: Database,
    caller: Caller,
    wanted: Wanted,
    speech: Speech,
    *,
    now: datetime,
    with_people: bool,
) -> Told:
    """Return the report in words; raises a Refused."""
    project = projects.named(database, caller, wanted.project)
    return telling.told(
        database,
        caller,
        wanted.report,
        Asked(project.id, wanted.as_of, wanted.compare, wanted.by, wanted.among),
        speech=speech,
        now=now,
        with_people=with_people,
    )


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
