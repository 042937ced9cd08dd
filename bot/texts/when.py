"""Days and times as they stand on the letter and the door: weekday, 26/11, 24-hour digits."""

from datetime import date, datetime

from babel.dates import get_day_names

from bot.rules.time import local
from storage.vocabulary import Language


def day(moment: datetime | date, language: Language) -> str:
    """Return "Thursday 26/11" in Copenhagen's calendar."""
    on = local(moment).date() if isinstance(moment, datetime) else moment
    name = get_day_names("wide", locale=language.value)[on.weekday()]
    return f"{name} {on.day}/{on.month}"


def clock(moment: datetime) -> str:
    """Return "09:30" as Copenhagen's clocks show it."""
    return f"{local(moment):%H:%M}"


def moment(when: datetime, language: Language) -> str:
    """Return "Thursday 26/11 09:30"."""
    return f"{day(when, language)} {clock(when)}"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """Return "09:30–12:00"; to be isolated as one value, or Arabic turns it round."""
    return f"{clock(starts_at)}–{clock(ends_at)}"


def weekday(number: int, language: Language) -> str:
    """Return the name of a weekday; 0 is Monday."""
    return str(get_day_names("wide", locale=language.value)[number])


def date_in_digits(on: date) -> str:
    """Return "4/1/2027", where the year may be another one."""
    return f"{on.day}/{on.month}/{on.year}"
