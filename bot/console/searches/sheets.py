"""Whom a search finds, to take along: as CSV or as a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from bot.console.broadcasts import calls
from bot.console.language import CALLED, N_
from bot.console.searches import asking
from bot.console.searches.asking import Asked
from bot.console.visit import Visit
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
    name = str(visit.speech.say("Search"))
    rows = [list(row) for row in _rows(visit, asked)]
    return _file(visit, calls.written(name, list(_titles(visit)), rows), calls.XLSX, "xlsx")


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
            str(visit.speech.say(CALLED[one.row.language])),
            "; ".join(telling.why(one.row.why)),
        )


def _titles(visit: Visit) -> Sequence[str]:
    return [str(visit.speech.say(title)) for title in TITLES]


def _file(visit: Visit, content: bytes, kind: str, ending: str) -> Response:
    name = visit.speech.say("search")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=kind, headers=headers)
