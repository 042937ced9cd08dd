"""A field: something about people that can be asked for, under Danish and English names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Operator(StrEnum):
    """How a field is compared with a value."""

    HAS = ":"
    IS = "="
    IS_NOT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    LIKE = "~"


SAME = (Operator.HAS, Operator.IS, Operator.IS_NOT)
ORDER = (Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST)


class Kind(StrEnum):
    """What a field holds, which decides what it is compared with and how.

    A WORD is one of the field's own; NAMED is what the house has named: a course, a colleague.
    TEXT holds the words that are asked for, EXACT is them. A LEVEL is one of Danish, a DAY a date.
    """

    WORD = "word"
    NAMED = "named"
    TEXT = "text"
    EXACT = "exact"
    NUMBER = "number"
    LEVEL = "level"
    DAY = "day"

    @property
    def operators(self) -> tuple[Operator, ...]:
        """How it can be compared."""
        if self is Kind.WORD:
            return SAME
        if self in {Kind.NAMED, Kind.TEXT, Kind.EXACT}:
            return (*SAME, Operator.LIKE)
        return (*SAME, *ORDER)


class Thing(StrEnum):
    """What a person has several of; what is asked together has to hold of one of them."""

    PLACE = "place"
    OUTCOME = "outcome"
    PLACEMENT = "placement"
    GOAL = "goal"


class Named(StrEnum):
    """What a house gives its own names to."""

    COURSE = "course"
    PROJECT = "project"
    CATEGORY = "category"
    STAFF = "staff"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Word:
    """A value of a field, as both languages call it; the first name is the one that is shown."""

    key: str
    danish: tuple[str, ...]
    english: tuple[str, ...]

    def name(self, language: str) -> str:
        """Return what it is called."""
        return (self.english if language == "en" else self.danish)[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it has."""
        return (*self.danish, *self.english)


@dataclass(frozen=True)
class Look:
    """When somebody is looked at: today (Copenhagen), and since when things are counted."""

    today: date
    since: date | None = None


Reading = frozenset[Any] | tuple[Any, ...] | float | None
"""What a field holds of somebody: words or ids, texts or days, or a number."""


@dataclass(frozen=True)
class Field:
    """Something about people that can be asked for.

    `of` reads it from `PersonFacts`, or from a row of them when it is about a `thing`. `values`
    are those of a WORD, `named` is whose names a NAMED one takes. A count `is_windowed`: it can
    be over a period. Hours are `weekly`. A DAY that lies `ahead` is counted from today onwards;
    of `never` being heard of there is more than any time ago. Some words can mean `nothing`.
    """

    key: str
    danish: tuple[str, ...]
    english: tuple[str, ...]
    kind: Kind
    of: Callable[[Any, Look], Reading]
    values: tuple[Word, ...] = ()
    named: Named | None = None
    thing: Thing | None = None
    is_windowed: bool = False
    weekly: bool = False
    ahead: bool = False
    never: bool = False
    nothing: frozenset[str] = frozenset()

    def name(self, language: str) -> str:
        """Return what it is called."""
        return (self.english if language == "en" else self.danish)[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it has."""
        return tuple(dict.fromkeys((*self.danish, *self.english)))

    @property
    def is_ranged(self) -> bool:
        """Whether it can be asked for twice of one thing: more than this, less than that."""
        return self.kind in {Kind.NUMBER, Kind.LEVEL, Kind.DAY}

    def word(self, key: str) -> Word | None:
        """Return the value with this key."""
        return next((one for one in self.values if one.key == key), None)
