"""Spreadsheets: an XLSX workbook in which numbers are numbers, and text is nothing but text."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from bot.console.language import Speech
from bot.rules.time import local

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""Nothing that stands in a name is worked out or followed."""
DASH = "–"
WIDEST, NARROWEST = 60, 8
ARROW = 3
"""What the button takes that filters a column."""
LONGEST_NAME = 31
"""A sheet's name has so many characters at most."""
LONGEST_CELL = 32_767
LINE = 15
"""What a line of words takes, in points."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
"""What no sheet's name may hold."""
A4 = 9


@dataclass(frozen=True)
class Ratio:
    """So many `n` of `of`: a percentage in a spreadsheet; what is hidden is None."""

    n: int | None
    of: int | None

    @property
    def share(self) -> float | None:
        """The share from 0 to 1, if there is one."""
        return self.n / self.of if self.n is not None and self.of else None


Cell = str | int | float | date | Ratio | None
"""What stands in a table; None is hidden, and shown as a dash."""


@dataclass(frozen=True)
class Sheet:
    """A table, or a page of a spreadsheet; `about` are the ids of what its rows are about.

    `tab` is its name in a spreadsheet, where only a short one fits.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[int | None, ...] = ()
    tab: str = ""


def written(sheets: Sequence[Sheet], *, title: str, made: datetime) -> bytes:
    """Return an XLSX workbook; its title and the moment it was made are in its properties, too."""
    import xlsxwriter  # noqa: PLC0415  # takes a moment, and few ask for it

    out = BytesIO()
    with xlsxwriter.Workbook(out, PLAIN) as book:
        book.set_properties({"title": title, "created": made.replace(tzinfo=None)})
        formats = {kind: _Formats(book, of_figures=kind) for kind in (False, True)}
        for name, sheet in zip(_names(one.tab or one.name for one in sheets), sheets, strict=True):
            page = book.add_worksheet(name)
            _fill(page, sheet, formats)
            _print(page, title)
    return out.getvalue()


def about(speech: Speech, head: tuple[str, str], *facts: tuple[str, Cell], made: datetime) -> Sheet:
    """Return the page that says what a workbook is of and when it was made."""
    say = speech.plain
    on = (say("Made"), local(made).replace(tzinfo=None))
    return Sheet(say("About"), head, (*facts, on))


class _Formats:
    """How each kind of cell is shown, in a column of figures or of words."""

    def __init__(self, book: Any, *, of_figures: bool) -> None:  # noqa: ANN401  # no types
        def made(**what: object) -> Any:  # noqa: ANN401  # no types
            return book.add_format({"valign": "top", **what})

        align = "right" if of_figures else "left"
        self.head = made(bold=True, bottom=1, text_wrap=True, align=align)
        self.text = made(num_format="@", text_wrap=True)
        self.dash = made(align=align)
        self.whole = made(num_format="#,##0", align=align)
        self.decimal = made(num_format="#,##0.0", align=align)
        self.percent = made(num_format="0%", align=align)
        self.day = made(num_format="d/m/yyyy", align=align)
        self.moment = made(num_format="d/m/yyyy hh:mm", align=align)


def _fill(page: Any, sheet: Sheet, formats: dict[bool, _Formats]) -> None:  # noqa: ANN401  # no types
    widths = []
    can_be_filtered = len(sheet.head) > 2 and bool(sheet.rows)  # noqa: PLR2004  # more than a list
    for place, title in enumerate(sheet.head):
        column = [row[place] for row in sheet.rows]
        looks = formats[_is_figures(column)]
        page.write_string(0, place, title, looks.head)
        for number, cell in enumerate(column, start=1):
            _write(page, (number, place), cell, looks)
        longest = max([len(title) + can_be_filtered * ARROW, *map(_length, column)])
        widths.append(min(max(longest + 2, NARROWEST), WIDEST))
        page.set_column(place, place, widths[-1])
    for number, row in enumerate(sheet.rows, start=1):
        lines = max(map(_lines, row, widths), default=1)
        if lines > 1:  # not every program finds the height by itself
            page.set_row(number, lines * LINE)
    if can_be_filtered:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
    page.freeze_panes(1, 0)


def _is_figures(column: Sequence[Cell]) -> bool:
    """Tell whether nothing but numbers stands in a column, so that its title stands above them."""
    filled = [cell for cell in column if cell != ""]
    return bool(filled) and not any(isinstance(cell, str | date) for cell in filled)


def _write(page: Any, at: tuple[int, int], cell: Cell, formats: _Formats) -> None:  # noqa: ANN401  # no types
    match cell:
        case None | Ratio(n=None) | Ratio(of=None):
            page.write_string(*at, DASH, formats.dash)
        case Ratio() if cell.share is not None:
            page.write_number(*at, cell.share, formats.percent)
        case int():
            page.write_number(*at, cell, formats.whole)
        case float():
            page.write_number(*at, cell, formats.decimal)
        case datetime():
            page.write_datetime(*at, cell, formats.moment)
        case date():
            page.write_datetime(*at, cell, formats.day)
        case str() if cell:
            page.write_string(*at, cell[:LONGEST_CELL], formats.text)
        case _:  # nobody to divide by, or nothing said
            page.write_blank(*at, None, formats.text)


def _length(cell: Cell) -> int:
    """Return how many characters a cell shows in its longest line."""
    match cell:
        case str():
            return max(map(len, cell.splitlines()), default=0)
        case datetime():
            return len("31/12/2026 09:00")
        case date():
            return len("31/12/2026")
        case int() | float():
            return len(f"{cell:,.1f}")
        case _:
            return len("100%")


def _lines(cell: Cell, width: int) -> int:
    """Return in how many lines a cell is shown that is so wide."""
    if not isinstance(cell, str):
        return 1
    return sum(max(len(textwrap.wrap(line, width - 2)), 1) for line in cell.splitlines())


def _print(page: Any, title: str) -> None:  # noqa: ANN401  # no types
    """Let each sheet be printed across the page, with the title and the number of the page."""
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_header(f"&L{title.replace('&', '&&')[:200]}&R&A")
    page.set_footer("&R&P / &N")


def _names(wanted: Iterable[str]) -> Iterator[str]:
    """Yield names that a workbook can hold: short, cut between words, and each its own."""
    taken: set[str] = set()
    for one in wanted:
        text, name, number = FORBIDDEN.sub(" ", one), "", 1
        while not name or name.casefold() in taken:
            ending = f" {number}" if number > 1 else ""
            name, number = _cut(text, LONGEST_NAME - len(ending)) + ending, number + 1
        taken.add(name.casefold())
        yield name


def _cut(text: str, longest: int) -> str:
    """Return the words that fit; only a first word that is too long is cut itself."""
    words = " ".join(text.split())
    if len(words) > longest:
        words = words[: longest + 1].rpartition(" ")[0] or words[:longest]
    return words.strip(" ',;:–-")
