"""Read what stands behind an operator as a value of the field before it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.rules import dates
from bot.rules.search import refused
from bot.rules.search.field import SAME, Field, Kind, Named, Operator
from bot.rules.search.house import House
from bot.rules.search.nearest import nearest
from bot.rules.search.tree import (
    STEP,
    Anything,
    Day,
    Duration,
    Ids,
    Level,
    Nothing,
    Number,
    Term,
    Text,
    Value,
    Words,
)

NOTHING = ("ingen", "none", "intet", "uden")
ANYTHING = ("nogen", "any", "*")
ME = ("mig", "me", "min", "mine")
TODAY = {"i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "tomorrow": 1, "i går": -1}
TODAY |= {"yesterday": -1}
A_WEEK = ("uge", "uger", "u", "week", "w")
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_DAYS, MOST_MONTHS = 36_500, 1_200
LEVELS = range(1, 4)
MODULES = range(1, 7)

_UNITS = {"d": (1, 0), "u": (7, 0), "m": (0, 1), "y": (0, 12)}
_UNIT = {
    **dict.fromkeys(("d", "dag", "dage", "day", "days"), "d"),
    **dict.fromkeys(("u", "uge", "uger", "w", "week", "weeks"), "u"),
    **dict.fromkeys(("m", "md", "mdr", "måned", "måneder", "month", "months"), "m"),
    **dict.fromkeys(("år", "y", "year", "years"), "y"),
}
_DURATION = re.compile(r"(\d{1,6})\s*([^\W\d_]+)\.?")
_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,2})?)\s*(?:/\s*(.*))?", re.DOTALL)
_LEVEL = re.compile(r"(?:du)?\s*(\d)(?:[.,](\d))?", re.IGNORECASE)
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True)
class Typed:
    """A value as it was typed; `at` is where it stands, and one in quotation marks `is_quoted`."""

    text: str
    at: int
    length: int
    is_quoted: bool = False

    @property
    def plain(self) -> str:
        """What is compared: without the spaces around it and without capitals."""
        return " ".join(self.text.lower().split())


@dataclass(frozen=True)
class Reader:
    """Reads values for somebody on a day."""

    house: House
    today: date

    def term(self, field: Field, operator: Operator, typed: Typed, *, at: int, source: str) -> Term:
        """Return what is asked; raises a `BadQuery`."""
        if operator not in field.kind.operators:
            raise refused.OperatorDoesNotFit(
                at + source.find(operator.value),
                len(operator.value),
                operator=operator.value,
                name=_name(field, source),
                fitting=" ".join(field.kind.operators),
            )
        return Term(field, operator, self._value(field, operator, typed, source), source, at)

    def _value(self, field: Field, operator: Operator, typed: Typed, source: str) -> Value:
        if not typed.is_quoted and operator in SAME:
            if typed.plain in NOTHING:
                return Words(field.nothing) if field.nothing else Nothing()
            if typed.plain in ANYTHING:
                return _anything(field)
        name, kind = _name(field, source), field.kind
        if kind is Kind.WORD:
            return _word(field, typed, name)
        if kind is Kind.NAMED:
            return self._named(field, operator, typed, name)
        if kind is Kind.NUMBER:
            return _number(field, typed, name)
        return self._plain(kind, typed)

    def _plain(self, kind: Kind, typed: Typed) -> Value:
        if kind is Kind.LEVEL:
            return _level(typed)
        return self._day(typed) if kind is Kind.DAY else Text(typed.text)

    def _named(self, field: Field, operator: Operator, typed: Typed, name: str) -> Ids:
        kind = field.named or Named.COURSE
        if kind is Named.STAFF and typed.plain in ME and not typed.is_quoted:
            if self.house.me is None:
                raise refused.NobodyIsMe(typed.at, typed.length, word=typed.text)
            return Ids(frozenset({self.house.me}))
        found = self.house.found(kind, typed.plain, operator)
        if not found:
            known = [said for one in self.house.things(kind) for said in one.known_as]
            if kind is Named.STAFF:  # colleagues are known by their first names
                known += [one.first for one in self.house.things(kind)]
            raise _unknown_value(typed, name, known)
        return Ids(found)

    def _day(self, typed: Typed) -> Day | Duration:
        if typed.plain in TODAY:
            return Day(Duration(days=TODAY[typed.plain]).after(self.today))
        if (spent := duration(typed.plain)) is not None:
            if spent.days > MOST_DAYS or spent.months > MOST_MONTHS:
                raise refused.TooFarAway(typed.at, typed.length, word=typed.text)
            return spent
        found = dates.read(typed.text, today=self.today)
        if found is None:
            kind = refused.NoSuchDay if _looks_like_a_day(typed.text) else refused.NotADay
            raise kind(typed.at, typed.length, word=typed.text)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise refused.TooFarAway(typed.at, typed.length, word=typed.text)
        return Day(found)


def duration(text: str) -> Duration | None:
    """Return the time that a text such as 30d, "4 uger" or 3mdr means."""
    form = _DURATION.fullmatch(text)
    unit = _UNIT.get(form[2]) if form else None
    if form is None or unit is None:
        return None
    days, months = _UNITS[unit]
    return Duration(int(form[1]) * days, int(form[1]) * months)


def _anything(field: Field) -> Value:
    """Return that there is something: one of the words that do not mean nothing."""
    if not field.nothing:
        return Anything()
    return Words(frozenset(one.key for one in field.values) - field.nothing)


def _word(field: Field, typed: Typed, name: str) -> Words:
    known = {said: one.key for one in field.values for said in one.names}
    key = next((key for said, key in known.items() if said.lower() == typed.plain), None)
    if key is None:
        raise _unknown_value(typed, name, known)
    return Words(frozenset({key}))


def _number(field: Field, typed: Typed, name: str) -> Number:
    form = _NUMBER.fullmatch(typed.plain)
    if form is None:
        raise refused.NotANumberHere(typed.at, typed.length, word=typed.text, name=name)
    number, period = float(form[1].replace(",", ".")), form[2]
    if period is None:
        return Number(number)
    where = (typed.at, typed.length)
    if field.weekly:
        if period.strip() not in A_WEEK:
            raise refused.OnlyByTheWeek(*where, name=name, period=period)
        return Number(number)
    if not field.is_windowed:
        raise refused.NoPeriod(*where, name=name, period=period)
    window = duration(period.strip())
    if window is None or not 0 < window.days + window.months <= MOST_MONTHS:
        raise refused.NotAPeriod(*where, name=name, period=period)
    return Number(number, window)


def _level(typed: Typed) -> Level:
    form = _LEVEL.fullmatch(typed.plain)
    education = int(form[1]) if form else 0
    module = int(form[2]) if form and form[2] else None
    if education not in LEVELS or (module is not None and module not in MODULES):
        raise refused.NotALevel(typed.at, typed.length, word=typed.text)
    if module is None:
        return Level(education * STEP, education * STEP + STEP - 1)
    return Level(education * STEP + module, education * STEP + module)


def _unknown_value(typed: Typed, name: str, known: Iterable[str]) -> refused.BadQuery:
    near = nearest(typed.plain, known)
    if near is None:
        return refused.UnknownValue(typed.at, typed.length, word=typed.text, name=name)
    return refused.UnknownValueNear(typed.at, typed.length, word=typed.text, name=name, near=near)


def _looks_like_a_day(text: str) -> bool:
    """Tell whether a text has the parts of a date: two numbers at least, and no long word."""
    return bool(re.search(r"\d.*[\s./-].*\d", text)) and not re.search(r"[^\W\d_]{12}", text)


def _name(field: Field, source: str) -> str:
    """Return the name by which a field was asked for."""
    typed = source.lower()
    return max((name for name in field.names if typed.startswith(name)), key=len, default=field.key)
