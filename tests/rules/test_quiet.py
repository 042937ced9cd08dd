"""Quiet hours, held against a look at every single minute."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, strategies as st

from bot.actions.calendar import is_holiday
from bot.rules.quiet import SOON, QuietHours, change_due
from bot.rules.time import local

MINUTE = timedelta(minutes=1)
NIGHT = QuietHours(time(21), time(7), is_holiday)

# Copenhagen skips or repeats the hour from 02:00; no municipality's quiet hours end within it.
CLOCKS = (
    st.times()
    .map(lambda t: t.replace(second=0, microsecond=0))
    .filter(lambda t: t.hour != 2 or t.minute == 0)
)
HOURS = st.builds(QuietHours, CLOCKS, CLOCKS, st.just(is_holiday))
TURNS = [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]
FEASTS = [
    datetime(2026, 4, 2, tzinfo=UTC),
    datetime(2026, 12, 25, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
]
MOMENTS = st.builds(
    lambda day, minutes: day + minutes * MINUTE,
    st.sampled_from(TURNS + FEASTS),
    st.integers(-3000, 6000),
)


def _is_quiet(hours: QuietHours, moment: datetime) -> bool:
    """Say it in another way: by the minutes of the day."""
    wall = local(moment)
    if is_holiday(wall.date()):
        return True
    begin, end, now = (t.hour * 60 + t.minute for t in (hours.begin, hours.end, wall))
    return (now - begin) % 1440 < (end - begin) % 1440


@given(HOURS, MOMENTS)
def test_an_hour_is_quiet_by_night_and_all_day_on_a_holiday(
    hours: QuietHours, moment: datetime
) -> None:
    assert hours.covers(moment) == _is_quiet(hours, moment)


@given(HOURS, MOMENTS)
def test_the_quiet_is_over_at_the_first_minute_that_is_not_quiet(
    hours: QuietHours, moment: datetime
) -> None:
    first = moment
    while _is_quiet(hours, first):
        first += MINUTE
    assert hours.over(moment) == first


@given(HOURS, MOMENTS)
def test_the_last_minute_before_the_quiet_is_not_quiet(hours: QuietHours, moment: datetime) -> None:
    last = moment
    while _is_quiet(hours, last):
        last -= MINUTE
    assert hours.last_before(moment) == last


@given(MOMENTS, st.integers(0, 59))
def test_seconds_do_not_matter(moment: datetime, seconds: int) -> None:
    later = moment + timedelta(seconds=seconds)
    assert NIGHT.covers(later) == NIGHT.covers(moment)
    assert not NIGHT.covers(NIGHT.over(later))
    assert not NIGHT.covers(NIGHT.last_before(later))


@given(MOMENTS, CLOCKS)
def test_quiet_hours_that_begin_as_they_end_leave_only_the_holidays(
    moment: datetime, clock: time
) -> None:
    hours = QuietHours(clock, clock, is_holiday)
    assert hours.covers(moment) == is_holiday(local(moment).date())


def test_easter_is_quiet_but_for_the_saturday() -> None:
    quiet = {day for day in range(1, 8) if NIGHT.covers(datetime(2026, 4, day, 10, tzinfo=UTC))}
    assert quiet == {2, 3, 5, 6}


def test_great_prayer_day_is_a_working_day_since_2024() -> None:
    assert is_holiday(date(2023, 5, 5))
    assert not is_holiday(date(2024, 4, 26))


def test_who_writes_on_good_friday_is_read_on_saturday_morning() -> None:
    friday = datetime(2026, 4, 3, 10, tzinfo=UTC)
    assert local(NIGHT.over(friday)).isoformat() == "2026-04-04T07:00:00+02:00"
    assert local(NIGHT.last_before(friday)).isoformat() == "2026-04-01T20:59:00+02:00"


@given(MOMENTS, st.timedeltas(MINUTE, timedelta(days=9)))
def test_a_change_waits_for_the_morning_unless_that_were_too_late(
    now: datetime, ahead: timedelta
) -> None:
    due, urgent = change_due(now, now + ahead, NIGHT)
    if urgent:
        assert due == now
        assert now + ahead - NIGHT.over(now) < SOON
    else:
        assert not NIGHT.covers(due)
        assert due == NIGHT.over(now)
        assert now + ahead - due >= SOON


def test_a_change_by_night_of_the_early_class_wakes_people() -> None:
    late = datetime(2026, 11, 23, 22, tzinfo=UTC)
    assert change_due(late, datetime(2026, 11, 24, 7, tzinfo=UTC), NIGHT) == (late, True)


def test_a_change_by_night_of_the_afternoon_class_waits_until_seven() -> None:
    late = datetime(2026, 11, 23, 22, tzinfo=UTC)
    seven = datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert change_due(late, datetime(2026, 11, 24, 13, tzinfo=UTC), NIGHT) == (seven, False)
