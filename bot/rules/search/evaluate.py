"""Whether what is asked holds of somebody, in plain Python, and by what it is seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.search import things
from bot.rules.search.facts import PersonFacts
from bot.rules.search.field import Kind, Look, Operator, Reading, Thing
from bot.rules.search.tree import (
    And,
    Anything,
    Day,
    Duration,
    Ids,
    Level,
    Not,
    Nothing,
    Number,
    One,
    Or,
    Query,
    Term,
    Text,
    Words,
)

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reason:
    """By what somebody was found: a term, and what its field holds of them.

    A reading of None says that there is nothing of which the terms hold.
    """

    term: Term
    reading: Reading


def matches(query: Query, facts: PersonFacts, today: date) -> bool:
    """Tell whether somebody is asked for."""
    match query:
        case And(parts):
            return all(matches(part, facts, today) for part in parts)
        case Or(parts):
            return any(matches(part, facts, today) for part in parts)
        case Not(part):
            return not matches(part, facts, today)
        case One(thing, terms):
            return _row(thing, terms, facts, today) is not None
        case Term():
            return holds(query, query.field.of(facts, look(query, today)), today)


def reasons(query: Query, facts: PersonFacts, today: date) -> tuple[Reason, ...]:
    """Return by what somebody was found, each thing once."""
    return tuple(dict.fromkeys(_reasons(query, facts, today)))


def _reasons(query: Query, facts: PersonFacts, today: date) -> Iterator[Reason]:
    match query:
        case And(parts):
            for part in parts:
                yield from _reasons(part, facts, today)
        case Or(parts):
            for part in parts:
                if matches(part, facts, today):
                    yield from _reasons(part, facts, today)
        case Not(part):
            yield from _reasons(part, facts, today)
        case One(thing, terms):
            row = _row(thing, terms, facts, today)
            for term in terms:
                read = None if row is None else term.field.of(row, look(term, today))
                yield Reason(term, read)
        case Term():
            yield Reason(query, query.field.of(facts, look(query, today)))


def look(term: Term, today: date) -> Look:
    """Return as of when a term looks: a count over a period, since the first day of it."""
    window = term.value.window if isinstance(term.value, Number) else None
    return Look(today, window.before(today) + ONE_DAY if window else None)


def holds(term: Term, reading: Reading, today: date) -> bool:
    """Tell whether what a field holds is what is asked for."""
    found = _holds(term, reading, today)
    return not found if term.operator is Operator.IS_NOT else found


def _holds(term: Term, reading: Reading, today: date) -> bool:
    if isinstance(term.value, Nothing):
        return not reading
    if isinstance(term.value, Anything):
        return bool(reading)
    if isinstance(reading, tuple) and term.field.kind is Kind.DAY:
        return _is_within(term, reading, today)
    if isinstance(reading, tuple | frozenset):
        return _has(term, reading)
    return reading is not None and _compares(term, reading)


def _has(term: Term, reading: tuple[str, ...] | frozenset[object]) -> bool:
    match term.value:
        case Words(keys):
            return bool(keys & reading) if isinstance(reading, frozenset) else False
        case Ids(ids):
            return bool(ids & reading) if isinstance(reading, frozenset) else False
        case Text(text):
            return any(is_text(term, str(one), text) for one in reading)
        case _:
            return False


def is_text(term: Term, found: str, wanted: str) -> bool:
    """Tell whether a text is the one that is asked for, or has it in it."""
    if is_whole(term):
        return found.lower() == wanted.lower()
    return wanted.lower() in found.lower()


def is_whole(term: Term) -> bool:
    """Tell whether a text has to be just what is asked for."""
    return term.operator is Operator.IS or (
        term.field.kind is Kind.EXACT and term.operator is not Operator.LIKE
    )


def span(term: Term) -> tuple[float, float]:
    """Return between which numbers a term is equal to what it is compared with."""
    match term.value:
        case Number(number):
            return number, number
        case Level(low, high):
            return low, high
        case _:
            return 0, 0


def _compares(term: Term, reading: float) -> bool:
    low, high = span(term)
    match term.operator:
        case Operator.LESS:
            return reading < low
        case Operator.AT_MOST:
            return reading <= high
        case Operator.MORE:
            return reading > high
        case Operator.AT_LEAST:
            return reading >= low
        case _:
            return low <= reading <= high


def days(term: Term, today: date) -> tuple[date | None, date | None]:
    """Return from which day until which, both included, a day has to be; None is without end.

    A time is how long ago, or how long ahead, a day is.
    """
    match term.value:
        case Day(day):
            return _ordered(term.operator, day)
        case Duration() as time if term.field.ahead:
            first, last = _ordered(term.operator, time.after(today))
            return (today if first is None else first), last
        case Duration() as time:
            return _ordered(_BACK.get(term.operator, term.operator), time.before(today))
        case _:
            return None, None


_BACK = {
    Operator.LESS: Operator.MORE,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.MORE: Operator.LESS,
    Operator.AT_LEAST: Operator.AT_MOST,
}
"""What is less than a time ago is after its day."""


def _ordered(operator: Operator, day: date) -> tuple[date | None, date | None]:
    match operator:
        case Operator.LESS:
            return None, day - ONE_DAY
        case Operator.AT_MOST:
            return None, day
        case Operator.MORE:
            return day + ONE_DAY, None
        case Operator.AT_LEAST:
            return day, None
        case _:
            return day, day


def _is_within(term: Term, reading: tuple[date, ...], today: date) -> bool:
    first, last = days(term, today)
    if not reading:
        return is_never(term, first)
    return any((first is None or day >= first) and (last is None or day <= last) for day in reading)


def is_never(term: Term, first: date | None) -> bool:
    """Tell whether a term is also true where there was never such a day."""
    return term.field.never and first is None


def _row(thing: Thing, terms: tuple[Term, ...], facts: PersonFacts, today: date) -> object:
    """Return the first thing of a kind of which all the terms hold."""
    asked = things.asked(terms)
    for row in things.of(thing, facts):
        if things.counts(row, asked, today) and all(
            holds(term, term.field.of(row, look(term, today)), today) for term in terms
        ):
            return row
    return None
