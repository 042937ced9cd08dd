"""An attack on a report: another population of which it would say the very same.

A population is a number of people of each type. One that differs in two or three people, and of
which every published number is the same, shows that a number that changes with it is not known.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import product

Population = Counter[Hashable]
Numbers = tuple[int, ...]
Value = Callable[[Hashable], int]
"""What somebody of a type adds to a number."""


def known(
    population: Population,
    types: Sequence[Hashable],
    published: Sequence[Value],
    secrets: Sequence[Value],
) -> list[Value]:
    """Return the secrets that every neighbour of the population shares of which the same is told."""
    left = list(secrets)
    for change in _neighbours(population, types, published):
        if not left:
            break
        left = [one for one in left if not sum(n * one(kind) for kind, n in change.items())]
    return left


def _neighbours(
    population: Population, types: Sequence[Hashable], published: Sequence[Value]
) -> Iterator[Counter[Hashable]]:
    """Yield the differences to populations of which the same is published, small ones first."""
    moves: dict[Numbers, list[tuple[Hashable, Hashable]]] = defaultdict(list)
    seen = {kind: tuple(value(kind) for value in published) for kind in types}
    there = [kind for kind in types if population[kind]]
    for old, new in product(there, types):
        if old != new:
            moves[_minus(seen[new], seen[old])].append((old, new))
    nothing = tuple(0 for _ in published)
    for one in moves.pop(nothing, []):
        yield _change(one)
    for effect, first in moves.items():
        for pair in product(first, moves.get(_minus(nothing, effect), [])):
            if _is_possible(population, change := _change(*pair)):
                yield change
    for (effect, first), (other, second) in product(moves.items(), repeat=2):
        third = moves.get(_minus(_minus(nothing, effect), other), [])
        for parts in product(first, second, third):
            if _is_possible(population, change := _change(*parts)):
                yield change


def _change(*moves: tuple[Hashable, Hashable]) -> Counter[Hashable]:
    change: Counter[Hashable] = Counter()
    for old, new in moves:
        change[old] -= 1
        change[new] += 1
    return change


def _is_possible(population: Population, change: Counter[Hashable]) -> bool:
    return all(population[kind] + number >= 0 for kind, number in change.items())


def _minus(one: Numbers, other: Numbers) -> Numbers:
    return tuple(a - b for a, b in zip(one, other, strict=True))
