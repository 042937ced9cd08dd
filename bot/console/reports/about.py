"""The first page of a report's workbook: what it is of, which days, and when it was made."""

from collections.abc import Iterator
from datetime import datetime

from bot.console import words, workbook
from bot.console.reports.told import Teller
from bot.console.reports.words import SMALL
from bot.console.workbook import DASH, Cell, Sheet
from bot.queries.reports.outcomes import Asked
from bot.queries.reports.projects import ProjectRef
from bot.rules.reports import periods
from bot.rules.reports.figures import Report


def about(
    teller: Teller, report: Report, project: ProjectRef, asked: Asked, *, made: datetime
) -> Sheet:
    """Return the page; its first line names the report."""
    say = teller.say
    return workbook.about(
        teller.speech,
        (say("Report"), say(words.of(report))),
        (say("Project"), project.name),
        *_days(teller, report, asked),
        *_choices(teller, report, asked),
        (DASH, say(SMALL)),
        made=made,
    )


def _days(teller: Teller, report: Report, asked: Asked) -> Iterator[tuple[str, Cell]]:
    say = teller.say
    if report is Report.EXPERIENCE:
        yield say("From"), periods.half_year(asked.as_of)
        yield say("Until"), asked.as_of
        return
    yield say("As of"), asked.as_of
    if asked.compare:
        yield say("Beside"), asked.compare


def _choices(teller: Teller, report: Report, asked: Asked) -> Iterator[tuple[str, Cell]]:
    say = teller.say
    if asked.by:
        yield say("Broken down by"), say(words.of(asked.by))
    if report is Report.OUTCOMES:
        yield say("“All” are"), say(words.of(asked.among))
