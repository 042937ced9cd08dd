"""Run every benchmark, or those that are named."""

import sys

from tests.benchmarks import audience, outcomes, search

ALL = {"audience": audience.main, "search": search.main, "outcomes": outcomes.main}


def main(names: list[str]) -> None:
    for name in names or ALL:
        ALL[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
