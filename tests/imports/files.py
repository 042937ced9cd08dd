"""Make files as people make them."""

import contextlib
import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl

from bot.imports import sheets
from bot.imports.table import Columns, Table

COLUMNS = Columns(("code", "name"), ("note",))


def read(data: bytes, folder: Path, columns: Columns = COLUMNS) -> Table:
    file = folder / "list"
    file.write_bytes(data)
    return sheets.read(file, columns)


def cells(table: Table) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows]


def said(table: Table) -> list[str]:
    return [str(problem) for problem in table.problems]


def workbook(*rows: Sequence[object]) -> bytes:
    """Return an XLSX file whose first sheet has these rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook in which one entry of the archive is another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry), zipfile.ZIP_DEFLATED)
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@contextlib.contextmanager
def cheaply(*, seconds: float, megabytes: float) -> Iterator[None]:
    """Fail when the block takes longer or needs more memory."""
    tracemalloc.start()
    begun = time.monotonic()
    try:
        yield
        assert time.monotonic() - begun < seconds
        assert tracemalloc.get_traced_memory()[1] < megabytes * sheets.MEGABYTE
    finally:
        tracemalloc.stop()
