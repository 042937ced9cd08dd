"""Copenhagen's wall clock, its two change-over nights included."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given, strategies as st

from bot.rules import time as times
from bot.rules.refusals import NotATime, TimeDoesNotExist, TimeExistsTwice

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants naive bounds


def _minutes(day: date, hour: int) -> list[str]:
    return [f"{day} {hour:02}:{minute:02}" for minute in range(60)]


@pytest.mark.parametrize("text", _minutes(SPRING, 2))
def test_the_hour_that_is_skipped_in_spring_is_refused(text: str) -> None:
    with pytest.raises(TimeDoesNotExist, match=f"{text} does not exist"):
        times.read(text)


@pytest.mark.parametrize("text", _minutes(AUTUMN, 2))
def test_the_hour_that_comes_twice_in_autumn_is_refused(text: str) -> None:
    with pytest.raises(TimeExistsTwice, match=f"{text} exists twice"):
        times.read(text)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-29 01:59", "2026-03-29T00:59"),
        ("2026-03-29 03:00", "2026-03-29T01:00"),
        ("2026-10-25 01:59", "2026-10-24T23:59"),
        ("2026-10-25 03:00", "2026-10-25T02:00"),
        ("2026-11-24 09:30", "2026-11-24T08:30"),
        (" 2026-07-01T09:30 ", "2026-07-01T07:30"),
        ("2026-07-01 09:30:00", "2026-07-01T07:30"),
    ],
)
def test_a_time_is_read_as_copenhagen_shows_it(text: str, utc: str) -> None:
    assert times.read(text) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("night", [SPRING, AUTUMN])
def test_every_time_that_exists_once_on_a_change_over_night_comes_back(night: date) -> None:
    begin, end = times.days(night, count=1)
    walls = [
        times.local(begin + timedelta(minutes=m))
        for m in range((end - begin) // timedelta(minutes=1))
    ]
    once = [wall for wall in walls if wall.hour != 2]
    assert len(once) == 23 * 60
    for wall in once:
        assert times.read(f"{wall:%Y-%m-%d %H:%M}") == wall


@given(MOMENTS)
def test_what_is_written_can_be_read_again(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    written = f"{times.local(minute):%Y-%m-%d %H:%M}"
    try:
        assert times.read(written) == minute
    except TimeExistsTwice:
        assert times.local(minute).month == 10


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d", fullmatch=True))
@example("0001-01-01 00:00")
@example("9999-12-31 23:59")
def test_any_text_is_a_time_or_is_refused_with_a_sentence(text: str) -> None:
    sentence = ""
    try:
        assert times.local(times.read(text)).utcoffset() is not None
    except (NotATime, TimeDoesNotExist, TimeExistsTwice) as refusal:
        sentence = str(refusal)
    assert sentence == "" or text.strip()[:16] in sentence


def test_a_rules_time_is_there_on_the_change_over_nights_too() -> None:
    assert times.at(SPRING, time(2, 30)) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert times.at(AUTUMN, time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 7, 1), 24)])
def test_a_day_lasts_as_long_as_it_lasts_in_copenhagen(day: date, hours: int) -> None:
    begin, end = times.days(day, count=1)
    assert end - begin == timedelta(hours=hours)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_monday_is_the_monday_of_the_same_week(day: date) -> None:
    monday = times.monday(day)
    assert monday.isoweekday() == 1
    assert monday.isocalendar()[:2] == day.isocalendar()[:2]
