"""Dates as people write them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules import dates

TODAY = date(2026, 11, 23)
FIRST_OF_DECEMBER = date(2026, 12, 1)
DAYS = st.dates(TODAY - timedelta(days=180), TODAY + timedelta(days=180))

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def geez(number: int) -> str:
    """Return a number as it is written in Ge'ez, built up from its parts."""
    tens, ones = " ፲፳፴፵፶፷፸፹፺", " ፩፪፫፬፭፮፯፰፱"
    hundreds, rest = divmod(number, 100)
    above = f"{geez(hundreds) if hundreds > 1 else ''}፻" if hundreds else ""
    return above + (tens[rest // 10] + ones[rest % 10]).replace(" ", "")


WRITERS = (
    str,
    lambda number: str(number).translate(ARABIC),
    lambda number: str(number).translate(PERSIAN),
    geez,
)
SIGNS = st.sampled_from(["/", ".", "-", " ", " / ", ". ", "،", "\u200f/\u200f"])


@pytest.mark.parametrize(
    "text",
    [
        "1/12",
        "1.12.",
        "01-12-2026",
        "1/12/26",
        "2026-12-01",
        "1. december",
        "den 1. dec. 2026",
        "December 1st, 2026",
        "١/١٢",
        "١ كانون الأول",
        "1 ديسمبر ٢٠٢٦",
        "፩/፲፪",
        "፩/፲፪/፳፻፳፮",
        " 1 / 12 ",
    ],
)
def test_the_first_of_december_is_read_however_it_is_written(text: str) -> None:
    assert dates.read(text, today=TODAY) == FIRST_OF_DECEMBER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "12",
        "31/2",
        "0/1",
        "1/13",
        "½/1",
        "1/x",
        "1 2 3 4",
        "1/12/2026/1",
        "2026/12",
        "hello",
        "december",
        "1 dec nov",
        "1 ታሕሳስ",
        "1/12 " + "0" * 60,
    ],
)
def test_what_names_no_day_is_not_guessed_at(text: str) -> None:
    assert dates.read(text, today=TODAY) is None


@given(DAYS, st.sampled_from(WRITERS), SIGNS, st.sampled_from([2, 3]))
def test_a_day_is_read_in_every_script_with_every_sign_between(
    day: date, write: Callable[[int], str], sign: str, parts: int
) -> None:
    text = sign.join(write(part) for part in (day.day, day.month, day.year)[:parts])
    assert dates.read(text, today=TODAY) == day


@given(DAYS, st.sampled_from(WRITERS))
def test_a_year_that_stands_first_turns_the_order_round(
    day: date, write: Callable[[int], str]
) -> None:
    text = "-".join(write(part) for part in (day.year, day.month, day.day))
    assert dates.read(text, today=TODAY) == day


@given(st.text(max_size=70) | st.text("0123456789/.-፩፲፻١٢", max_size=12), st.dates())
def test_any_text_is_a_day_or_nothing(text: str, today: date) -> None:
    found = dates.read(text, today=today)
    assert found is None or isinstance(found, date)


@given(st.dates(max_value=date(9999, 1, 1)))
def test_the_days_that_have_a_button_lie_ahead(today: date) -> None:
    monday, first = dates.next_monday(today), dates.first_of_next_month(today)
    assert monday.weekday() == 0
    assert timedelta() < monday - today <= timedelta(days=7)
    assert first.day == 1
    assert timedelta() < first - today <= timedelta(days=31)
