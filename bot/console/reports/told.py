"""A report in words: a table to read, and the same as entries for programs and spreadsheets."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from bot.console import words
from bot.console.language import N_, Speech
from bot.console.reports.words import rules_of
from bot.queries.parts import Label, Part
from bot.queries.reports.groups import Group
from bot.queries.reports.outcomes import Column, Outcomes
from bot.rules.refusals import Refused
from bot.rules.reports.figures import Figure
from bot.texts import when

Entry = dict[str, str | int | None]
"""One figure; its keys are the same in every language."""

SMALL = N_(
    "A dash stands where a number would tell something about fewer than five people, "
    "or would let such a number be worked out."
)


@dataclass(frozen=True)
class Told:
    """A report: `about` stands above the table, `definitions` name and rule below it."""

    title: str
    about: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    definitions: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


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

    def rule(self, figure: Figure) -> str:
        """Return by which rule a figure is counted."""
        return " ".join(map(self.say, rules_of(figure)))


def shown(say: Callable[..., Markup], figure: Figure) -> Markup:
    """Return n/N and the percentage; what is hidden is a dash."""
    if figure.of is None:
        return say("–")
    if figure.n is None:
        return say("–/{of}", of=figure.of)
    if figure.percent is None:
        return say("{n}/{of}", n=figure.n, of=figure.of)
    return say("{n}/{of} ({percent}%)", n=figure.n, of=figure.of, percent=figure.percent)


def outcomes(found: Outcomes, speech: Speech) -> Told:
    """Return the outcome report in words."""
    teller = Teller(speech)
    dates = found.asked.dates
    head = [teller.say("Figure")]
    for column in found.columns:
        name = teller.group(column.group)
        head += [f"{name} {when.date_in_digits(on)}" for on in dates] if len(dates) > 1 else [name]
    first = found.columns[0].dates[0]
    return Told(
        title=teller.say("Outcomes of {project}", project=found.project.name),
        about=(
            teller.say("As of {date}", date=" · ".join(map(when.date_in_digits, dates))),
            *([teller.say(SMALL)] if found.is_hiding else []),
        ),
        head=tuple(head),
        rows=tuple(
            (
                teller.say(words.of(figure.name)),
                *(teller.figure(day[number]) for column in found.columns for day in column.dates),
            )
            for number, figure in enumerate(first)
        ),
        definitions=tuple((teller.say(words.of(one.name)), teller.rule(one)) for one in first),
        entries=tuple(
            _entry(teller, column, figure)
            for column in found.columns
            for day in column.dates
            for figure in day
        ),
    )


def _entry(teller: Teller, column: Column, figure: Figure) -> Entry:
    return {
        "figure": figure.name.value,
        "n": figure.n,
        "N": figure.of,
        "rule": teller.rule(figure),
        "as_of": figure.as_of.isoformat(),
        "group": column.group.key if column.group else None,
    }


def _plain(text: Markup) -> str:
    return text.unescape().replace("\u2068", "").replace("\u2069", "")
