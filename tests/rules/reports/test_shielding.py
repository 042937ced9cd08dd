"""What is hidden cannot be worked out of what is shown: each test attacks its own reports."""

import random
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pytest

from bot.rules.reports import shielding
from bot.rules.reports.figures import DEFINITIONS, Among, Name
from bot.rules.reports.shielding import Shown
from bot.rules.reports.standing import Fact, Place, Standing, Tally
from tests.rules.reports.attack import Population, Value, known

FACTS = (Fact.JOB, Fact.READY)
STANDINGS = [
    Standing(place, frozenset(facts))
    for place in Place
    for facts in ((), (Fact.JOB,), (Fact.READY,), FACTS)
]
NAMES = [name for name, one in DEFINITIONS.items() if one.fact in {None, *FACTS}]


@dataclass(frozen=True)
class Person:
    """A type of people: their groups by what the report is broken down by, and two days."""

    groups: tuple[str, ...]
    then: Standing | None
    now: Standing | None


OUTSIDE = Person(("", ""), None, None)
"""Whoever is not in the project: there are plenty."""


@dataclass(frozen=True)
class Cell:
    """A number that a report has: `n` of a figure, of everybody or of a group, on one of two days."""

    name: Name
    by: int
    group: str | None
    is_then: bool = False

    def __call__(self, kind: Hashable) -> int:
        """Return what somebody adds to it."""
        assert isinstance(kind, Person)
        one = kind.then if self.is_then else kind.now
        if one is None or (self.group is not None and kind.groups[self.by] != self.group):
            return 0
        rule = DEFINITIONS[self.name]
        return int(rule.is_among(one, Among.STARTED) and rule.counts(one))

    @property
    def base(self) -> "Cell":
        """The number of those among whom it is counted."""
        whole = Name.COMPLETED if DEFINITIONS[self.name].of_completers else Name.STARTED
        return Cell(whole, self.by, self.group, self.is_then)


def tally(population: Population, by: int, group: str | None, *, then: bool = False) -> Tally:
    found: Counter[Standing] = Counter()
    for kind, number in population.items():
        assert isinstance(kind, Person)
        one = kind.then if then else kind.now
        if one is not None and group in {None, kind.groups[by]}:
            found[one] += number
    return Tally(found)


def report(
    population: Population, by: int, names: Sequence[str], *, dates: Sequence[bool]
) -> Shown[str]:
    days: list[tuple[Tally, Mapping[str, Tally]]] = [
        (
            tally(population, by, None, then=then),
            {name: tally(population, by, name, then=then) for name in names},
        )
        for then in dates
    ]
    return shielding.shown(days)


def cells(
    shown: Shown[str], by: int, names: Sequence[str], *, dates: Sequence[bool]
) -> Iterator[tuple[Cell, bool]]:
    """Yield every number of a report, and whether it is shown."""
    for name, then in product(NAMES, dates):
        yield Cell(name, by, None, then), name in shown.of_all
        for group in names:
            is_shown = name in shown.of_groups and group not in shown.hidden
            yield Cell(name, by, group, then), is_shown


def value(population: Population, cell: Value) -> int:
    return sum(number * cell(kind) for kind, number in population.items())


@dataclass(frozen=True)
class Others:
    """All but those whom a figure counts, of those among whom it counts them."""

    cell: Cell

    def __call__(self, kind: Hashable) -> int:
        """Return what somebody adds to them."""
        return self.cell.base(kind) - self.cell(kind)


@dataclass(frozen=True)
class Between:
    """Those with a job who have not completed: all that there are, less the completers."""

    by: int
    group: str | None
    is_then: bool

    def __call__(self, kind: Hashable) -> int:
        """Return what somebody adds to them."""
        cells = (
            Cell(name, self.by, self.group, self.is_then)
            for name in (Name.JOB_OF_ALL, Name.JOB_OF_COMPLETERS)
        )
        return next(cells)(kind) - next(cells)(kind)


def secrets(population: Population, found: Sequence[tuple[Cell, bool]]) -> list[Value]:
    """Return the small numbers of a report: those counted, those not, and between."""
    numbers: list[Value] = [cell for cell, _ in found]
    numbers += [Others(cell) for cell, _ in found]
    numbers += [Between(cell.by, cell.group, cell.is_then) for cell, _ in found]
    return [one for one in dict.fromkeys(numbers) if 0 < value(population, one) < shielding.FEW]


def crowd(chance: random.Random, types: Sequence[Person], sizes: Sequence[int]) -> Population:
    """Return people of whom some types are frequent, and others are there once or not at all."""
    found: Population = Counter({OUTSIDE: 100})
    likes = [chance.choice([0, 0, 1, 1, 4]) for _ in types]
    for group, size in enumerate(sizes):
        theirs = [
            (one, like)
            for one, like in zip(types, likes, strict=True)
            if one.groups[0] == "abc"[group]
        ]
        weights = [like for _, like in theirs]
        if any(weights):
            found.update(chance.choices([one for one, _ in theirs], weights, k=size))
    return found


def attack(
    population: Population, types: Sequence[Person], found: Sequence[tuple[Cell, bool]]
) -> list[Value]:
    """Return the small numbers that the report gives away."""
    published = [cell for cell, is_shown in found if is_shown]
    return known(population, [*types, OUTSIDE], published, secrets(population, found))


SEEDS = 8
ONE_DAY = [Person((group,), None, one) for group, one in product("abc", STANDINGS)]


TWO_BREAKDOWNS = [Person(groups, None, one) for groups in product("abc", "mw") for one in STANDINGS]
WITH_TIME = [
    Person((group,), then, now)
    for group in "abc"
    for then, now in product([None, *STANDINGS], STANDINGS)
    if then is None or then.place in {Place.STILL, now.place}
]
"""Nobody who has completed or left is on a course again."""


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_small_group_follows_from_the_totals(seed: int) -> None:
    chance = random.Random(seed)
    sizes = [chance.choice([2, 6, 12, 25]) for _ in range(chance.choice([2, 3]))]
    names = "abc"[: len(sizes)]
    types = [one for one in ONE_DAY if one.groups[0] in names]
    people = crowd(chance, types, sizes)
    found = list(cells(report(people, 0, names, dates=[False]), 0, names, dates=[False]))
    assert attack(people, types, found) == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nor_does_it_from_two_breakdowns_of_the_same_people(seed: int) -> None:
    chance = random.Random(seed)
    people = crowd(chance, TWO_BREAKDOWNS, [chance.choice([2, 6, 12, 25]) for _ in "abc"])
    found = [
        one
        for by, names in enumerate(("abc", "mw"))
        for one in cells(report(people, by, names, dates=[False]), by, names, dates=[False])
    ]
    assert attack(people, TWO_BREAKDOWNS, found) == []


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("reports", [[[False, True]], [[False], [True]]])
def test_nor_does_it_from_two_dates_in_one_report_or_in_two(
    seed: int, reports: list[list[bool]]
) -> None:
    chance = random.Random(seed)
    people = crowd(chance, WITH_TIME, [chance.choice([2, 6, 12, 25]) for _ in "abc"])
    found = [
        one
        for dates in reports
        for one in cells(report(people, 0, "abc", dates=dates), 0, "abc", dates=dates)
    ]
    assert attack(people, WITH_TIME, found) == []


def test_the_attack_finds_what_only_small_cells_being_hidden_gives_away() -> None:
    done, left = Standing(Place.COMPLETED), Standing(Place.LEFT)
    kinds = {("a", done): 6, ("a", left): 2, ("b", done): 6, ("b", left): 6}
    people: Population = Counter(
        {Person((group,), None, one): number for (group, one), number in kinds.items()}
    )
    types = [one for one in ONE_DAY if one.groups[0] != "c"]
    everything = [Cell(name, 0, group) for name in NAMES for group in (None, "a", "b")]
    naive = [(one, not 0 < value(people, one) < shielding.FEW) for one in everything]
    hidden = Cell(Name.LEFT, 0, "a")
    assert attack(people, types, naive) == [hidden, Others(Cell(Name.COMPLETED, 0, "a"))]


def test_who_is_on_two_courses_is_not_what_the_courses_have_more_than_the_project() -> None:
    """Two are on both courses; one of them is ready for a job."""
    ready, other = Standing(Place.STILL, frozenset({Fact.READY})), Standing(Place.STILL)
    courses = {"BUS": Tally({ready: 10, other: 10}), "METAL": Tally({ready: 10, other: 10})}
    everybody = Tally({ready: 19, other: 19})
    found = shielding.shown([(everybody, courses)])
    assert {Name.STARTED, Name.JOB_READY} & found.of_groups == {Name.STARTED}
    apart = shielding.shown([(Tally({ready: 20, other: 20}), courses)])
    assert Name.JOB_READY in apart.of_groups
