"""XLSX workbooks: nothing is opened that has not been measured first."""

import io
import math
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl

from bot.imports.delimited import MOST_COLUMNS, MOST_ROWS
from bot.imports.refusals import (
    BrokenWorkbook,
    ExpandsTooFar,
    HoldsError,
    HoldsFormula,
    NoSuchSheet,
    TooManyColumns,
    TooManyRows,
)
from bot.imports.table import Cells
from bot.rules.refusals import Refused

MOST_ENTRIES = 200
MOST_EXPANDED = 16 * 2**20
"""In bytes; openpyxl takes two seconds and ten times the memory for each million."""
HIGHEST_RATIO = 200
"""Real sheets shrink to a tenth, hardly ever below a fiftieth."""
RATIO_MATTERS = 2**20
LAST_LINE = 10 * MOST_ROWS
"""Gaps between the rows are walked through one by one, so their number is bounded too."""
CHUNK = 2**16


def read(data: bytes) -> Iterator[Cells]:
    """Yield the lines of a workbook's first sheet.

    Raises ExpandsTooFar, BrokenWorkbook, NoSuchSheet, TooManyRows, TooManyColumns.
    """
    try:
        _measure(data)
        yield from _lines(data)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file breaks
        raise BrokenWorkbook from error


def _measure(data: bytes) -> None:
    """Refuse an archive that would expand too far, and XML that would define its own entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_EXPANDED:
            raise ExpandsTooFar
        for entry in entries:
            ratio = entry.file_size / max(1, entry.compress_size)
            if ratio > HIGHEST_RATIO and entry.file_size > RATIO_MATTERS:
                raise ExpandsTooFar
            if entry.filename.endswith((".xml", ".rels")):
                _check_xml(archive, entry)


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    with archive.open(entry) as xml:
        tail = b""
        while chunk := xml.read(CHUNK):
            if b"<!" in tail + chunk and b"<!DOCTYPE" in tail + chunk:
                raise ExpandsTooFar
            if not tail and b"\0" in chunk[:4]:  # UTF-16 would hide it; Excel writes UTF-8
                raise BrokenWorkbook
            tail = chunk[-16:]


def _lines(data: bytes) -> Iterator[Cells]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations, which are nothing to us
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            if not book.worksheets:
                raise NoSuchSheet
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its own size may be wrong
            yield from _of_sheet(sheet)
        finally:
            book.close()


def _of_sheet(sheet: Any) -> Iterator[Cells]:  # noqa: ANN401  # openpyxl's stubs know no read-only sheet
    count = 0
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        if line > LAST_LINE:
            raise TooManyRows(limit=MOST_ROWS)
        if not cells:
            continue
        values = Cells(line, tuple(_value(cell) for cell in cells[:MOST_COLUMNS]))
        if any(cell.value is not None for cell in cells[MOST_COLUMNS:]):
            raise TooManyColumns(limit=MOST_COLUMNS)
        if values.is_blank:
            continue
        count += 1
        if count > MOST_ROWS + 1:  # the first line names the columns
            raise TooManyRows(limit=MOST_ROWS)
        yield values


def _value(cell: Any) -> str | Refused:  # noqa: ANN401  # empty, read-only or formula cell
    # The formulas are read, not their last results: those may be missing or out of date.
    if cell.data_type == "f":
        return HoldsFormula(cell=cell.coordinate)
    if cell.data_type == "e":
        return HoldsError(cell=cell.coordinate)
    return text_of(cell.value)


def text_of(value: object) -> str:
    """Return a cell's value as it would be typed: "12" for 12.0, "2026-11-24 09:30" for a time."""
    match value:
        case None:
            return ""
        case float() if math.isfinite(value) and value.is_integer():
            return str(int(value))
        case datetime():
            moment = value + timedelta(microseconds=500_000)  # Excel counts in fractions of a day
            return f"{moment:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
