"""What time it is, as a value to pass on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


class MovableClock:
    """A clock that can be moved forward, for the demo and the tests."""

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        """Begin at `start` (else now); a clock that is not `running` stands still."""
        self._running = running
        self._base = start or now()
        self._since = now()

    def __call__(self) -> datetime:
        """Return this clock's moment, aware, in UTC."""
        return self._base + (now() - self._since if self._running else timedelta())

    def move_to(self, moment: datetime) -> None:
        """Go forward to `moment`; a moment that has passed is ignored."""
        if moment > self():
            self._base, self._since = moment, now()
