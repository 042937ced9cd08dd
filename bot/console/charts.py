"""Charts as SVG, drawn here and without a script; a table beside each says the same.

What tells one series from another is a shape and a kind of line, never only a colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 320, 168
LEFT, RIGHT, TOP, BOTTOM = 28, 14, 10, 26
"""The room around the lines: for the figures beside them and the words below."""

MOST_LINES = 5
"""So many lines behind the chart, beside the one at 0, are far enough apart."""

METER = 300
"""The length of the bar of a week."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """What is drawn as one line; None where nothing is known, and there the line is broken."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Scale:
    """From which whole number to which the chart goes, and how far its lines are apart."""

    low: int
    high: int
    step: int = 1

    def height(self, value: float) -> float:
        """Return where a value stands, counted from above."""
        share = (value - self.low) / (self.high - self.low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def counting(most: int) -> Scale:
    """Return a scale from 0 on that holds `most`, with no more lines than can be read."""
    tens = 10 ** max(len(str(max(most, 1))) - 2, 0)
    step = next(one * tens for one in (1, 2, 5, 10, 20, 50) if one * tens * MOST_LINES >= most)
    return Scale(0, max(-(-most // step), 1) * step, step)


def lines(
    key: str, title: str, about: str, *, labels: Sequence[str], series: Sequence[Series], to: Scale
) -> Markup:
    """Return a line chart: one label for each place along it, one line for each series.

    `key` is the chart's own name on its page. `about` says in a sentence what can be seen.
    """
    parts = [
        *(_grid(value, to) for value in range(to.low, to.high + 1, to.step)),
        *(_label(at, text, len(labels)) for at, text in enumerate(labels)),
        *(part for number, one in enumerate(series) for part in _line(number, one, to)),
    ]
    return picture(key, title, about, parts)


def marker(number: int) -> Markup:
    """Return the mark of a series, to stand beside its name."""
    start, end = (2.0, 8.0), (30.0, 8.0)
    shapes = Markup("").join((_stroke(number, [start, end]), _mark(number, (16.0, 8.0))))
    return Markup('<svg class="key" viewBox="0 0 32 16" aria-hidden="true">{}</svg>').format(shapes)


def picture(
    key: str,
    title: str,
    about: str,
    parts: Sequence[Markup],
    *,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Markup:
    """Return a chart made of these parts, with what it is called and what can be seen in it."""
    # In a page that is written from right to left, words in an SVG vanish without `ltr`.
    return Markup(
        '<svg class="chart" direction="ltr" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="{key}-title {key}-about"><title id="{key}-title">{title}</title>'
        '<desc id="{key}-about">{about}</desc>{parts}</svg>'
    ).format(
        key=key,
        width=size[0],
        height=size[1],
        title=title,
        about=about,
        parts=Markup("").join(parts),
    )


def _grid(value: int, to: Scale) -> Markup:
    return Markup(
        '<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>'
        '<text x="{beside}" y="{middle}" text-anchor="end">{value}</text>'
    ).format(
        left=LEFT,
        right=WIDTH - RIGHT,
        y=to.height(value),
        beside=LEFT - 8,
        middle=to.height(value) + 4,
        value=value,
    )


def _across(at: int, count: int) -> float:
    """Return where a place stands, counted from the left; a single one stands in the middle."""
    inner = 16
    room = WIDTH - LEFT - RIGHT - 2 * inner
    return round(LEFT + inner + (room * at / (count - 1) if count > 1 else room / 2), 1)


def _label(at: int, text: str, count: int) -> Markup:
    shape = '<text x="{}" y="{}" text-anchor="middle">{}</text>'
    return Markup(shape).format(_across(at, count), HEIGHT - 6, text)  # noqa: S704  # it is ours


def _line(number: int, one: Series, to: Scale) -> Iterator[Markup]:
    count = len(one.values)
    for run in _runs(one.values):
        points = [(_across(at, count), to.height(value)) for at, value in run]
        yield _stroke(number, points)
        yield from (_mark(number, point) for point in points)


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Yield what is known without a gap, each value with its place."""
    run: list[tuple[int, float]] = []
    for at, value in enumerate(values):
        if value is not None:
            run.append((at, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _stroke(number: int, points: Sequence[Point]) -> Markup:
    drawn = " ".join(f"{x},{y}" for x, y in points)
    return Markup('<polyline class="line{}" points="{}"/>').format(number, drawn)


def _mark(number: int, point: Point) -> Markup:
    """Return a filled circle for the first series, an open square around it for the second."""
    x, y = point
    if number == 0:
        return Markup('<circle class="mark0" cx="{}" cy="{}" r="3.5"/>').format(x, y)
    return Markup('<rect class="mark{}" x="{}" y="{}" width="12" height="12"/>').format(
        number, round(x - 6, 1), round(y - 6, 1)
    )


def meter(asked: float, planned: float, attended: float, *, most: float) -> Markup:
    """Return a bar of a week's hours: what is planned, what of it was attended, what is asked.

    The whole length is `most` hours, the same for all weeks that stand below each other. The
    figures stand in words beside it, so it says nothing to who cannot see it.
    """
    most = max(most, 1)
    full, half, line = (round(METER * value / most, 1) for value in (planned, attended, asked))
    return Markup(
        '<svg class="meter" viewBox="0 0 {room} 24" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" x="1" y="4" width="{all}" height="16"/>'
        '<rect class="planned" x="1" y="4" width="{full}" height="16"/>'
        '<rect class="attended" x="1" y="9" width="{half}" height="6"/>'
        '<line class="asked" x1="{line}" x2="{line}" y1="0" y2="24"/></svg>'
    ).format(room=METER + 2, all=METER, full=full, half=half, line=line + 1)
