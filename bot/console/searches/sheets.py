"""Whom a search finds, to take along: as CSV or as a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from bot.console import workbook
from bot.console.language import CALLED, N_
from bot.console.searches import asking
from bot.console.searches.asking import Asked
from bot.console.visit import Visit
from bot.console.workbook import Sheet
from bot.queries.search import listing
from bot.rules.cells import harmless

TITLES = (
    N_("Name"),
    N_("Reference"),
    N_("Courses"),
    N_("Caseworker"),
    N_("Category"),
    N_("Language"),
    N_("Why"),
)
CSV = "text/csv; charset=utf-8"
BEGINS = "\ufeff"
"""By this Excel knows that a file is written in UTF-8; it wants a semicolon between cells."""


def separated(visit: Visit) -> Response:
    """Hand out everybody who is found as CSV."""
    asked = _asked(visit)
    if asked is None:
        return visit.go("search")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows(
        [harmless(cell) for cell in row] for row in (_titles(visit), *_rows(visit, asked))
    )
    return _file(visit, (BEGINS + text.getvalue()).encode(), CSV, "csv")


def spreadsheet(visit: Visit) -> Response:
    """Hand out everybody who is found as a spreadsheet."""
    asked = _asked(visit)
    if asked is None:
        return visit.go("search")
    say = visit.speech.plain
    rows = tuple(map(tuple, _rows(visit, asked)))
    name = asked.saved.name if asked.saved else asked.text
    about = workbook.about(
        visit.speech,
        (say("Search"), name),
        (say("Query"), asked.text),
        (say("People"), len(rows)),
        made=visit.now,
    )
    people = Sheet(say("People"), tuple(_titles(visit)), rows)
    content = workbook.written([people, about], title=name, made=visit.now)
    return _file(visit, content, workbook.XLSX, "xlsx")


def _asked(visit: Visit) -> Asked | None:
    """Return what is asked; raises NotThere for who sees counts only."""
    visit.caseworkers_only()
    return asking.of(visit)


def _rows(visit: Visit, asked: Asked) -> Iterable[Sequence[str]]:
    found = listing.everybody(visit.context.database, asked.by, asked.text, now=visit.now)
    telling, language = asking.telling(visit, found.house), visit.speech.language
    for one in found.rows:
        yield (
            one.row.name,
            one.row.reference,
            ", ".join(course.name(language) for course in one.courses),
            one.caseworker or "",
            one.category.name(language) if one.category else "",
            visit.speech.plain(CALLED[one.row.language]),
            "; ".join(telling.why(one.row.why)),
        )


def _titles(visit: Visit) -> Sequence[str]:
    return [visit.speech.plain(title) for title in TITLES]


def _file(visit: Visit, content: bytes, kind: str, ending: str) -> Response:
    name = visit.speech.say("search")
    return visit.file(content, f"{name}.{ending}", kind=kind)
