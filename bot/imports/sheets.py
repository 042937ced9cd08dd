"""Read a list from a file: CSV or XLSX, told apart by what is in it and not by its name."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.imports import delimited, table
from bot.imports.refusals import CannotOpenFile, FileTooBig, NoSuchFile, NotASheet, OldWorkbook
from bot.imports.table import Cells, Columns, Table

MEGABYTE = 2**20
BIGGEST_CSV = 10 * MEGABYTE
BIGGEST_XLSX = 5 * MEGABYTE

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of XLS, and of XLSX with a password."""


def read(file: Path, columns: Columns) -> Table:
    """Return the rows of a list; raises a Refused when the file as a whole cannot be taken.

    Never reads more of the file than its limit.
    """
    return table.build(lines(contents(file)), columns)


def lines(data: bytes) -> Iterator[Cells]:
    """Return the lines of a file that was read already; raises as they are taken."""
    if data.startswith(OLE):
        raise OldWorkbook
    if not data.startswith(ZIP):
        return delimited.read(data)
    from bot.imports import workbook  # noqa: PLC0415  # openpyxl takes longer than a whole CSV

    return workbook.read(data)


def contents(file: Path) -> bytes:
    """Return what is in a file that is not too big.

    Raises NoSuchFile, CannotOpenFile, FileTooBig, NotASheet.
    """
    try:
        # Without O_NONBLOCK a pipe would hang before we could see that it is one.
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as source:  # noqa: PTH123
            about = os.fstat(source.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise NotASheet
            begin = source.read(len(OLE))
            limit = BIGGEST_XLSX if begin.startswith(ZIP) else BIGGEST_CSV
            if about.st_size > limit:
                raise FileTooBig(limit=limit // MEGABYTE)
            return begin + source.read(about.st_size)
    except (FileNotFoundError, NotADirectoryError):
        raise NoSuchFile(file=file.name) from None
    except IsADirectoryError:
        raise NotASheet from None
    except OSError:
        raise CannotOpenFile(file=file.name) from None
