"""From raw cells to rows with named columns; the first line must name them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.actions.imports.lines import Problem
from bot.imports.refusals import (
    ColumnTwice,
    EmptyFile,
    MissingColumn,
    MisspeltColumn,
    NoColumnName,
    UnknownColumn,
)
from bot.rules.refusals import Refused


@dataclass(frozen=True)
class Cells:
    """One line of a file as it stands there; `line` counts from 1, as Excel and editors do.

    A cell that cannot be taken at all (a formula) is its refusal.
    """

    line: int
    values: tuple[str | Refused, ...]

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not any(isinstance(value, Refused) or value.strip() for value in self.values)


@dataclass(frozen=True)
class Columns:
    """The columns that a list must have, and those that it may have.

    `others` are further names of some of them, such as the Danish one.
    """

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> tuple[str, ...]:
        """All of them."""
        return self.needed + self.optional


@dataclass(frozen=True)
class Row:
    """One row: its line in the file and its trimmed cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """The rows of a list, and what is wrong with its form."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def build(lines: Iterable[Cells], columns: Columns) -> Table:
    """Return the rows under the first line's names; raises EmptyFile.

    With a wrong first line there are no rows, only problems.
    """
    filled = (line for line in lines if not line.is_blank)
    head = next(filled, None)
    if head is None:
        raise EmptyFile
    typed = [str(name).strip().casefold() for name in head.values]
    names = [columns.others.get(name, name) for name in typed]
    problems = list(_problems_of_head(head, names, columns))
    rows: list[Row] = []
    for line in filled:
        faults = list(_problems_of_line(line, names))
        problems += faults
        if not faults:
            rows.append(_row(line, names))
    wrong_head = any(problem.line == head.line for problem in problems)
    return Table(() if wrong_head else tuple(rows), tuple(problems))


def _row(line: Cells, names: Sequence[str]) -> Row:
    texts = [str(value).strip() for value in line.values]
    padded = texts + [""] * (len(names) - len(texts))
    cells = dict(zip(names, padded, strict=False))
    return Row(line.line, {name: text for name, text in cells.items() if name})


def _problems_of_head(head: Cells, names: list[str], columns: Columns) -> Iterator[Problem]:
    for value, name in zip(head.values, names, strict=True):
        if isinstance(value, Refused):
            yield Problem(head.line, "", value)
        elif name and name not in columns.known:
            yield Problem(head.line, name, _unknown(name, columns))
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            yield Problem(head.line, name, ColumnTwice())
    for name in columns.needed:
        if name not in names:
            yield Problem(head.line, name, MissingColumn(columns=", ".join(columns.needed)))


def _unknown(name: str, columns: Columns) -> Refused:
    nearest = get_close_matches(name, columns.known, n=1)
    if nearest:
        return MisspeltColumn(nearest=nearest[0])
    return UnknownColumn(columns=", ".join(columns.known))


def _problems_of_line(line: Cells, names: Sequence[str]) -> Iterator[Problem]:
    for place, value in enumerate(line.values):
        name = names[place] if place < len(names) else ""
        if isinstance(value, Refused):
            yield Problem(line.line, name, value)
        elif value.strip() and not name:
            yield Problem(line.line, f"column {place + 1}", NoColumnName())
