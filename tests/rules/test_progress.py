"""The bar of a broadcast never promises too much."""

import pytest

from bot.rules.progress import Progress


@pytest.mark.parametrize(
    ("sent", "total", "bar"),
    [
        (0, 0, "░░░░░░░░░░"),
        (312, 500, "▓▓▓▓▓▓░░░░"),
        (499, 500, "▓▓▓▓▓▓▓▓▓░"),
        (500, 500, "▓▓▓▓▓▓▓▓▓▓"),
    ],
)
def test_the_bar_is_full_when_everybody_has_it(sent: int, total: int, bar: str) -> None:
    assert Progress(sent=sent, to_go=total - sent).bar == bar
