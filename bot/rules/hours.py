"""The hours of a week: how many are asked, planned and attended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules.quiet import ONE_DAY
from storage.vocabulary import Presence, Source

WEEK = tuple(ONE_DAY * number for number in range(7))
AN_HOUR = timedelta(hours=1)

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Weekly:
    """So many hours a week, both dates included; without an end until further notice."""

    hours: float
    from_on: date
    until_on: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether it holds on this day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Meeting:
    """A session of a course, or a day of a placement.

    `attended` is whether somebody was there, None where nobody has noted it; `minutes` is for
    how long, None where nobody has counted.
    """

    starts_at: datetime
    ends_at: datetime
    attended: bool | None = None
    minutes: int | None = None
    is_cancelled: bool = False

    @property
    def while_there(self) -> Interval:
        """From when until when somebody was there: for the counted minutes, else all of it."""
        if self.minutes is None:
            return self.starts_at, self.ends_at
        return self.starts_at, self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Week:
    """The hours of the week that begins on this Monday.

    `planned` are those of weekly activities and of sessions together; only at sessions is it
    noted who was there, so `attended` is a part of `sessions`, of which `noted` tells how much is
    known.
    """

    monday: date
    asked: float
    activities: float
    sessions: float
    noted: float
    attended: float

    @property
    def planned(self) -> float:
        """What is planned in all."""
        return self.activities + self.sessions


def week(
    monday: date,
    *,
    asked: float,
    activities: Sequence[Weekly],
    reductions: Sequence[Weekly],
    meetings: Sequence[Meeting],
) -> Week:
    """Return the hours of a week; `asked` is what is asked of everybody.

    `meetings` are those that start in that week. Cancelled ones do not count.
    """
    held = [one for one in meetings if not one.is_cancelled]
    noted = [one for one in held if one.attended is not None]
    return Week(
        monday=monday,
        asked=max(0.0, asked - fullest(reductions, monday)),
        activities=fullest(activities, monday),
        sessions=together((one.starts_at, one.ends_at) for one in held),
        noted=together((one.starts_at, one.ends_at) for one in noted),
        attended=together(one.while_there for one in noted if one.attended),
    )


def fullest(weekly: Sequence[Weekly], monday: date) -> float:
    """Return the weekly hours that hold on the day of a week on which most do.

    So two that overlap count both, and one that follows another within the week counts alone.
    """
    days = (monday + days for days in WEEK)
    return max(sum(one.hours for one in weekly if one.covers(day)) for day in days)


def together(intervals: Iterable[Interval]) -> float:
    """Return how many hours the intervals take, each moment counted once.

    Moments are in UTC, so the hour that a night has more or less in Copenhagen is counted right.
    """
    total, until = timedelta(), None
    for starts_at, ends_at in sorted(intervals):
        begins = starts_at if until is None else max(starts_at, until)
        total += max(timedelta(), ends_at - begins)
        until = ends_at if until is None else max(until, ends_at)
    return total / AN_HOUR


def presence(said: Sequence[tuple[Source, Presence, int | None]]) -> tuple[bool | None, int | None]:
    """Return whether somebody was there and for how many minutes, by what each source says.

    Any word of staff counts before the person's own. Who is there by one of them was there.
    """
    by_staff = [one for one in said if one[0] is not Source.PARTICIPANT]
    counted = by_staff or said
    if not counted:
        return None, None
    there = [minutes for _, word, minutes in counted if word is not Presence.ABSENT]
    return bool(there), max((one for one in there if one is not None), default=None)
