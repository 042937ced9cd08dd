"""A report in words: a table to read, and the same as entries for programs and spreadsheets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.console import words
from bot.console.language import Speech
from bot.console.reports.words import rules_of
from bot.queries.parts import Label, Part
from bot.queries.reports.groups import Group
from bot.rules.refusals import Refused
from bot.rules.reports.figures import Figure, percent

Entry = dict[str, str | int | None]
"""One figure; its keys are the same in every language."""


@dataclass(frozen=True)
class Sheet:
    """A table, or a page of a spreadsheet; `people` are the ids of whom its rows are about."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
    people: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Told:
    """A report: `about` stands above the tables, `definitions` name and rule below them.

    A spreadsheet has pages of its own, where they are not the tables that are read.
    """

    title: str
    about: tuple[str, ...]
    tables: tuple[Sheet, ...]
    definitions: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    sheets: tuple[Sheet, ...]
    charts: tuple[tuple[str, Markup], ...] = ()


class Teller:
    """Says the parts of a report as plain text in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a sentence as plain text."""
        return _plain(self.speech.say(sentence, **values))

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
        return _plain(shown(self.speech.say, figure))

    def refusal(self, refused: Refused) -> str:
        """Return why something cannot be told."""
        return _plain(self.speech.refusal(refused))

    def definitions(self, found: Sequence[tuple[str, str]]) -> Sheet:
        """Return the page that says by which rule each figure is counted."""
        head = self.say("Figure"), self.say("Rule")
        return Sheet(self.say("Definitions"), head, tuple(found))

    def fraction(self, n: int | None, of: int | None) -> str:
        """Return n/N and the percentage of two numbers."""
        return _plain(fraction(self.speech.say, n, of))

    def count(self, number: int | None) -> int | str:
        """Return a number, or a dash for what is hidden."""
        return self.say("–") if number is None else number

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


def _plain(text: Markup) -> str:
    return text.unescape().replace("\u2068", "").replace("\u2069", "")
