"""Cells that hold a date, a time of day, or weekdays."""

import re
from datetime import date, datetime, time

from bot.imports.cells import FIRST_YEAR, LAST_YEAR
from bot.imports.refusals import NotADay, NotAnHour, NotWeekdays

_DANISH = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})(:00)?")
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")
"""Excel keeps a date as the moment at which it begins."""

_NAMES = (
    ("mon", "man"),
    ("tue", "tir"),
    ("wed", "ons"),
    ("thu", "tor"),
    ("fri", "fre"),
    ("sat", "lør"),
    ("sun", "søn"),
)
_DAYS = {name: number for number, names in enumerate(_NAMES) for name in names}


def day(value: str) -> date:
    """Return the date of `2027-01-04`, `4/1/2027` or `04-01-2027`."""
    text = _MIDNIGHT.sub("", value)
    danish = _DANISH.fullmatch(text)
    if danish:
        text = f"{danish[3]}-{danish[2]:0>2}-{danish[1]:0>2}"
    try:
        found = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  # a date has no zone
    except ValueError:
        raise NotADay(text=value) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise NotADay(text=value)
    return found


def clock(value: str) -> time:
    """Return the time of day of `09:30`, `9.30` or `0930`."""
    form = _CLOCK.fullmatch(value)
    try:
        return time(int(form[1]), int(form[2])) if form else _not_an_hour(value)
    except ValueError:
        return _not_an_hour(value)


def weekdays(value: str) -> str:
    """Return `mon-fri` or `man tir tor` as digits, 0 for Monday."""
    found: set[int] = set()
    for part in re.split(r"[\s,|+]+", re.sub(r"\s*[-–]\s*", "-", value.strip())):
        first, _, last = part.partition("-")
        begin, end = _weekday(first, value), _weekday(last or first, value)
        if end < begin:
            raise NotWeekdays(text=value)
        found.update(range(begin, end + 1))
    return "".join(str(number) for number in sorted(found))


def _weekday(name: str, value: str) -> int:
    number = _DAYS.get(name.casefold()[:3])
    if number is None:
        raise NotWeekdays(text=value)
    return number


def _not_an_hour(value: str) -> time:
    raise NotAnHour(text=value)
