"""Terms as SQL: conditions on `Participant`, every value bound."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Exists, and_, false, func, true
from sqlalchemy.types import TypeDecorator

from bot.rules.search import evaluate
from bot.rules.search.field import Kind, Operator
from bot.rules.search.tree import Anything, Ids, Nothing, Term, Text, Words
from bot.rules.time import at
from storage import folding

Condition = ColumnElement[bool]
Column = Any
"""A column, or something that is computed of some."""


@dataclass(frozen=True)
class Fits:
    """Tells whether a value is one that is asked for: `compare` in a column, else one of `keys`.

    Without keys every word is. Of days `last` is the last one, where there is one.
    """

    compare: Callable[[Column], Condition]
    keys: frozenset[str] | None = None
    last: date | None = None

    def __call__(self, column: Column) -> Condition:
        """Tell whether the value in a column is asked for."""
        return self.compare(column)

    def word(self, key: str) -> Condition:
        """Tell whether a word is asked for; what hangs on one that is not never becomes SQL."""
        return true() if self.keys is None or key in self.keys else false()


ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class When:
    """When people are looked at: now, today in Copenhagen, and since when things are counted."""

    now: datetime
    today: date
    since: date | None = None


Some = Callable[[When, Fits], Condition]
"""How a field is told in SQL: whether a value of it fits."""


def condition(term: Term, some: Some, when: When) -> Condition:
    """Return what a term tells of a person, or of a row of theirs; `!=` is told elsewhere."""
    match term.value:
        case Nothing():
            return none(some, when, term)
        case Anything():
            return some(when, _is_there(term))
        case _:
            pass
    found = some(when, fits(term, when.today))
    if term.field.kind is Kind.DAY and evaluate.is_never(term, _first(term, when)):
        return found | none(some, when, term)
    return found


def none(some: Some, when: When, term: Term) -> Condition:
    """Return that a field has no value."""
    return ~known(some(when, _is_there(term)))


def known(told: Condition) -> Condition:
    """Return a condition that is false where it is not known, so that it can be denied."""
    return told if isinstance(told, Exists) else func.coalesce(told, false())


def fits(term: Term, today: date) -> Fits:
    """Return what the value in a column has to be."""
    match term.value:
        case Words(keys):
            return Fits(lambda column: column.in_(sorted(keys)), keys)
        case Ids(ids):
            return Fits(lambda column: column.in_(sorted(ids)))
        case Text(""):
            empty = evaluate.is_whole(term)
            return Fits(lambda column: false() if empty else column != "")
        case Text(text):
            compare = folding.equals if evaluate.is_whole(term) else folding.holds
            return Fits(lambda column: compare(column, text))
        case _ if term.field.kind is Kind.DAY:
            first, last = evaluate.days(term, today)
            return Fits(lambda column: between(column, first, last), last=last)
        case _:
            return Fits(lambda column: _compared(term, column))


def between(column: Column, first: date | None, last: date | None) -> Condition:
    """Return whether a day or a moment is within these days, both included."""
    has_time = is_moment(column)
    limits: list[Condition] = []
    if first is not None:
        limits.append(column >= (at(first, time()) if has_time else first))
    if last is not None:
        limits.append(column < at(last + ONE_DAY, time()) if has_time else column <= last)
    return and_(*limits or (column.is_not(None),))


def is_moment(column: Column) -> bool:
    """Tell whether a column holds moments and not days."""
    kind = column.type
    return isinstance(kind.impl if isinstance(kind, TypeDecorator) else kind, DateTime)


def _is_there(term: Term) -> Fits:
    if term.field.kind is Kind.NUMBER:
        return Fits(lambda column: column != 0)
    if term.field.kind in {Kind.TEXT, Kind.EXACT}:
        return Fits(lambda column: column != "")
    return Fits(lambda column: column.is_not(None))


def _first(term: Term, when: When) -> date | None:
    return evaluate.days(term, when.today)[0]


def _compared(term: Term, column: ColumnElement[Any]) -> Condition:
    low, high = evaluate.span(term)
    match term.operator:
        case Operator.LESS:
            return column < low
        case Operator.AT_MOST:
            return column <= high
        case Operator.MORE:
            return column > high
        case Operator.AT_LEAST:
            return column >= low
        case _:
            return column.between(low, high)
