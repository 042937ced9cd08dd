"""Bars below each other, each with its words and its figure, as SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.console import charts

WIDTH = 440
THICK = 14
TEXT = 16
"""What a line of words takes."""
GAP = 12


@dataclass(frozen=True)
class Strip:
    """One bar: how long it is of the whole, from 0 to 1, and the figure beside it.

    Without a length the figure is hidden.
    """

    text: str
    share: float | None


@dataclass(frozen=True)
class Bar:
    """What is said above, and a strip for each day; the second one is drawn as an outline."""

    label: str
    strips: tuple[Strip, ...]


def drawn(key: str, title: str, about: str, bars: Sequence[Bar]) -> Markup:
    """Return the chart; `key` is its own name on its page."""
    parts: list[Markup] = []
    top = 0
    for bar in bars:
        parts += _bar(bar, top)
        top += TEXT + len(bar.strips) * (THICK + 4) + GAP
    return charts.picture(key, title, about, parts, size=(WIDTH, max(top - GAP, 1)))


def _bar(bar: Bar, top: int) -> Iterator[Markup]:
    yield Markup('<text x="0" y="{}">{}</text>').format(top + TEXT - 5, bar.label)
    for number, strip in enumerate(bar.strips):
        above = top + TEXT + number * (THICK + 4)
        if strip.share is not None:
            yield Markup(
                '<rect class="track" x="1" y="{y}" width="{all}" height="{h}"/>'
                '<rect class="strip{number}" x="1" y="{y}" width="{width}" height="{h}"/>'
            ).format(
                number=number,
                y=above,
                h=THICK,
                all=WIDTH - 112,
                width=round((WIDTH - 112) * strip.share, 1),
            )
        yield Markup('<text x="{x}" y="{y}" text-anchor="end" class="figure">{text}</text>').format(
            x=WIDTH, y=above + THICK - 3, text=strip.text
        )
