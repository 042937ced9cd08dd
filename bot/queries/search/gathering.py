"""What is loaded for many people at once, by the number of each."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session as Db

from bot.queries.search.sql import When
from bot.rules.time import local

Found = dict[int, Any]
"""By the number of a person."""

Loaders = Mapping[str, tuple[set[str], Callable[[Db, Collection[int], When], Found]]]
"""By the name of what is known: for which fields, and how it is found."""


def gathered(rows: Iterable[tuple[int, Any]]) -> Found:
    """Return what each person has of something, in order."""
    found: dict[int, tuple[Any, ...]] = {}
    for number, value in rows:
        found[number] = (*found.get(number, ()), value)
    return found


def latest(rows: Iterable[tuple[int, Any]]) -> Found:
    """Return the first value of each person."""
    found: Found = {}
    for number, value in rows:
        found.setdefault(number, value)
    return found


def local_day(moment: datetime | None) -> date | None:
    """Return the day of a moment in Copenhagen."""
    return local(moment).date() if moment else None
