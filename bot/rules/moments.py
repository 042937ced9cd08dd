"""A new time as a caseworker types it: "14:00", "14.30", "3/12 14:00", "3. december kl. 9"."""

import re
from datetime import date, datetime

from bot.rules import dates
from bot.rules.refusals import Refused
from bot.rules.time import from_wall

LONGEST = 60
_TYPED = re.compile(
    r"(?P<day>.*?)(?:^|[\s,]+)(?:(?:kl\.?|at)\s*)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?",
    re.IGNORECASE,
)


class NotAMoment(Refused):
    """“{text}” is not a time. Write it as 14:00, or as 3/12 14:00."""


def read(text: str, *, on: date, today: date) -> datetime:
    """Return the UTC moment that is typed; without a day it is `on` the day it was on.

    Raises NotAMoment, TimeDoesNotExist, TimeExistsTwice.
    """
    plain = " ".join(text.split())
    typed = _TYPED.fullmatch(plain) if len(plain) <= LONGEST else None
    day = None
    if typed:
        named = typed["day"].strip()
        day = dates.read(named, today=today) if named else on
    if typed is None or day is None:
        raise NotAMoment(text=plain[:LONGEST])
    try:
        return from_wall(
            datetime(day.year, day.month, day.day, int(typed["hour"]), int(typed["minute"] or 0))  # noqa: DTZ001  # a wall time is naive
        )
    except ValueError:
        raise NotAMoment(text=plain) from None
