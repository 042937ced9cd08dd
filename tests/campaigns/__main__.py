"""Run every campaign, or those that are named."""

import asyncio
import sys

from tests.campaigns import broadcast, deaths, queries

ALL = {"broadcast": broadcast.main, "queries": queries.main, "deaths": deaths.main}


def main(names: list[str]) -> None:
    for name in names or ALL:
        asyncio.run(ALL[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
