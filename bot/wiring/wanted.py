"""The report that a command asks for; what cannot be told is refused before the database."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.console.fields import NotADate
from bot.rules import dates
from bot.rules.reports import figures
from bot.rules.reports.figures import Among, By, Report
from bot.rules.time import local


@dataclass(frozen=True)
class Options:
    """A report as it was typed; without a day it is that of today."""

    report: Report
    project: str
    as_of: str = ""
    compare: str = ""
    by: By | None = None
    among: Among = Among.STARTED


@dataclass(frozen=True)
class Wanted:
    """The same, once its days are read."""

    report: Report
    project: str
    as_of: date
    compare: date | None
    by: By | None
    among: Among


def read(options: Options, *, now: datetime) -> Wanted:
    """Return what is wanted; raises NotADate, AheadOfToday, LongAgo, NotBrokenDown, NotCompared."""
    today = local(now).date()
    as_of = _day(options.as_of, today) if options.as_of else today
    compare = _day(options.compare, today) if options.compare else None
    figures.check(options.report, options.by, compare)
    for on in (as_of, compare):
        if on is not None:
            figures.check_day(on, today=today)
    return Wanted(options.report, options.project, as_of, compare, options.by, options.among)


def _day(text: str, today: date) -> date:
    found = dates.read(text, today=today)
    if found is None:
        raise NotADate(text=text[: dates.LONGEST])
    return found
