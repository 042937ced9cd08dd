"""Days that can be meant, and differences that are worth a talk."""

from datetime import date

import pytest

from bot.rules import readiness
from bot.rules.readiness import (
    AlreadyPassed,
    EndsTooEarly,
    NotYet,
    TooFarAhead,
    TooLongAgo,
)
from bot.rules.refusals import Refused

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [(2, 4, 2), (4, 2, -2), (3, 4, None), (5, 1, -4), (None, 5, None), (5, None, None)],
)
def test_a_difference_of_two_is_named(
    own: int | None, theirs: int | None, expected: int | None
) -> None:
    assert readiness.divergence(own, theirs) == expected


@pytest.mark.parametrize(
    ("day", "refused"),
    [(date(2026, 11, 24), NotYet), (date(226, 11, 23), TooLongAgo)],
)
def test_nothing_was_decided_on_a_day_that_cannot_be_meant(
    day: date, refused: type[Refused]
) -> None:
    readiness.check_past(TODAY, today=TODAY, field="on")
    with pytest.raises(refused):
        readiness.check_past(day, today=TODAY, field="on")


@pytest.mark.parametrize(
    ("day", "refused"),
    [(date(2026, 11, 22), AlreadyPassed), (date(2062, 11, 23), TooFarAhead)],
)
def test_nothing_is_agreed_for_a_day_that_cannot_be_meant(
    day: date, refused: type[Refused]
) -> None:
    readiness.check_ahead(TODAY, today=TODAY, field="on")
    with pytest.raises(refused):
        readiness.check_ahead(day, today=TODAY, field="on")


def test_what_ends_before_it_starts_is_refused_beside_its_end() -> None:
    readiness.check_span(TODAY, TODAY, today=TODAY)
    readiness.check_span(TODAY, None, today=TODAY)
    with pytest.raises(EndsTooEarly) as refused:
        readiness.check_span(TODAY, date(2026, 11, 22), today=TODAY)
    assert refused.value.values["field"] == "until_on"


def test_a_goal_is_overdue_from_the_day_after_until_it_is_reached() -> None:
    due = date(2026, 11, 22)
    assert readiness.is_overdue(due, is_open=True, today=TODAY)
    assert not readiness.is_overdue(due, is_open=False, today=TODAY)
    assert not readiness.is_overdue(TODAY, is_open=True, today=TODAY)
