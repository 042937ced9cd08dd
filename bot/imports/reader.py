"""Read a row cell by cell and keep every problem, not only the first."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from bot.actions.imports.lines import Line, Problem
from bot.imports.refusals import IsEmpty, LooksLikeCpr, Twice
from bot.imports.table import Columns, Row
from bot.rules import cpr
from bot.rules.refusals import Refused

Value = TypeVar("Value")
Wanted = TypeVar("Wanted")


class Reader:
    """One row being read; `problems` is what was found to be wrong so far."""

    def __init__(self, row: Row) -> None:
        """Begin with the problem that can be in any cell."""
        self._row = row
        self.problems = [
            Problem(row.line, column, LooksLikeCpr())
            for column, text in row.cells.items()
            if cpr.is_in(text)
        ]
        self._refused = {problem.column for problem in self.problems}

    def needed(self, column: str, parse: Callable[[str], Value]) -> Value:
        """Return what the cell holds; an empty one is a problem."""
        text = self._row.cells[column]
        if not text:
            self.refuse(column, IsEmpty())
            return cast("Value", None)  # the whole result is thrown away
        return self._parsed(column, text, parse)

    def optional(self, column: str, parse: Callable[[str], Value], empty: Value) -> Value:
        """Return what the cell holds, `empty` when there is nothing in it."""
        text = self._row.cells.get(column, "")
        return self._parsed(column, text, parse) if text else empty

    def known(self, column: str, parse: Callable[[str], str]) -> str | None:
        """Return what the cell holds; None when the file has no such column."""
        return self.optional(column, parse, "") if self.has(column) else None

    def has(self, column: str) -> bool:
        """Tell whether the file has this column."""
        return column in self._row.cells

    def is_filled(self, column: str) -> bool:
        """Tell whether there is anything in the cell."""
        return bool(self._row.cells.get(column))

    def refuse(self, column: str, why: Refused) -> None:
        """Keep a problem."""
        self.problems.append(Problem(self._row.line, column, why))

    def _parsed(self, column: str, text: str, parse: Callable[[str], Value]) -> Value:
        if column in self._refused:
            return cast("Value", None)  # the whole result is thrown away
        try:
            return parse(text)
        except Refused as why:
            self.refuse(column, why)
            return cast("Value", None)  # the whole result is thrown away


@dataclass(frozen=True)
class Kind(Generic[Wanted]):
    """How a list of one kind is read.

    `key` is what a wanted thing is known by, and stands in `key_column`.
    """

    columns: Columns
    parse: Callable[[Reader], Wanted]
    key: Callable[[Wanted], Hashable]
    key_column: str


def read_rows(kind: Kind[Wanted], rows: Iterable[Row]) -> tuple[list[Line[Wanted]], list[Problem]]:
    """Return what the good rows want, and every problem of the others."""
    found: list[Line[Wanted]] = []
    problems: list[Problem] = []
    seen: dict[Hashable, int] = {}
    for row in rows:
        reader = Reader(row)
        wanted = kind.parse(reader)
        if not reader.problems:
            first = seen.setdefault(kind.key(wanted), row.line)
            if first != row.line:
                reader.refuse(kind.key_column, Twice(line=first))
        problems += reader.problems
        if not reader.problems:
            found.append(Line(row.line, wanted))
    return found, problems
