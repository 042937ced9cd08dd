"""A report in words: a table to read, and the same as entries for programs and spreadsheets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from markupsafe import Markup

from bot.console import words
from bot.console.language import Speech, unmarked
from bot.console.reports.words import SMALL, rules_of
from bot.console.workbook import DASH, Cell, Ratio, Sheet
from bot.queries.parts import Label, Part
from bot.queries.reports.groups import Group
from bot.queries.reports.projects import ProjectRef
from bot.rules.refusals import Refused
from bot.rules.reports.figures import Figure, percent
from bot.texts.when import date_in_digits

Entry = dict[str, str | float | None]
"""One figure; its keys are the same in every language."""


@dataclass(frozen=True)
class Told:
    """A report: `about` stands above the tables, `definitions` name and rule below them.

    `todo` says what would fill what is empty, each with the name of the page for it. What stands
    in `tables` is text; a spreadsheet has pages of its own, with numbers in them.
    """

    project: ProjectRef
    title: str
    about: tuple[str, ...]
    tables: tuple[Sheet, ...]
    definitions: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    sheets: tuple[Sheet, ...]
    charts: tuple[tuple[str, Markup], ...] = ()
    todo: tuple[tuple[str, str], ...] = ()


class Teller:
    """Says the parts of a report as plain text in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a sentence as plain text."""
        return self.speech.plain(sentence, **values)

    def part(self, part: Part) -> str:
        """Return a piece of a line: in the reader's words, or as it was typed."""
        if isinstance(part, Label):
            return part.name(self.speech.language)
        return part if type(part) is str else self.say(words.of(part))  # type: ignore[arg-type]

    def group(self, group: Group | None) -> str:
        """Return what a column of figures is of."""
        return self.part(group.label) if group else self.say("The whole project")

    def figure(self, figure: Figure) -> str:
        """Return n/N and the percentage, never a bare one."""
        return unmarked(shown(self.speech.say, figure))

    def refusal(self, refused: Refused) -> str:
        """Return why something cannot be told."""
        return unmarked(self.speech.refusal(refused))

    def definitions(self, found: Sequence[tuple[str, str]]) -> Sheet:
        """Return the page that says by which rule each figure is counted, and what a dash means."""
        head = self.say("Figure"), self.say("Rule")
        marks = (
            ("n", self.say("How many the figure counts.")),
            ("N", self.say("Out of how many.")),
            (DASH, self.say(SMALL)),
        )
        return Sheet(self.say("Definitions"), head, (*found, *marks))

    def fraction(self, n: int | None, of: int | None) -> str:
        """Return n/N and the percentage of two numbers."""
        return unmarked(fraction(self.speech.say, n, of))

    def cell(self, cell: Cell) -> str:
        """Return what stands in a table as it is read; a dash for what is hidden."""
        match cell:
            case None:
                return DASH
            case Ratio():
                return self.fraction(cell.n, cell.of)
            case float():
                return self._decimal(cell)
            case date():
                return date_in_digits(cell)
            case _:
                return str(cell)

    def read(self, sheet: Sheet) -> Sheet:
        """Return a table as it is read on a page."""
        return replace(sheet, rows=tuple(tuple(map(self.cell, row)) for row in sheet.rows))

    def spread(self, sheet: Sheet) -> Sheet:
        """Return a table for a spreadsheet: each ratio with its two numbers before it."""
        first = sheet.rows[0] if sheet.rows else ()
        titles = ("n", "N", self.say("Percent"))
        head = (
            title
            for cell, name in zip_longest(first, sheet.head)
            for title in (titles if isinstance(cell, Ratio) else (name,))
        )
        return replace(sheet, head=tuple(head), rows=tuple(_spread(row) for row in sheet.rows))

    def _decimal(self, number: float) -> str:
        """Return "7,5" for Danes and "7.5" for others, "7" where it is whole."""
        text = f"{number:.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.speech.language == "da" else text

    def rule(self, figure: Figure) -> str:
        """Return by which rule a figure is counted."""
        return " ".join(map(self.say, rules_of(figure)))


def shown(say: Callable[..., Markup], figure: Figure) -> Markup:
    """Return n/N and the percentage; what is hidden is a dash."""
    return fraction(say, figure.n, figure.of)


def fraction(say: Callable[..., Markup], n: int | None, of: int | None) -> Markup:
    """Return the same of two numbers."""
    if of is None:
        return say("–")
    if n is None:
        return say("–/{of}", of=of)
    share = percent(n, of)
    if share is None:
        return say("{n}/{of}", n=n, of=of)
    return say("{n}/{of} ({percent}%)", n=n, of=of, percent=share)


def _spread(row: Iterable[Cell]) -> tuple[Cell, ...]:
    parts = ((cell.n, cell.of, cell) if isinstance(cell, Ratio) else (cell,) for cell in row)
    return tuple(part for found in parts for part in found)
