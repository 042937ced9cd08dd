"""A municipality's quiet hours with the Danish public holidays."""

from datetime import date
from functools import cache

import holidays

from bot.rules.quiet import QuietHours
from storage.municipalities import Municipality


@cache
def _of_year(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def is_holiday(day: date) -> bool:
    """Tell whether this is a Danish public holiday."""
    return day in _of_year(day.year)


def quiet_hours(home: Municipality) -> QuietHours:
    """Return the quiet hours of a municipality."""
    return QuietHours(home.quiet_from, home.quiet_until, is_holiday)
