"""Somebody's way to a job: which days can be meant, and where two views of it differ.

Nothing here judges anybody: what is shown is what people have decided, noted and answered.
"""

from datetime import date, timedelta

from bot.rules.refusals import Refused

EARLIEST = date(1990, 1, 1)
FAR = timedelta(days=5 * 366)
"""Nothing is agreed for a day that is farther ahead."""

DIVERGES = 2
"""From this difference on it is named that staff and the person see something differently."""

EDUCATIONS = (1, 2, 3)
MODULES = range(1, 7)
LONGEST_HORIZON = 60
"""In months."""


class NotYet(Refused):
    """This day lies ahead. Choose today or an earlier day."""


class TooLongAgo(Refused):
    """This day is too long ago. Look at the year."""


class TooFarAhead(Refused):
    """This day is more than five years ahead. Look at the year."""


class AlreadyPassed(Refused):
    """This day has passed. Choose today or a later day."""


class EndsTooEarly(Refused):
    """It ends before it starts. Choose a day after the first one."""


def check_past(day: date, *, today: date, field: str) -> None:
    """Raise NotYet or TooLongAgo for a day on which nothing can have been decided or noted."""
    if day > today:
        raise NotYet(field=field)
    if day < EARLIEST:
        raise TooLongAgo(field=field)


def check_ahead(day: date, *, today: date, field: str) -> None:
    """Raise AlreadyPassed or TooFarAhead for a day by which nothing can be reached."""
    if day < today:
        raise AlreadyPassed(field=field)
    if day > today + FAR:
        raise TooFarAhead(field=field)


def check_span(from_on: date, until_on: date | None, *, today: date) -> None:
    """Raise TooLongAgo, TooFarAhead or EndsTooEarly for days that cannot be meant."""
    for day, field in ((from_on, "from_on"), (until_on, "until_on")):
        if day is not None and day < EARLIEST:
            raise TooLongAgo(field=field)
        if day is not None and day > today + FAR:
            raise TooFarAhead(field=field)
    if until_on is not None and until_on < from_on:
        raise EndsTooEarly(field="until_on")


def is_overdue(due_on: date, *, is_open: bool, today: date) -> bool:
    """Tell whether a goal that nobody has reached or dropped was to be reached before today."""
    return is_open and due_on < today


def divergence(own: int | None, theirs: int | None) -> int | None:
    """Return by how much two answers to one question differ, if it is enough to be named.

    It is above 0 when staff (`theirs`) see more than the person (`own`).
    """
    if own is None or theirs is None or abs(theirs - own) < DIVERGES:
        return None
    return theirs - own
