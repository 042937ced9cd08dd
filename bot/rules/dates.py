"""Dates as people type them: "1/12", "1.12.2026", "١/١٢", "፩/፲፪", "2026-12-01", "1. december".

The day comes first, as on every Danish letter. The Ge'ez names of months are not read: they also
name the months of another calendar, a week apart.
"""

import re
from datetime import date, timedelta

from bot.rules import numerals

LONGEST = 60
"""No date that we understand is longer."""
CENTURY = 2000
SHORT = 100
"""Years below this are of our century."""
FIRST_YEAR = 1000
"""A number from here on can only be a year."""

_MONTHS = (
    "january jan januar يناير كانون-الثاني",
    "february feb februar فبراير شباط",
    "march mar marts مارس اذار",
    "april apr ابريل نيسان",
    "may maj مايو ايار",
    "june jun juni يونيو يونيه حزيران",
    "july jul juli يوليو يوليه تموز",
    "august aug اغسطس اب",
    "september sep sept سبتمبر ايلول",
    "october oct oktober okt اكتوبر تشرين-الاول",
    "november nov نوفمبر تشرين-الثاني",
    "december dec ديسمبر كانون-الاول",
)
_NUMBER = {
    name.replace("-", " "): number
    for number, names in enumerate(_MONTHS, 1)
    for name in names.split()
}
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_NUMBER, key=len, reverse=True))})(?!\w)")
_ALEF = str.maketrans("أإآ", "ااا")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)(?!\w)")
_PARTS = re.compile(r"[^\s/.,:،؍፡\-\u2010\u2011\u2013]+")
_SMALL_WORDS = frozenset({"den", "d", "the", "of"})


def read(text: str, *, today: date) -> date | None:
    """Return the day that the text names, or None; without a year the one nearest to today."""
    if len(text) > LONGEST:
        return None
    plain = _ORDINAL.sub("", text.translate(_MARKS).translate(_ALEF).casefold())
    named = _NAMED.findall(plain)
    words = [word for word in _PARTS.findall(_NAMED.sub(" ", plain)) if word not in _SMALL_WORDS]
    numbers = [number for word in words if (number := numerals.whole(word)) is not None]
    if len(numbers) != len(words) or len(named) > 1:
        return None
    return _of_parts(numbers, _NUMBER[named[0]] if named else None, today)


def _of_parts(numbers: list[int], month: int | None, today: date) -> date | None:
    """Make a day of the numbers in the order in which they were written."""
    if numbers and numbers[0] >= FIRST_YEAR:
        numbers = [*reversed(numbers[1:]), numbers[0]] if len(numbers) > 1 else []
    if month is not None:
        numbers = [*numbers[:1], month, *numbers[1:]]  # written out, it may stand first
    match numbers:
        case [day, month]:
            return _nearest(day, month, today)
        case [day, month, year] if year < SHORT:
            return _day(CENTURY + year, month, day)
        case [day, month, year]:
            return _day(year, month, day)
        case _:
            return None


def _nearest(day: int, month: int, today: date) -> date | None:
    """Return the day in the year that brings it nearest to today."""
    found = [_day(today.year + years, month, day) for years in (1, 0, -1)]
    return min((one for one in found if one), key=lambda one: abs(one - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_monday(today: date) -> date:
    """Return the first Monday after today."""
    return today + timedelta(days=7 - today.weekday())


def first_of_next_month(today: date) -> date:
    """Return the first day of the month after this one."""
    return (today.replace(day=1) + timedelta(days=31)).replace(day=1)
