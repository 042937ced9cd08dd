"""What is hidden of attendance cannot be worked out of what is shown, day by day."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from operator import eq

import pytest

from bot.rules.reports import presence, shielding
from bot.rules.reports.presence import Counts, Noted
from storage.vocabulary import Source

HERE, LATE, AWAY, NOBODY = "here", "late", "away", "nobody"
"""How somebody is noted; plenty are not noted at all."""
DAYS, A_WEEK = 4, 2
SESSIONS = [(day, course) for day in range(DAYS) for course in "ab"]
"""A session of each of two courses, four days; two of them are a week."""
BREAKDOWNS: dict[str, Callable[[int], object]] = {
    "course": lambda number: SESSIONS[number][1],
    "week": lambda number: SESSIONS[number][0] // A_WEEK,
    "session": lambda number: number,
}

Crowd = Counter[tuple[int, str]]
"""How many people are noted so at a session."""


def noted(crowd: Crowd, number: int) -> Noted:
    here, late, away = (crowd[number, how] for how in (HERE, LATE, AWAY))
    return Noted(here + late + away, here + late, late)


def counts(crowd: Crowd, until: int) -> Counts:
    return {
        (number, False): {Source.TRAINER: noted(crowd, number)}
        for number, (day, _) in enumerate(SESSIONS)
        if day <= until and noted(crowd, number).of
    }


def reports(crowd: Crowd) -> Iterator[object]:
    """Yield all that a reader who sees no names is told, day after day."""
    for until, group in product(range(DAYS), BREAKDOWNS.values()):
        said = counts(crowd, until)
        groups: dict[object, list[int]] = {}
        for number, _ in said:
            groups.setdefault(group(number), []).append(number)
        yield presence.published(said, groups) if groups else None


def moves(crowd: Crowd, number: int) -> Iterator[list[tuple[int, str, str]]]:
    """Yield what else may have been: one at this session otherwise, and perhaps one elsewhere."""
    ways = [(old, new) for old, new in product((HERE, LATE, AWAY, NOBODY), repeat=2) if old != new]
    for old, new in ways:
        yield [(number, old, new)]
        for other, way in product(range(len(SESSIONS)), ways):
            yield [(number, old, new), (other, *way)]
            if other != number and way == (new, old):
                for one, another in ways:
                    there_and_back = [(number, one, another), (other, another, one)]
                    yield [(number, old, new), (other, *way), *there_and_back]


def moved(crowd: Crowd, change: list[tuple[int, str, str]]) -> Crowd | None:
    found = crowd.copy()
    for number, old, new in change:
        found[number, old] -= old != NOBODY
        found[number, new] += new != NOBODY
    return found if min(found.values()) >= 0 else None


def parts(crowd: Crowd, number: int) -> dict[str, int]:
    """Return the numbers that may be small: who was there, who was late, who was not there."""
    said = noted(crowd, number)
    of, there, late = said.of or 0, said.there or 0, said.late or 0
    return {"of": of, "there": there, "late": late, "away": of - there, "in time": of - late}


def given_away(crowd: Crowd) -> list[tuple[int, str]]:
    """Return the small numbers of sessions that no other crowd has of which the same is told."""
    told, found = list(reports(crowd)), []
    for number in range(len(SESSIONS)):
        secret = {name for name, value in parts(crowd, number).items() if 0 < value < shielding.FEW}
        before = parts(crowd, number)
        for change in moves(crowd, number):
            if not secret:
                break
            other = moved(crowd, change)
            if other is None:
                continue
            after = parts(other, number)
            changed = {name for name in secret if after[name] != before[name]}
            if changed and all(map(eq, reports(other), told)):
                secret -= changed
        found += [(number, name) for name in secret]
    return found


def crowd(seed: int) -> Crowd:
    """Return who was where: most sessions are full, some have few people."""
    chance = random.Random(seed)
    found: Crowd = Counter()
    for number in range(len(SESSIONS)):
        size = chance.choice([2, 6, 12, 15, 15])
        away = chance.choice([0, 1, 2, 6])
        late = chance.choice([0, 0, 1, 5])
        ways = [AWAY] * away + [LATE] * late + [HERE] * 15
        found.update((number, how) for how in ways[:size])
    return found


@pytest.mark.parametrize("seed", range(6))
def test_no_small_number_follows_from_the_reports_of_all_days(seed: int) -> None:
    assert given_away(crowd(seed)) == []
