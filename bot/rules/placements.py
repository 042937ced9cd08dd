"""The days of a placement: which they are, when they begin and end, and which are reminded of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules import time as clocks
from bot.rules.refusals import Refused

ONE_DAY = timedelta(days=1)
LONGEST_DAY = timedelta(hours=12)
LONGEST = timedelta(days=3 * 366)
"""An IGU takes two years; what is longer is a slip of the keyboard."""

PAUSE = timedelta(days=7)


class UntilBeforeFrom(Refused):
    """The last day is before the first one. Choose a later last day."""


class TooManyDays(Refused):
    """From the first day to the last are more than three years. Check the dates."""


class HoursTooLong(Refused):
    """From {starts} to {ends} are more than 12 hours. Check when the day begins and ends."""


class NoHours(Refused):
    """The day ends as it begins. Choose an end after the start."""


class NoDay(Refused):
    """No day of these weekdays lies between the two dates, public holidays left out."""


@dataclass(frozen=True)
class Rhythm:
    """From which date to which, both included, on which weekdays, from when to when.

    `weekdays` are digits, 0 for Monday. Hours that end before they begin end next morning.
    """

    weekdays: str
    starts: time
    ends: time
    from_on: date
    until_on: date

    def days(self, is_holiday: Callable[[date], bool]) -> list[date]:
        """Return the days in order, public holidays left out."""
        return [day for day in self._pattern() if not is_holiday(day)]

    def span(self, day: date) -> tuple[datetime, datetime]:
        """Return the UTC moments at which a day begins and ends by Copenhagen's clocks."""
        last = day if self.starts < self.ends else day + ONE_DAY
        return clocks.at(day, self.starts), clocks.at(last, self.ends)

    def _pattern(self) -> list[date]:
        count = (self.until_on - self.from_on).days + 1
        every = (self.from_on + timedelta(days=number) for number in range(count))
        return [day for day in every if str(day.weekday()) in self.weekdays]


def check(rhythm: Rhythm, is_holiday: Callable[[date], bool]) -> None:
    """Raise UntilBeforeFrom, TooManyDays, NoHours, HoursTooLong, NoDay for a slip of the hand."""
    if rhythm.until_on < rhythm.from_on:
        raise UntilBeforeFrom
    if rhythm.until_on - rhythm.from_on > LONGEST:
        raise TooManyDays
    if rhythm.starts == rhythm.ends:
        raise NoHours
    begin = datetime.combine(rhythm.from_on, rhythm.starts)
    end = datetime.combine(rhythm.from_on, rhythm.ends)
    if (end - begin) % ONE_DAY > LONGEST_DAY:
        raise HoursTooLong(starts=f"{rhythm.starts:%H:%M}", ends=f"{rhythm.ends:%H:%M}")
    if not rhythm.days(is_holiday):
        raise NoDay


def reminded(
    day: date, before: date | None, weekdays: str, is_holiday: Callable[[date], bool]
) -> bool:
    """Tell whether a placement day rings, so that not every evening does.

    It does when none is `before` it, when a public holiday took a day out in between, and when
    the one before is a week ago.
    """
    if before is None or day - before >= PAUSE:
        return True
    between = (before + timedelta(days=number) for number in range(1, (day - before).days))
    return any(is_holiday(one) and str(one.weekday()) in weekdays for one in between)


def in_a_row(weekdays: str) -> list[Sequence[int]]:
    """Return the weekdays as the stretches that they make: "01234" is one, "024" are three."""
    found: list[list[int]] = []
    for number in sorted({int(digit) for digit in weekdays}):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [tuple(stretch) for stretch in found]
