"""A new time is read as a caseworker types it, with the day of the session when none is named."""

from datetime import date

import pytest

from bot.rules import moments
from bot.rules.moments import NotAMoment
from bot.rules.refusals import TimeDoesNotExist
from bot.rules.time import local

ON, TODAY = date(2026, 11, 26), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:00", "2026-11-26 14:00"),
        (" 14.30 ", "2026-11-26 14:30"),
        ("9", "2026-11-26 09:00"),
        ("kl. 9.15", "2026-11-26 09:15"),
        ("3/12 14:00", "2026-12-03 14:00"),
        ("3. december kl. 9", "2026-12-03 09:00"),
        ("3.12.2026, 14:00", "2026-12-03 14:00"),
    ],
)
def test_a_time_with_and_without_a_day(typed: str, meant: str) -> None:
    assert f"{local(moments.read(typed, on=ON, today=TODAY)):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize("typed", ["", "25:00", "14:61", "i morgen 14:00", "cancel", "9" * 80])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(NotAMoment):
        moments.read(typed, on=ON, today=TODAY)


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(TimeDoesNotExist):
        moments.read("28/3 02:30", on=ON, today=date(2027, 3, 1))
