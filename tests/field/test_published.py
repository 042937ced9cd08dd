"""The figures that Randers, Norddjurs and Syddjurs published: which can be met, and which not.

Published were shares, without what they are shares of; docs/field.md tells the whole story. Here
every whole number is tried.
"""

from dataclasses import dataclass

import pytest

from tests.field import counting

CUT_OFF = "2017-06-30"
STARTED, COMPLETED = 53, 30


@dataclass(frozen=True)
class Published:
    """A published share in whole percent, and among how many it must have been counted."""

    name: str
    percent: int
    of: int
    exact: tuple[int, ...]
    """All whole numbers that give this share."""
    nearest: int
    """The one that comes closest: what the lists here hold."""
    others: dict[int, int]
    """Which numbers of people near `of` would give it, and how many of them."""


SHARES = (
    Published("completed", 57, STARTED, (30,), 30, {49: 28, 51: 29, 53: 30, 54: 31, 56: 32}),
    Published("job_of_completers", 72, COMPLETED, (), 22, {29: 21, 32: 23}),
    Published("self_supporting_of_completers", 90, COMPLETED, (27,), 27, {29: 26, 30: 27, 31: 28}),
    Published(
        "self_supporting_of_all", 56, STARTED, (), 30, {50: 28, 52: 29, 54: 30, 55: 31, 57: 32}
    ),
    Published("job_ready", 86, STARTED, (), 46, {49: 42, 50: 43, 51: 44, 56: 48, 57: 49}),
)
COUNTS = {"starting_later": 2, "igu": 1}
NEAR = 4

by_name = pytest.mark.parametrize("share", SHARES, ids=lambda share: share.name)


@by_name
def test_a_published_share_can_be_met_or_no_whole_number_gives_it(share: Published) -> None:
    assert tuple(giving(share.percent, of=share.of)) == share.exact


@by_name
def test_the_lists_hold_the_number_that_comes_closest(share: Published) -> None:
    def distance(n: int) -> float:
        return abs(100 * n / share.of - share.percent)

    assert min(range(share.of + 1), key=distance) == share.nearest
    assert fixture()[share.name] == (share.nearest, share.of)


@by_name
def test_other_numbers_of_people_would_explain_it(share: Published) -> None:
    near = range(share.of - NEAR, share.of + NEAR + 1)
    found = {of: n for of in near for n in giving(share.percent, of=of)}
    assert found == share.others


def test_what_was_published_as_a_number_is_met() -> None:
    found = fixture()
    assert found["started"] == (STARTED, STARTED)
    assert {name: found[name][0] for name in COUNTS} == COUNTS


def test_to_cut_off_the_decimals_does_not_explain_it_either() -> None:
    cut = {share.name: [n for n in range(share.of + 1) if 100 * n // share.of == share.percent]
           for share in SHARES}  # fmt: skip
    assert cut == {
        "completed": [],  # 30 of 53 would have been published as 56 %
        "job_of_completers": [],
        "self_supporting_of_completers": [27],
        "self_supporting_of_all": [30],
        "job_ready": [46],
    }


def test_no_one_group_of_fewer_than_87_people_gives_all_five_shares() -> None:
    of_all = [share.percent for share in SHARES[1:] if share.of == STARTED]
    of_completers = [share.percent for share in SHARES if share.of == COMPLETED]
    met = [
        (started, completed)
        for started in range(1, 101)
        for completed in giving(SHARES[0].percent, of=started)
        if all(giving(percent, of=started) for percent in of_all)
        and all(giving(percent, of=completed) for percent in of_completers)
    ]
    assert met == [(87, 50), (88, 50)]


def test_two_explanations_that_the_lists_themselves_offer() -> None:
    everybody = counting.standings("randers", CUT_OFF)
    completers = [one for one in everybody if one.place == "completed"]
    without_igu = [one for one in completers if "igu" not in one.facts]
    assert len(without_igu) == 29  # of 29, 21 are 72 %
    first_three = ("SERVICE", "METAL", "BUS-1")
    starts = [len(counting.standings("randers", CUT_OFF, course)) for course in first_three]
    assert sum(starts) == 54  # one person changed course; of 54 starts, 30 are 56 %


def fixture() -> counting.Counted:
    """Return what the lists hold on the day of the published figures."""
    return counting.figures(counting.standings("randers", CUT_OFF))


def giving(percent: int, *, of: int) -> list[int]:
    """Return all whole numbers that are this share, rounded to whole percent, half up."""
    return [n for n in range(of + 1) if (200 * n + of) // (2 * of) == percent]
