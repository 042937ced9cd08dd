"""The days of a placement by Copenhagen's clocks and the Danish calendar."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.actions.calendar import is_holiday
from bot.rules import placements
from bot.rules.placements import HoursTooLong, NoDay, NoHours, Rhythm, TooManyDays, UntilBeforeFrom
from bot.rules.refusals import Refused

EASTER = Rhythm("01234", time(8), time(14), date(2027, 3, 22), date(2027, 4, 2))


def test_public_holidays_are_left_out() -> None:
    days = EASTER.days(is_holiday)
    assert [day.day for day in days] == [22, 23, 24, 30, 31, 1, 2]


def test_the_hours_are_those_of_the_wall_clock_on_both_sides_of_a_changeover() -> None:
    assert EASTER.span(date(2027, 3, 26))[0] == datetime(2027, 3, 26, 7, tzinfo=UTC)
    assert EASTER.span(date(2027, 3, 30))[0] == datetime(2027, 3, 30, 6, tzinfo=UTC)


def test_a_night_ends_next_morning_and_is_an_hour_shorter_when_the_clock_is_put_forward() -> None:
    night = Rhythm("5", time(22), time(6), date(2027, 3, 27), date(2027, 3, 27))
    starts_at, ends_at = night.span(date(2027, 3, 27))
    assert (ends_at - starts_at).total_seconds() == 7 * 3600


def test_only_the_first_day_and_the_first_after_a_pause_ring() -> None:
    days = EASTER.days(is_holiday)
    before = [None, *days[:-1]]
    rings = [
        placements.reminded(day, earlier, "01234", is_holiday)
        for day, earlier in zip(days, before, strict=True)
    ]
    assert [day.day for day, ring in zip(days, rings, strict=True) if ring] == [22, 30]


def test_what_comes_once_a_week_rings_each_time() -> None:
    assert placements.reminded(date(2027, 2, 8), date(2027, 2, 1), "0", is_holiday)


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"until_on": date(2027, 3, 21)}, UntilBeforeFrom),
        ({"until_on": date(2037, 3, 21)}, TooManyDays),
        ({"ends": time(8)}, NoHours),
        ({"ends": time(20, 1)}, HoursTooLong),
        ({"from_on": date(2027, 3, 25), "until_on": date(2027, 3, 29)}, NoDay),
    ],
)
def test_a_slip_of_the_hand_is_refused(wrong: dict[str, Any], refused: type[Refused]) -> None:
    with pytest.raises(refused):
        placements.check(Rhythm(**{**vars(EASTER), **wrong}), is_holiday)


@given(st.sets(st.sampled_from("0123456")))
def test_stretches_of_weekdays_hold_each_day_once(digits: set[str]) -> None:
    found = placements.in_a_row("".join(sorted(digits)))
    assert [str(day) for days in found for day in days] == sorted(digits)
