"""The outcome report in words, and the people behind it."""

from collections.abc import Iterator, Sequence

from bot.console import words
from bot.console.language import Speech
from bot.console.reports.told import Entry, Teller, Told
from bot.console.reports.words import SMALL
from bot.console.workbook import Cell, Ratio, Sheet
from bot.queries.reports.outcomes import Column, Outcomes
from bot.queries.reports.people import Row
from bot.rules.reports.figures import Figure
from bot.rules.reports.standing import Fact, Place
from bot.texts.when import date_in_digits


def told(found: Outcomes, speech: Speech, rows: Sequence[Row] = ()) -> Told:
    """Return the report in words; `rows` are those that the reader may see."""
    teller = Teller(speech)
    first = found.columns[0].dates[0]
    definitions = tuple((teller.say(words.of(one.name)), teller.rule(one)) for one in first)
    figures = [
        (column, figure) for column in found.columns for day in column.dates for figure in day
    ]
    return Told(
        project=found.project,
        title=teller.say("Outcomes of {project}", project=found.project.name),
        about=(
            teller.say("As of {date}", date=" · ".join(map(date_in_digits, found.asked.dates))),
            *([teller.say(SMALL)] if found.is_hiding else []),
        ),
        tables=(_matrix(teller, found),),
        definitions=definitions,
        entries=tuple(_entry(teller, column, figure) for column, figure in figures),
        sheets=(
            _figures(teller, figures),
            teller.definitions(definitions),
            *([people(teller, rows)] if rows else []),
        ),
    )


def _matrix(teller: Teller, found: Outcomes) -> Sheet:
    """Return a row for each figure, a column for each group and day."""
    return Sheet(
        teller.say("Figures"),
        (teller.say("Figure"), *_headings(found, teller)),
        tuple(
            (
                teller.say(words.of(figure.name)),
                *(teller.figure(day[at]) for column in found.columns for day in column.dates),
            )
            for at, figure in enumerate(found.columns[0].dates[0])
        ),
    )


def people(teller: Teller, rows: Sequence[Row]) -> Sheet:
    """Return where each of these people stands, as a page of a spreadsheet."""
    head = (
        teller.say("Reference"),
        teller.say("Name"),
        teller.say("Municipality"),
        *(teller.say(words.of(one)) for one in (*Place, *Fact)),
    )
    return Sheet(teller.say("People"), head, tuple(_person(row) for row in rows))


def _person(row: Row) -> tuple[Cell, ...]:
    """Return a row with a 1 for what is so, so that a spreadsheet can add it up."""
    return (
        row.person.reference,
        row.person.name,
        row.municipality,
        *(int(place is row.standing.place) for place in Place),
        *(int(fact in row.standing.facts) for fact in Fact),
    )


def _headings(found: Outcomes, teller: Teller) -> Iterator[str]:
    for column in found.columns:
        name, dates = teller.group(column.group), found.asked.dates
        yield from [f"{name} {date_in_digits(on)}" for on in dates] if len(dates) > 1 else [name]


def _figures(teller: Teller, figures: Sequence[tuple[Column, Figure]]) -> Sheet:
    """Return a row for each figure of each group and day, to be filtered and added up."""
    say = teller.say
    rows = (
        (
            teller.group(column.group),
            say(words.of(figure.name)),
            Ratio(figure.n, figure.of),
            figure.as_of,
        )
        for column, figure in figures
    )
    head = say("Group"), say("Figure"), say("Figures"), say("Date")
    return teller.spread(Sheet(say("Figures"), head, tuple(rows)))


def _entry(teller: Teller, column: Column, figure: Figure) -> Entry:
    return {
        "figure": figure.name.value,
        "n": figure.n,
        "N": figure.of,
        "rule": teller.rule(figure),
        "as_of": figure.as_of.isoformat(),
        "group": column.group.key if column.group else None,
    }
