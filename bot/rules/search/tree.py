"""What was asked, as a tree: terms, and how they hang together."""

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.search.field import Field, Operator, Thing

MONTHS = 12
STEP = 10
"""From one Danish education to the next, with its modules between them."""


@dataclass(frozen=True)
class Duration:
    """A time as people say it: days, or months of the calendar."""

    days: int = 0
    months: int = 0

    def before(self, day: date) -> date:
        """Return the day that was so long before this one."""
        return _shifted(day, -self.months) - timedelta(days=self.days)

    def after(self, day: date) -> date:
        """Return the day that is so long after this one."""
        return _shifted(day, self.months) + timedelta(days=self.days)


@dataclass(frozen=True)
class Nothing:
    """That there is nothing: `praktik:ingen`."""


@dataclass(frozen=True)
class Anything:
    """That there is something, whatever it is: `praktik:nogen`."""


@dataclass(frozen=True)
class Words:
    """One of the words of a field."""

    keys: frozenset[str]


@dataclass(frozen=True)
class Ids:
    """One of these things that the house has named."""

    ids: frozenset[int]


@dataclass(frozen=True)
class Text:
    """A text as it was typed."""

    text: str


@dataclass(frozen=True)
class Number:
    """A number; a count may be over the latest `window`."""

    number: float
    window: Duration | None = None


@dataclass(frozen=True)
class Level:
    """Levels of Danish from `low` to `high`: `STEP` times the education, and the module."""

    low: int
    high: int


@dataclass(frozen=True)
class Day:
    """A date."""

    day: date


Value = Nothing | Anything | Words | Ids | Text | Number | Level | Day | Duration


@dataclass(frozen=True)
class Term:
    """One thing that is asked; `source` is how it was written, from position `at` on."""

    field: Field
    operator: Operator
    value: Value
    source: str = dataclasses.field(default="", compare=False)
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True)
class One:
    """That there is one thing of a kind of which all these terms hold."""

    thing: Thing
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class And:
    """That each part holds; without parts it holds of everybody."""

    parts: tuple["Query", ...]


@dataclass(frozen=True)
class Or:
    """That a part holds."""

    parts: tuple["Query", ...]


@dataclass(frozen=True)
class Not:
    """That a part does not hold."""

    part: "Query"


Query = Term | One | And | Or | Not


def terms(query: Query) -> tuple[Term, ...]:
    """Return every term of a query, in order."""
    match query:
        case Term():
            return (query,)
        case One():
            return query.terms
        case Not(part):
            return terms(part)
        case And(parts) | Or(parts):
            return tuple(term for part in parts for term in terms(part))


def parts(query: Query) -> tuple[Query, ...]:
    """Return all by which a query tells people apart: each term, and what one thing has to be."""
    match query:
        case One(thing, asked) if len(asked) > 1:
            return (query, *(One(thing, (term,)) for term in asked))
        case Not(part):
            return parts(part)
        case And(several) | Or(several):
            return tuple(dict.fromkeys(one for part in several for one in parts(part)))
        case _:
            return (query,)


def _shifted(day: date, months: int) -> date:
    """Return the same day of another month, or its last one."""
    if months == 0:
        return day
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    first = date(year, month + 1, 1)
    length = (date(year + month // (MONTHS - 1), (month + 1) % MONTHS + 1, 1) - first).days
    return first.replace(day=min(day.day, length))
