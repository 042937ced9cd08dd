"""Quiet hours: nights and Danish public holidays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.time import at, local

ONE_DAY = timedelta(days=1)
SOON = timedelta(hours=3)


@dataclass(frozen=True)
class QuietHours:
    """A municipality's quiet hours in Copenhagen time.

    `begin` may be later than `end` (21:00 to 07:00); equal means that no hour is quiet.
    `is_holiday` tells the days that are quiet as a whole.
    """

    begin: time
    end: time
    is_holiday: Callable[[date], bool]

    def covers(self, moment: datetime) -> bool:
        """Tell whether nobody should be disturbed at this moment."""
        wall = local(moment)
        if self.is_holiday(wall.date()):
            return True
        return self.covers_clock(wall.time().replace(tzinfo=None))

    def covers_clock(self, clock: time) -> bool:
        """Tell whether this time of day is quiet on every day."""
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def over(self, moment: datetime) -> datetime:
        """Return the first moment, from this one on, that is not quiet."""
        day = local(moment).date()
        while self.covers(moment):
            opening = at(day, self.end)
            if opening > moment and not self.covers(opening):
                return opening
            day += ONE_DAY
            moment = max(moment, at(day, time()))
        return moment

    def last_before(self, moment: datetime) -> datetime:
        """Return the last whole minute up to this one that is not quiet."""
        day = local(moment).date()
        while self.covers(moment):
            closing = at(day, self.begin) - timedelta(minutes=1)
            if closing < moment and not self.covers(closing):
                return closing
            moment = min(moment, at(day, time()) - timedelta(minutes=1))
            day -= ONE_DAY
        return moment


def change_due(now: datetime, concerns: datetime, quiet: QuietHours) -> tuple[datetime, bool]:
    """Return when to tell of a change, and whether it is urgent enough to break the quiet.

    `concerns` is the earliest moment at which somebody acts on what they knew, so the
    earlier of the old start and the new one.
    """
    calm = quiet.over(now)
    if concerns - calm < SOON:
        return now, True
    return calm, False
