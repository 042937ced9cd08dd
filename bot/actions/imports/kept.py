"""What a list does not name stays as it is; what it leaves empty is taken away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

Degrees = tuple[float | None, float | None]


class Placed(Protocol):
    """A wanted thing with a place on the map, if the list has columns for it."""

    @property
    def position(self) -> tuple[float, float] | None:
        """Degrees north and east."""

    @property
    def has_position(self) -> bool:
        """Whether the list has the columns."""


class Known(Protocol):
    """A known thing with a place on the map."""

    latitude: float | None
    longitude: float | None


class Dated(Protocol):
    """A row that staff may have withdrawn."""

    id: int | None
    withdrawn_at: datetime | None


Noted = TypeVar("Noted", bound=Dated)


def latest(known: Iterable[Noted]) -> Noted | None:
    """Return the last row that holds; when none does, the last that was withdrawn.

    So that a list of earlier, brought in again, does not undo what staff have withdrawn.
    """
    return max(known, key=lambda one: (one.withdrawn_at is None, one.id or 0), default=None)


def text(name: str, wanted: object, known: object | None) -> str:
    """Return a text by its name: of a list that has no such column, the known one."""
    given: str | None = getattr(wanted, name)
    if given is None and known is not None:
        given = getattr(known, name)
    return given or ""


def position(wanted: Placed, known: Known | None) -> Degrees:
    """Return the degrees: of a list that has no such columns, the known ones."""
    if known is not None and not wanted.has_position:
        return known.latitude, known.longitude
    return wanted.position or (None, None)
