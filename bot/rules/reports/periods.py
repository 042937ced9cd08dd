"""The half-years in which partners share what they have learnt."""

from datetime import date, datetime

from bot.rules.time import days

JULY = 7


def half_year(as_of: date) -> date:
    """Return the first day of the half-year that a day is in."""
    return as_of.replace(month=JULY if as_of.month >= JULY else 1, day=1)


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the UTC moments at which these days begin and end, both included."""
    return days(first, count=1)[0], days(last, count=1)[1]
