"""Numbers as people type them."""

import pytest
from hypothesis import given, strategies as st

from bot.rules import numerals


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        (" 12 ", 12),
        ("007", 7),
        ("999", 999),
        ("١", 1),
        ("١٢", 12),
        ("۳", 3),
        ("፩", 1),
        ("፱", 9),
        ("፲", 10),
        ("፴፯", 37),
        ("፻", 100),
        ("፱፻፺፱", 999),
        ("３", 3),
        ("1\n", 1),
    ],
)
def test_a_number_is_read_in_every_script(text: str, number: int) -> None:
    assert numerals.read(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "0",
        "٠",
        "-1",
        "+1",
        "1.5",
        "1,5",
        "½",
        "1000",
        "፼",
        "1 2",
        "፩፪",
        "፳፻",
        "no",
        "१a",
        "1️⃣",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert numerals.read(text) is None


@given(st.text(max_size=6))
def test_any_text_is_a_number_from_1_to_999_or_nothing(text: str) -> None:
    number = numerals.read(text)
    assert number is None or 1 <= number <= 999
