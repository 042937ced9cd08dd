"""CSV as Danish Excel, LibreOffice and others write it: three encodings, three delimiters."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from bot.imports.refusals import NotASheet, TooManyColumns, TooManyRows, UnclosedQuote
from bot.imports.table import Cells

DELIMITERS = ";,\t"
MOST_ROWS = 10_000
MOST_COLUMNS = 40

_EXCEL_HINT = re.compile(r'"?sep=([;,\t])"?\r?\n?', re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(data: bytes) -> Iterator[Cells]:
    """Yield the lines of a CSV file.

    Raises NotASheet, TooManyRows, TooManyColumns, UnclosedQuote.
    """
    text = _text(data)
    source = io.StringIO(text, newline="")
    hint = _EXCEL_HINT.fullmatch(source.readline())
    skipped = 1 if hint else 0
    source.seek(source.tell() if hint else 0)
    delimiter = hint[1] if hint else _delimiter(text)
    yield from _lines(source, delimiter, skipped)


def _text(data: bytes) -> str:
    """Decode UTF-16 with a mark, else UTF-8, else what Danish Windows writes."""
    encodings = ["utf-16"] if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else []
    for encoding in [*encodings, "utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NOT_TEXT.search(text):
            raise NotASheet
        return text
    raise NotASheet


def _delimiter(text: str) -> str:
    """Return the sign that divides the first line that has something in it into most columns."""
    first = next((line for line in io.StringIO(text) if line.strip(" ;,\t\r\n")), "")
    return max(DELIMITERS, key=first.count)


def _lines(source: io.StringIO, delimiter: str, skipped: int) -> Iterator[Cells]:
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    count, begins = 0, 1
    while True:
        try:
            values = next(reader, None)
        except csv.Error:
            raise UnclosedQuote(line=begins + skipped) from None
        if values is None:
            return
        cells = Cells(begins + skipped, tuple(values))
        begins = reader.line_num + 1
        if cells.is_blank:
            continue
        count += 1
        _check_size(values, count)
        yield cells


def _check_size(values: list[str], count: int) -> None:
    if len(values) > MOST_COLUMNS and any(values[MOST_COLUMNS:]):
        raise TooManyColumns(limit=MOST_COLUMNS)
    if count > MOST_ROWS + 1:  # the first line names the columns
        raise TooManyRows(limit=MOST_ROWS)
