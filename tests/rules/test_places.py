"""A line of a list is about one of somebody's places on a course, or about one of its own."""

from datetime import date

import pytest

from bot.rules.places import Line, Place, meant


def nov(day: int | None) -> date | None:
    return date(2026, 11, day) if day else None


def place(since: int, until: int | None = None, *, is_dated: bool = True) -> Place:
    return Place(date(2026, 11, since), nov(until), is_dated)


TWO = [place(5, 10), place(20)]
UNDATED = [place(5, 10), place(20, is_dated=False)]


@pytest.mark.parametrize(
    ("places", "line", "found"),
    [
        ([], (1, 4), None),
        (TWO, (None, None), 1),
        (TWO, (18, None), 1),
        (TWO, (5, None), 0),
        (TWO, (5, 12), 0),
        (TWO, (5, 25), 0),
        (TWO, (6, 9), 0),
        (TWO, (1, 25), 1),
        (TWO, (1, 5), None),
        (TWO, (1, 6), 0),
        (TWO, (10, 15), None),
        (TWO, (12, 20), None),
        (TWO, (12, 21), 1),
        (TWO, (None, 10), 0),
        (TWO, (None, 12), 0),
        (TWO, (None, 21), 1),
        (TWO, (None, 4), None),
        (UNDATED, (12, 18), 1),
        (UNDATED, (6, 9), 0),
        (UNDATED, (None, 4), None),
        ([place(5, 10), place(10)], (5, 10), 0),
        ([place(5, 10), place(10)], (None, 10), 0),
        ([place(5, 5), place(5)], (5, 5), 0),
        ([place(5, 5), place(5)], (5, 7), 1),
    ],
)
def test_a_line_means_the_place_that_its_days_tell(
    places: list[Place], line: tuple[int | None, int | None], found: int | None
) -> None:
    assert meant(places, Line(nov(line[0]), nov(line[1]))) == found
