"""When sessions missed in a row call for a talk, in the place of reminders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

COUNTS = timedelta(days=60)
"""What is longer ago says nothing of how things are now."""

MOST = 20
"""A municipality that wants to wait for more chooses never."""


@dataclass(frozen=True)
class Noted:
    """What is noted of one person at one session; they had `reported` that they could not come."""

    starts_at: datetime
    was_away: bool
    reported: bool = False


def in_a_row(noted: Iterable[Noted], *, since: datetime) -> int:
    """Return how many sessions were missed without a word, up to the latest that is noted.

    Who came, or said that they could not, begins anew. So does everything at `since`.
    """
    count = 0
    for one in sorted(noted, key=lambda one: one.starts_at, reverse=True):
        if one.starts_at <= since or not one.was_away or one.reported:
            break
        count += 1
    return count


def wants_talk(count: int, limit: int) -> bool:
    """Tell whether so many call for a talk; a limit of 0 is never reached."""
    return 0 < limit <= count
