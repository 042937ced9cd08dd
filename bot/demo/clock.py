"""A clock for the stage: it runs, and can be moved forward so that reminders can be watched."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.actions.calendar import is_holiday
from bot.clock import MovableClock, now
from bot.rules import dailies
from bot.rules.time import at, local

MORNING = time(8, 40)
EVENING = time(18)
BEFORE_CLASS = time(7, 30)
STEPS = (
    ("minutes", "+10 minutes"),
    ("evening", "To 18:00, the evening before"),
    ("class", "To 07:30, two hours before class"),
    ("morning", "To the next morning, 08:40"),
)


def next_working_day(day: date) -> date:
    """Return this day, or the first after it that is neither a weekend nor a holiday."""
    while not dailies.is_working_day(day, is_holiday):
        day += timedelta(days=1)
    return day


class StageClock:
    """Begins at 08:40 on a working day, whatever the hour is outside."""

    def __init__(self, today: date | None = None) -> None:
        first = next_working_day(today or local(now()).date())
        self._clock = MovableClock(at(first, MORNING))

    def now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def choices(self) -> Sequence[tuple[str, str]]:
        """Return the steps by which the clock can be moved."""
        return STEPS

    def move(self, choice: str) -> None:
        """Take a step; raises KeyError when it is unknown."""
        steps = {
            "minutes": self.now() + timedelta(minutes=10),
            "evening": self._next(EVENING),
            "class": self._next(BEFORE_CLASS),
            "morning": self._next(MORNING),
        }
        self._clock.move_to(steps[choice])

    def _next(self, clock: time) -> datetime:
        """Return the next time that the clocks in Copenhagen show this."""
        today = local(self.now()).date()
        soonest = at(today, clock)
        return soonest if soonest > self.now() else at(today + timedelta(days=1), clock)
