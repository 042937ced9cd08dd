"""How often people were there, as one source says."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.rules.reports import shielding
from bot.rules.reports.figures import Name
from bot.rules.reports.shielding import Shown
from bot.rules.reports.standing import Fact, Place, Standing, Tally
from storage.vocabulary import Source

Key = TypeVar("Key", bound=Hashable)

LATE = frozenset({Fact.READY})


@dataclass(frozen=True)
class Noted:
    """Of so many times that are noted: how often there, and how often of these late.

    None is hidden.
    """

    of: int | None = 0
    there: int | None = 0
    late: int | None = 0


Sources = Mapping[Source, Noted]
Counts = Mapping[tuple[int, bool], Sources]
"""By session or person, and whether the reader may see whom it is about by name."""


def published(
    counts: Counts, groups: Mapping[Key, Sequence[int]]
) -> tuple[Sources, dict[Key, Sources]]:
    """Return what a reader may be told of all sessions, and of each group of them.

    Of people whom they may not see by name what is small is hidden, and what is not is told in
    fives: each day has a report, and what one day adds would follow from two exact ones.
    """
    noted = [number for numbers in groups.values() for number in numbers]
    shown = {source: _shown(counts, groups, source) for source in Source}
    of_all = sources(counts, noted, {source: of.of_all for source, of in shown.items()})
    of_groups = {
        head: sources(counts, numbers, {source: _names(of, head) for source, of in shown.items()})
        for head, numbers in groups.items()
    }
    return of_all, of_groups


def _names(shown: Shown[Key], head: Key) -> frozenset[Name]:
    return frozenset() if head in shown.hidden else shown.of_groups


def _shown(counts: Counts, groups: Mapping[Key, Sequence[int]], source: Source) -> Shown[Key]:
    """Return what may be shown of what a source says of people whom the reader may not see.

    Times are counted, and many of them may be of few people: only that so many were noted at one
    session shows that they are not.
    """
    few = frozenset(
        head for head, numbers in groups.items() if _most(counts, numbers, source) < shielding.FEW
    )
    if len(few) == len(groups):
        return Shown(frozenset(), frozenset(), few)
    parts = {
        head: as_tally(_sum(counts, numbers, source, named=False))
        for head, numbers in groups.items()
    }
    return shielding.shown([(sum(parts.values(), Tally()), parts)], few=few)


def _most(counts: Counts, numbers: Iterable[int], source: Source) -> int:
    """Return how many people whom the reader may not see are noted at the best noted session."""
    return max(_sum(counts, [number], source, named=False).of or 0 for number in numbers)


def sources(
    counts: Counts, numbers: Iterable[int], names: Mapping[Source, frozenset[Name]] | None = None
) -> Sources:
    """Return what each source says of both sides together, as far as it may be shown."""
    numbers, found = list(numbers), {}
    for source in Source:
        others = _sum(counts, numbers, source, named=False)
        both = together([_sum(counts, numbers, source, named=True), in_fives(others)])
        found[source] = hidden(both, (names or {})[source]) if others.of else both
    return found


def _sum(counts: Counts, numbers: Iterable[int], source: Source, *, named: bool) -> Noted:
    said = (counts.get((number, named), {}).get(source) for number in numbers)
    return together([noted for noted in said if noted])


def in_fives(noted: Noted) -> Noted:
    """Return the same, each number to the nearest five."""
    return Noted(*(shielding.fives(one or 0) for one in (noted.of, noted.there, noted.late)))


def as_tally(noted: Noted) -> Tally:
    """Return the same as what is hidden by the rules for people: times in the place of people."""
    of, there, late = noted.of or 0, noted.there or 0, noted.late or 0
    return Tally(
        {
            Standing(Place.COMPLETED): there - late,
            Standing(Place.COMPLETED, LATE): late,
            Standing(Place.LEFT): of - there,
        }
    )


def hidden(noted: Noted, names: frozenset[Name]) -> Noted:
    """Return what may be shown of it when these figures of `as_tally` may."""
    return Noted(
        of=noted.of if Name.STARTED in names else None,
        there=noted.there if Name.COMPLETED in names else None,
        late=noted.late if Name.JOB_READY in names else None,
    )


def together(found: list[Noted]) -> Noted:
    """Return all of them as one."""
    return Noted(
        sum(one.of or 0 for one in found),
        sum(one.there or 0 for one in found),
        sum(one.late or 0 for one in found),
    )
