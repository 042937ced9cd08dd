"""When the daily list of a member of staff comes, and who counts as silent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.quiet import ONE_DAY
from bot.rules.time import at, local
from storage.vocabulary import ChangeKind

PREPARED, MORNING, NOON = time(7, 45), time(8), time(12)
"""It is planned a little before it is due, so that it comes at eight; at noon it is of no use."""

SATURDAY = 5

SILENT_AFTER = timedelta(days=14)
"""Two check-ins, each asked twice, and all reminders: one week without a word is a cold or a
holiday, after two a caseworker calls."""

SIGNS_OF_LIFE = (
    ChangeKind.ANSWERED,
    ChangeKind.REASON_GIVEN,
    ChangeKind.ACKNOWLEDGED,
    ChangeKind.ABSENCE_REPORTED,
    ChangeKind.ABSENCE_UNDONE,
    ChangeKind.CALL_WANTED,
    ChangeKind.CHECKED_IN,
    ChangeKind.CHECK_INS_PAUSED,
    ChangeKind.PULSE_ANSWERED,
    ChangeKind.OUTCOME_CLAIMED,
    ChangeKind.FOLLOWED_UP,
    ChangeKind.INTEREST_SHOWN,
    ChangeKind.COMPANY_NOMINATED,
    ChangeKind.BROADCAST_ANSWERED,
    ChangeKind.WROTE,
)
"""What somebody does who is not silent."""

Holidays = Callable[[date], bool]
"""Tells the days that are public holidays."""


@dataclass(frozen=True)
class Morning:
    """The list of one working day: when it is due, and until when it is of use."""

    on: date
    due_at: datetime
    not_after: datetime


def morning(now: datetime, is_holiday: Holidays) -> Morning | None:
    """Return the morning whose list is to be planned or is already out; None on days without."""
    wall = local(now)
    if not is_working_day(wall.date(), is_holiday) or wall.time() < PREPARED:
        return None
    return of_day(wall.date())


def of_day(on: date) -> Morning:
    """Return the morning of this day."""
    return Morning(on, at(on, MORNING), at(on, NOON))


def key_of(staff_id: int, on: date) -> str:
    """Return the name of a list among all that is owed."""
    return f"daily:{staff_id}:{on}"


def is_working_day(day: date, is_holiday: Holidays) -> bool:
    """Tell whether this is neither in a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def ahead(now: datetime, is_holiday: Holidays) -> tuple[date, date]:
    """Return the days whose absences the list holds: today, and until the next working day."""
    today = local(now).date()
    last = today + ONE_DAY
    while not is_working_day(last, is_holiday):
        last += ONE_DAY
    return today, last
