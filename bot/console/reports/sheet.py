"""A report as a spreadsheet: its figures, its definitions, and the rows the reader may see."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from bot.console.broadcasts.calls import PLAIN
from bot.console.reports.told import Told

Cell = str | int | None
WIDEST, NARROWEST = 60, 8
LONGEST_NAME = 31
"""A sheet's name has so many characters at most."""


def written(report: Told) -> bytes:
    """Return the report as an XLSX workbook."""
    import xlsxwriter  # noqa: PLC0415  # takes a moment, and few ask for it

    out = BytesIO()
    with xlsxwriter.Workbook(out, PLAIN) as book:
        for page in report.sheets:
            _write(book, page.name, [page.head, *page.rows])
    return out.getvalue()


def _write(book: Any, name: str, rows: Sequence[Sequence[Cell]]) -> None:  # noqa: ANN401  # no types
    page = book.add_worksheet(name[:LONGEST_NAME])
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    text = book.add_format({"valign": "top", "text_wrap": True})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(number, place, cell, text)
            elif cell is not None:
                page.write_string(number, place, cell, text if number else head)
    for place in range(len(rows[0])):
        longest = max(len(str(row[place] or "")) for row in rows)
        page.set_column(place, place, min(max(longest + 2, NARROWEST), WIDEST))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
