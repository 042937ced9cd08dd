"""The list comes on working days, at eight, and until noon if it could not come before."""

from datetime import date

import pytest

from bot.actions.calendar import is_holiday
from bot.rules import dailies
from bot.rules.time import read


@pytest.mark.parametrize(
    ("now", "on"),
    [
        ("2026-11-23 07:44", None),
        ("2026-11-23 07:45", date(2026, 11, 23)),
        ("2026-11-23 23:59", date(2026, 11, 23)),
        ("2026-11-28 09:00", None),  # a Saturday
        ("2026-12-25 09:00", None),  # a Friday
        ("2027-03-29 09:00", None),  # Easter Monday, the day after the clocks went forward
        ("2027-03-30 09:00", date(2027, 3, 30)),
    ],
)
def test_the_list_is_of_working_days_only(now: str, on: date | None) -> None:
    found = dailies.morning(read(now), is_holiday)
    assert (found.on if found else None) == on


@pytest.mark.parametrize("day", ["2026-10-26", "2027-03-30"])
def test_it_is_eight_in_copenhagen_in_summer_and_in_winter(day: str) -> None:
    found = dailies.of_day(date.fromisoformat(day))
    assert (found.due_at, found.not_after) == (read(f"{day} 08:00"), read(f"{day} 12:00"))


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-11-26", "2026-11-27"),
        ("2026-11-27", "2026-11-30"),  # a Friday
        ("2026-12-31", "2027-01-04"),  # before New Year's Day, a Friday
        ("2027-03-24", "2027-03-30"),  # before Easter
    ],
)
def test_it_looks_as_far_as_the_next_day_that_has_one(day: str, last: str) -> None:
    found = dailies.ahead(read(f"{day} 08:00"), is_holiday)
    assert found == (date.fromisoformat(day), date.fromisoformat(last))
