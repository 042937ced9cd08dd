"""Where somebody stands on a day, and how many stand so: all that outcome figures are made of."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """What became of somebody's places on the courses that are counted.

    Who has completed one has `COMPLETED`, whatever became of others; else who still has a place is
    `STILL` there; everybody else has `LEFT`, those of whom it is not known how it ended, too.
    """

    COMPLETED = "completed"
    STILL = "still"
    LEFT = "left"


class Fact(StrEnum):
    """What holds of somebody on the day; none of them excludes another."""

    JOB = "job"
    IGU = "igu"
    EDUCATION = "education"
    LATER = "later"
    SELF_SUPPORTING = "self_supporting"
    READY = "ready"


@dataclass(frozen=True)
class Standing:
    """Where one person stands."""

    place: Place
    facts: frozenset[Fact] = frozenset()


Test = Callable[[Standing], bool]


class Tally:
    """How many people stand how."""

    def __init__(self, counts: Mapping[Standing, int] | Iterable[Standing] = ()) -> None:
        self.counts = Counter(counts)

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together; nobody is in both."""
        return Tally(self.counts + other.counts)

    def count(self, wanted: Test = lambda _: True) -> int:
        """Return how many stand as wanted."""
        return sum(number for standing, number in self.counts.items() if wanted(standing))

    @property
    def people(self) -> int:
        """Everybody."""
        return self.counts.total()

    def at(self, place: Place) -> int:
        """Return how many have this place."""
        return self.count(lambda one: one.place is place)

    def having(self, fact: Fact, *, completed: bool | None = None) -> int:
        """Return of how many this holds: of everybody, of completers, or of all the others."""
        return self.count(
            lambda one: fact in one.facts and completed in {None, one.place is Place.COMPLETED}
        )
