"""Rows as the command line prints them: below each other, or for a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from bot.rules.cells import harmless

GAP = "  "


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows with their columns below each other."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield GAP.join(padded).rstrip()


def separated(rows: Sequence[Sequence[str]]) -> str:
    """Return the rows as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().rstrip("\n")
