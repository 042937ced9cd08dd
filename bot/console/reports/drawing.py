"""The charts of the outcome report; the table beside them says the same and more."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.console import words
from bot.console.language import Speech
from bot.console.reports.bars import Bar, Strip, drawn
from bot.console.reports.told import Teller
from bot.queries.reports.outcomes import Column, Outcomes
from bot.rules.reports.figures import Figure, Name

FUNNEL = (Name.STARTED, Name.COMPLETED, Name.JOB_OF_COMPLETERS)
COMPARED = (Name.COMPLETED, Name.JOB_OF_ALL)
"""What is drawn of each group."""


def charts(found: Outcomes, speech: Speech) -> Iterator[tuple[str, Markup]]:
    """Yield each chart below its heading: the funnel of the project, then the groups' shares."""
    teller = Teller(speech)
    yield funnel(teller, found.columns[0].dates)
    groups = [column for column in found.columns if column.group]
    if len(groups) > 1:
        for name in COMPARED:
            if all(_of(day, name).n is None for column in groups for day in column.dates):
                continue
            heading = teller.say(words.of(name))
            about = teller.say("The share in each group.")
            yield heading, drawn(name.value, heading, about, _shares(groups, name, teller))


def funnel(teller: Teller, days: Sequence[Sequence[Figure]]) -> tuple[str, Markup]:
    """Return who started, completed and works, on each of these days, below its heading."""
    heading = teller.say("From the start to a job")
    about = teller.say("How many of those who started completed, and how many of these have a job.")
    most = max((_of(day, Name.STARTED).n or 0 for day in days), default=0)
    bars = [
        Bar(teller.say(words.of(name)), tuple(_strip(teller, _of(day, name), most) for day in days))
        for name in FUNNEL
    ]
    return heading, drawn("funnel", heading, about, bars)


def _shares(groups: Sequence[Column], name: Name, teller: Teller) -> list[Bar]:
    return [
        Bar(
            teller.group(column.group),
            tuple(
                _strip(teller, figure, figure.of)
                for day in column.dates
                for figure in [_of(day, name)]
            ),
        )
        for column in groups
    ]


def _strip(teller: Teller, figure: Figure, most: int | None) -> Strip:
    share = figure.n / most if figure.n is not None and most else None
    return Strip(teller.figure(figure), share)


def _of(figures: Sequence[Figure], name: Name) -> Figure:
    return next(one for one in figures if one.name is name)
