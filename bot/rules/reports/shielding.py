"""Small cells: which figures are hidden from who may not see by name the people they count.

A cell is small when it counts one to four people, or all but one to four of those among whom it
counts: either tells something about somebody. What is hidden must not follow from what is shown,
so more is hidden than what is small:

- of completed, still enrolled and left, which add up to everybody, never one alone;
- a breakdown shows a figure in all of its groups or in none, so no group follows from the total;
- a group that is small itself is hidden with the next smallest, so that it is not what remains;
- of those who are in several groups neither few nor all but few follow from the sum;
- “among completers” and “among all” are both shown only if what lies between them is not small;
- of two dates side by side the second shows only what the first one shows, and the other way round.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bot.rules.reports.figures import DEFINITIONS, Among, Figure, Name
from bot.rules.reports.standing import Fact, Place, Tally

Key = TypeVar("Key", bound=Hashable)

FEW = 5
"""Fewer people than this, and more than none, are hidden."""

PLACES = {Place.COMPLETED: Name.COMPLETED, Place.STILL: Name.STILL_ENROLLED, Place.LEFT: Name.LEFT}
BOTH_WAYS = {
    Fact.JOB: (Name.JOB_OF_COMPLETERS, Name.JOB_OF_ALL),
    Fact.SELF_SUPPORTING: (Name.SELF_SUPPORTING_OF_COMPLETERS, Name.SELF_SUPPORTING_OF_ALL),
}
"""What is counted among completers and among all."""
ONE_WAY = {
    Fact.IGU: Name.IGU,
    Fact.EDUCATION: Name.EDUCATION,
    Fact.LATER: Name.STARTING_LATER,
    Fact.READY: Name.JOB_READY,
}
EVERYTHING = frozenset(DEFINITIONS)


@dataclass(frozen=True)
class Shown(Generic[Key]):
    """The figures that may be shown: of everybody, and of each group but those `hidden`."""

    of_all: frozenset[Name]
    of_groups: frozenset[Name]
    hidden: frozenset[Key]


def is_few(number: int, of: int) -> bool:
    """Tell whether so many, or all the others of those among whom they are, are too few."""
    return 0 < number < FEW or 0 < of - number < FEW


def fives(number: int) -> int:
    """Return a number to the nearest five."""
    return (number + FEW // 2) // FEW * FEW


def hide(figure: Figure, names: frozenset[Name]) -> Figure:
    """Return a figure without what may not be shown when these names may."""
    base = Name.COMPLETED if DEFINITIONS[figure.name].of_completers else Name.STARTED
    return replace(
        figure,
        n=figure.n if figure.name in names else None,
        of=figure.of if base in names else None,
    )


def shown(
    dates: Sequence[tuple[Tally, Mapping[Key, Tally]]], *, few: frozenset[Key] = frozenset()
) -> Shown[Key]:
    """Return what may be shown of some people and of the groups they make, on each of the dates.

    What is counted may be times: then the groups in which it may be `few` people are named.
    """
    hidden = frozenset[Key]().union(*(_small_groups(groups, few) for _, groups in dates))
    of_all = EVERYTHING.intersection(*(shown_of(everybody) for everybody, _ in dates))
    of_groups = of_all
    for _, groups in dates:
        open_groups = [tally for key, tally in groups.items() if key not in hidden]
        rest = sum((groups[key] for key in hidden & groups.keys()), Tally())
        of_groups &= _rows([*open_groups, rest], of_all)
    if not hidden:
        of_groups -= frozenset().union(*(_of_doubles(whole, groups) for whole, groups in dates))
    return Shown(of_all, of_groups, hidden)


def shown_of(everybody: Tally) -> frozenset[Name]:
    """Return the figures that may be shown of some people as a whole."""
    people, completers = everybody.people, everybody.at(Place.COMPLETED)
    if 0 < people < FEW:
        return frozenset()
    places = parts_shown({place: everybody.at(place) for place in PLACES}, dear=Place.COMPLETED)
    found = {Name.STARTED, *(PLACES[place] for place in places)}
    found |= {name for fact, name in ONE_WAY.items() if not is_few(everybody.having(fact), people)}
    for fact, (of_completers, of_all) in BOTH_WAYS.items():
        inside = everybody.having(fact, completed=True)
        is_whole = not is_few(everybody.having(fact), people)
        if is_whole:
            found.add(of_all)
        if (
            Name.COMPLETED in found
            and not is_few(inside, completers)
            and not (is_whole and _is_few_outside(everybody, fact))
        ):
            found.add(of_completers)
    return frozenset(found)


def parts_shown(parts: Mapping[Key, int], *, dear: Key | None = None) -> frozenset[Key]:
    """Return the parts of a known whole that may be shown; the `dear` one is hidden last.

    Those hidden are never one alone, and together not few.
    """
    hidden = {key for key, number in parts.items() if 0 < number < FEW}
    others = sorted(
        (key for key, number in parts.items() if number >= FEW),
        key=lambda key: (key == dear, parts[key]),
    )
    while hidden and others and (len(hidden) == 1 or sum(parts[key] for key in hidden) < FEW):
        hidden.add(others.pop(0))
    return frozenset(parts.keys() - hidden)


def _of_doubles(everybody: Tally, groups: Mapping[Key, Tally]) -> frozenset[Name]:
    """Return the figures of which sum and total tell of few people who are in several groups.

    How many these are is told nevertheless: it is of no figure.
    """
    doubles = sum(group.people for group in groups.values()) - everybody.people
    if not doubles:
        return frozenset()
    found = {
        name
        for name in EVERYTHING - {Name.STARTED}
        if is_few(
            sum(_counted(name, one) for one in groups.values()) - _counted(name, everybody), doubles
        )
    }
    if found & set(PLACES.values()):
        found |= {*PLACES.values(), *(name for name, _ in BOTH_WAYS.values())}
    return frozenset(found)


def _counted(name: Name, tally: Tally) -> int:
    rule = DEFINITIONS[name]
    return tally.count(lambda one: rule.is_among(one, Among.STARTED) and rule.counts(one))


def _rows(groups: Sequence[Tally], of_all: frozenset[Name]) -> frozenset[Name]:
    """Return the figures of which no group is small, and none follows from others."""
    found = {Name.STARTED} & of_all
    places = frozenset(PLACES.values())
    if not any(is_few(group.at(place), group.people) for group in groups for place in PLACES):
        found |= places
    for fact, name in ONE_WAY.items():
        if not any(is_few(group.having(fact), group.people) for group in groups):
            found.add(name)
    for fact, (of_completers, of_all_people) in BOTH_WAYS.items():
        if any(_is_few_inside(group, fact) for group in groups):
            continue
        if places <= found:
            found.add(of_completers)
        if not any(_is_few_outside(group, fact) for group in groups):
            found.add(of_all_people)
    return frozenset(found & of_all)


def _is_few_inside(group: Tally, fact: Fact) -> bool:
    return is_few(group.having(fact, completed=True), group.at(Place.COMPLETED))


def _is_few_outside(group: Tally, fact: Fact) -> bool:
    others = group.people - group.at(Place.COMPLETED)
    return is_few(group.having(fact, completed=False), others)


def _small_groups(groups: Mapping[Key, Tally], few: frozenset[Key]) -> frozenset[Key]:
    """Return the groups that are hidden as a whole: more than one, and together not few."""
    sizes = {key: tally.people for key, tally in groups.items() if tally.people}
    hidden = {key for key, size in sizes.items() if size < FEW or key in few}
    others = sorted((key for key in sizes if key not in hidden), key=lambda key: sizes[key])
    while hidden and others:
        together = sum(sizes[key] for key in hidden)
        is_crowd = together >= FEW and together > len(hidden) and not hidden <= few
        if len(hidden) > 1 and is_crowd:
            break
        hidden.add(others.pop(0))
    return frozenset(hidden)
