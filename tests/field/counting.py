"""The figures of the outcome report, counted a second time: from the lists, in plain Python.

Nothing of the program is used here, so that a mistake of the report is not made again. Dates stay
the text they are in the lists: 2017-06-30 is before 2017-07-01 as text, too.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
Row = dict[str, str]
Counted = dict[str, tuple[int, int]]
"""So many of so many, by the name of the figure."""

FOUND = ("job", "education", "igu")
"""What somebody starts at a place; to support oneself is none of these."""


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: completed, still or left; and what holds of them on that day."""

    place: str
    facts: frozenset[str] = field(default_factory=frozenset)


def file_of(programme: str, name: str) -> Path:
    """Return where a list lies."""
    return HERE / programme / f"{name}.csv"


def is_there(programme: str, name: str) -> bool:
    """Tell whether a programme has such a list."""
    return file_of(programme, name).exists()


@cache
def rows(programme: str, name: str) -> tuple[Row, ...]:
    """Return the rows of a list."""
    with file_of(programme, name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def people(programme: str, **wanted: str) -> list[Row]:
    """Return the people of whom all this is written, such as their municipality."""
    return [
        person
        for person in rows(programme, "people")
        if all(person[column] == value for column, value in wanted.items())
    ]


def standings(
    programme: str, on: str, course: str = "", among: Iterable[Row] | None = None
) -> list[Standing]:
    """Return where everybody stands who has started by this day, on that course or on any."""
    found = []
    for person in people(programme) if among is None else among:
        places = [
            row["ended"] and row["ended"] <= on and row["ending"]
            for row in of(programme, "enrolments", person)
            if course in ("", row["course"]) and has_started(programme, row, on)
        ]
        if places:
            place = "completed" if "completed" in places else "left" if all(places) else "still"
            found.append(Standing(place, facts(programme, person, on)))
    return found


def has_started(programme: str, place: Row, on: str) -> bool:
    """Tell whether a place was taken up: it was there on or after the course's first day."""
    (course,) = [row for row in rows(programme, "courses") if row["code"] == place["course"]]
    first_day = course["phases"].split("..")[0].split()[1]
    is_given_up = place["ended"] != "" and place["ended"] < first_day
    return place["since"] <= on and first_day <= on and not is_given_up


def facts(programme: str, person: Row, on: str) -> frozenset[str]:
    """Return what holds of somebody on this day; the first and the last day count."""
    found = set()
    for row in of(programme, "outcomes", person):
        if row["state"] != "confirmed":
            continue
        if row["from"] <= on <= (row["until"] or on):
            found.add(row["kind"])
        if row["from"] > on and row["kind"] in FOUND:
            found.add("later")
    decided = [row for row in of(programme, "decisions", person) if row["date"] <= on]
    decided.sort(key=lambda row: row["date"])  # of two on one day the later line holds
    if decided and decided[-1]["category"] == "jobparat":
        found.add("ready")
    return frozenset(found)


def of(programme: str, name: str, person: Row) -> list[Row]:
    """Return the rows of a list that are about somebody."""
    return _by_person(programme, name)[person["municipality"], person["reference"]]


@cache
def _by_person(programme: str, name: str) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(programme, name):
        found[row["municipality"], row["reference"]].append(row)
    return found


def figures(standings: list[Standing], *, ended: bool = False) -> Counted:
    """Return every figure of these people; with `ended`, “all” are those whose places ended."""
    completers = [one for one in standings if one.place == "completed"]
    everybody = [one for one in standings if one.place != "still"] if ended else standings

    def among(some: list[Standing], holds: Callable[[Standing], bool]) -> tuple[int, int]:
        return sum(map(holds, some)), len(some)

    def having(fact: str) -> Callable[[Standing], bool]:
        return lambda one: fact in one.facts

    return {
        "started": among(standings, lambda _: True),
        "completed": among(everybody, lambda one: one.place == "completed"),
        "still_enrolled": among(standings, lambda one: one.place == "still"),
        "left": among(everybody, lambda one: one.place == "left"),
        "job_of_completers": among(completers, having("job")),
        "job_of_all": among(everybody, having("job")),
        "igu": among(everybody, having("igu")),
        "education": among(everybody, having("education")),
        "starting_later": among(everybody, having("later")),
        "self_supporting_of_completers": among(completers, having("self_supporting")),
        "self_supporting_of_all": among(everybody, having("self_supporting")),
        "job_ready": among(everybody, having("ready")),
    }
