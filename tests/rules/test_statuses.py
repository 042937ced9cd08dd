"""When people are asked how it goes."""

from datetime import UTC, date, datetime, time

import pytest

from bot.rules import statuses
from bot.rules.quiet import QuietHours
from bot.rules.time import read

HOLIDAYS = {date(2027, 3, 25), date(2027, 3, 26), date(2026, 12, 25), date(2027, 3, 28)}
QUIET = QuietHours(time(21), time(7), HOLIDAYS.__contains__)
ONE = time(13)
FRIDAY = 4


def test_the_question_of_a_week_comes_on_its_day_and_hour() -> None:
    asked = statuses.asked_at(date(2026, 11, 23), FRIDAY, ONE, QUIET)
    assert asked == read("2026-11-27 13:00")


@pytest.mark.parametrize(
    ("week", "utc"),
    [
        (date(2026, 10, 19), datetime(2026, 10, 23, 11, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 30, 12, tzinfo=UTC)),
    ],
)
def test_the_hour_is_that_of_the_clock_on_the_wall_in_summer_and_in_winter(
    week: date, utc: datetime
) -> None:
    assert statuses.asked_at(week, FRIDAY, ONE, QUIET) == utc


def test_once_more_is_two_days_later_by_the_wall_also_over_a_change_of_the_clock() -> None:
    friday = datetime(2026, 10, 23, 11, tzinfo=UTC)
    again = statuses.again_at(friday, statuses.AGAIN_DAYS, QUIET)
    assert again == datetime(2026, 10, 25, 12, tzinfo=UTC)


def test_a_holiday_leaves_it_to_the_next_working_day_of_that_week_or_to_none() -> None:
    easter = date(2027, 3, 22)
    assert statuses.asked_at(easter, FRIDAY, ONE, QUIET) is None
    assert statuses.asked_at(date(2026, 12, 21), 4, ONE, QUIET) is None
    moved = QuietHours(time(21), time(7), {date(2027, 3, 24)}.__contains__)
    assert statuses.asked_at(easter, 2, ONE, moved) == read("2027-03-25 13:00")


@pytest.mark.parametrize(("clock", "calm"), [(time(6), "07:00"), (time(22), "20:59")])
def test_a_quiet_hour_gives_way_to_the_nearest_one_of_that_day(clock: time, calm: str) -> None:
    asked = statuses.asked_at(date(2026, 11, 23), FRIDAY, clock, QUIET)
    assert asked == read(f"2026-11-27 {calm}")


def test_an_answer_counts_in_its_week_and_the_one_after() -> None:
    week = date(2026, 11, 23)
    assert statuses.counts(week, read("2026-12-06 23:59"))
    assert not statuses.counts(week, read("2026-12-07 00:00"))
    assert not statuses.counts(week, read("2026-11-22 23:59"))


def test_a_pause_ends_before_the_question_of_its_last_day() -> None:
    until = statuses.paused_until(read("2026-11-27 13:20"), 1)
    assert read("2026-12-03 23:00") < until < read("2026-12-04 13:00")


@pytest.mark.parametrize("check_in", range(5))
def test_a_pulse_never_comes_on_a_day_with_a_check_in(check_in: int) -> None:
    assert statuses.pulse_weekday(check_in) not in {check_in, check_in + statuses.AGAIN_DAYS}


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        (None, "2026-12-07 13:00", True),
        ("2026-12-07 13:00", "2026-12-28 13:00", False),
        ("2026-12-07 13:00", "2027-01-04 13:00", False),
        ("2026-12-07 13:00", "2027-02-08 13:00", True),
        ("2026-10-05 13:00", "2026-12-28 13:00", False),
    ],
)
def test_a_pulse_comes_once_a_quarter_and_never_soon_after_another(
    before: str | None, now: str, *, wanted: bool
) -> None:
    assert statuses.wants_pulse(read(before) if before else None, read(now)) is wanted
