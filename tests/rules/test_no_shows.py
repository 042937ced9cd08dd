"""After how many missed sessions a talk is wanted."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.rules.no_shows import Noted, in_a_row, wants_talk

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AWAY, THERE, TOLD = (True, False), (False, False), (True, True)


@pytest.mark.parametrize(
    ("latest_first", "count"),
    [
        ([], 0),
        ([AWAY], 1),
        ([AWAY, AWAY, AWAY, THERE, AWAY], 3),
        ([THERE, AWAY, AWAY, AWAY], 0),
        ([AWAY, TOLD, AWAY, AWAY], 1),
        ([TOLD, AWAY, AWAY], 0),
    ],
)
def test_only_what_is_missed_in_a_row_and_without_a_word_counts(
    latest_first: list[tuple[bool, bool]], count: int
) -> None:
    noted = [Noted(NOW - DAY * n, *one) for n, one in enumerate(latest_first)]
    assert in_a_row(reversed(noted), since=NOW - DAY * 60) == count


def test_what_is_long_ago_or_was_talked_about_does_not_count() -> None:
    noted = [Noted(NOW - DAY * n, was_away=True) for n in range(5)]
    assert in_a_row(noted, since=NOW - DAY * 2) == 2


@pytest.mark.parametrize(("count", "limit", "wanted"), [(2, 3, False), (3, 3, True), (9, 0, False)])
def test_a_municipality_that_chooses_never_is_never_told(
    count: int,
    limit: int,
    wanted: bool,  # noqa: FBT001  # a column of the table
) -> None:
    assert wants_talk(count, limit) is wanted
