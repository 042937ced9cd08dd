"""Somebody's places on one course: which of them a line of a list is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """The first and the last day of a place that a list names, as far as it names them."""

    since: date | None
    until: date | None


@dataclass(frozen=True)
class Place:
    """The first and the last day of a place; an open one has no last day.

    Of one that a list has given without a day nobody has said the first.
    """

    since: date
    until: date | None = None
    is_dated: bool = True


def meant(places: Sequence[Place], line: Line) -> int | None:
    """Return at which position stands the place that a line is about; None if at none.

    The places stand in their order; only the last can be open. The days of a line are those of a
    place, else its first day is, or its last one if it has no other. A line without a last day is
    about the latest place, any other about the latest that it shares days with. What shares days
    with none is a place of its own, unless of one nobody has said the days.
    """
    ways: tuple[Callable[[Place], bool], ...] = (
        lambda one: (one.since, one.until) == (line.since, line.until),
        lambda one: one.since == line.since,
        lambda one: line.since is None and one.until == line.until,
        lambda one: _shares(one, line),
        lambda one: line.since is not None and not one.is_dated,
    )
    for fits in ways:
        for position in reversed(range(len(places))):
            if fits(places[position]):
                return position
    return None


def _shares(place: Place, line: Line) -> bool:
    """Tell whether a line says something of a place's time; one may end as another begins."""
    if line.until is None:
        return True
    if line.since is None:
        return place.since <= line.until
    return place.since < line.until and (place.until is None or line.since < place.until)
