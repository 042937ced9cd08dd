"""A chart is words and shapes: whoever hears it or sees no colour gets the same."""

from xml.etree import ElementTree as ET

from bot.console import charts
from bot.console.charts import Scale, Series

SVG = "{http://www.w3.org/2000/svg}"
TWO = (Series("Selam", (2, None, 4, 5)), Series("Staff", (4, 4, None, 5)))


def drawn(*series: Series) -> ET.Element:
    """Return the picture as a tree: it is well-formed."""
    svg = charts.lines(
        "goal", "A <goal>", "Goes up", labels=["1", "2", "3", "4"], series=series, to=Scale(1, 5)
    )
    return ET.fromstring(svg)  # noqa: S314  # it is ours


def test_a_line_is_broken_where_nothing_is_known_and_every_value_has_a_mark() -> None:
    svg = drawn(*TWO)
    lines = [line.get("points", "") for line in svg.iter("polyline")]
    assert [len(points.split()) for points in lines] == [1, 2, 2, 1]
    assert len(list(svg.iter("circle"))) == len(list(svg.iter("rect"))) == 3


def test_a_chart_says_what_it_is_and_higher_is_higher() -> None:
    svg = drawn(*TWO)
    named = {one.get("id"): one.text for one in svg if one.get("id")}
    assert named == {"goal-title": "A <goal>", "goal-about": "Goes up"}
    assert svg.get("aria-labelledby", "").split() == list(named)
    assert svg.get("direction") == "ltr"
    heights = [float(one.get("cy", "")) for one in svg.iter("circle")]
    assert heights == sorted(heights, reverse=True)


def test_a_bar_of_hours_is_as_long_as_the_hours_are_many() -> None:
    bar = ET.fromstring(charts.meter(30, 20, 10, most=40))  # noqa: S314  # it is ours
    lengths = {one.get("class"): float(one.get("width", "0")) for one in bar.iter("rect")}
    assert lengths["planned"] == lengths["track"] / 2
    assert lengths["attended"] == lengths["track"] / 4
