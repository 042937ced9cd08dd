"""When people are asked how it goes, and for how long an answer counts."""

from datetime import date, datetime, time, timedelta

from bot.rules.quiet import ONE_DAY, QuietHours
from bot.rules.time import at, local, monday

FRIDAY = 4
LOWEST, HIGHEST = 1, 5
LOW = 2
"""An answer up to this one is for a caseworker to look at."""

LATE = ONE_DAY
"""A question that could not be asked for so long is not asked any more."""

AGAIN_DAYS = 2
PULSE_AGAIN_DAYS = 3
SETTLED = timedelta(days=14)
"""Nobody is asked a pulse before they have been with us for so long."""

APART = timedelta(days=60)
"""Two pulses of one person are at least so far from each other."""


def asked_at(week: date, weekday: int, clock: time, quiet: QuietHours) -> datetime | None:
    """Return when the question of a week (its Monday) is asked.

    A holiday leaves it to the next working day of that week; when there is none, the week
    goes without. An hour that is quiet gives way to the nearest one of its day that is not.
    """
    for number in range(weekday, max(weekday, FRIDAY) + 1):
        day = week + timedelta(days=number)
        if not quiet.is_holiday(day):
            return _calm(at(day, clock), quiet)
    return None


def again_at(
    asked: datetime, days: int, quiet: QuietHours, *, clock: time | None = None
) -> datetime:
    """Return when a question without an answer is asked once more.

    That is days later, at this time of day or at the one at which it was asked.
    """
    wall = local(asked)
    later = at(wall.date() + timedelta(days=days), clock or wall.time().replace(tzinfo=None))
    return quiet.over(later)


def is_due(moment: datetime | None, now: datetime) -> bool:
    """Tell whether it is time for what was to happen at this moment, and not too late."""
    return moment is not None and moment <= now < moment + LATE


def counts(week: date, now: datetime) -> bool:
    """Tell whether a check-in of this week can be answered: in that week and the one after."""
    this = monday(local(now).date())
    return week in {this, this - timedelta(days=7)}


def pulse_counts(asked: datetime, now: datetime) -> bool:
    """Tell whether a pulse can be answered: until the next one could be asked."""
    return now < asked + APART


def wants_pulse(before: datetime | None, now: datetime) -> bool:
    """Tell whether somebody whose latest pulse was then is to be asked another one now."""
    if before is None:
        return True
    is_new_quarter = quarter(local(before).date()) < quarter(local(now).date())
    return is_new_quarter and now >= before + APART


def quarter(day: date) -> date:
    """Return the first day of the quarter that a day is in."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def pulse_weekday(check_in_weekday: int) -> int:
    """Return the first day of the week on which no check-in is asked, not even once more."""
    taken = {check_in_weekday, check_in_weekday + AGAIN_DAYS}
    return next(day for day in range(FRIDAY + 1) if day not in taken)


def paused_until(now: datetime, weeks: int) -> datetime:
    """Return when a pause ends: so early in the day that the question of that day is asked."""
    return at(local(now).date() + timedelta(weeks=weeks), time())


def _calm(moment: datetime, quiet: QuietHours) -> datetime:
    later = quiet.over(moment)
    is_that_day = local(later).date() == local(moment).date()
    return later if is_that_day else quiet.last_before(moment)
