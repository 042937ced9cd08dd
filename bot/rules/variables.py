"""What may stand in braces in a text that staff write, to be filled in for each person."""

import re
from collections.abc import Iterator
from enum import StrEnum

from bot.rules.refusals import Refused
from bot.rules.written import units


class Variable(StrEnum):
    """What is filled in: `{time}` is the clock alone, `{day}` the weekday and the date."""

    NAME = "name"
    SESSION = "session"
    DAY = "day"
    TIME = "time"
    PLACE = "place"
    CASEWORKER = "caseworker"
    PHONE = "phone"


OF_SESSION = frozenset({Variable.SESSION, Variable.DAY, Variable.TIME, Variable.PLACE})
"""Those that speak of a session."""

LONGEST = {
    Variable.NAME: 60,
    Variable.SESSION: 80,
    Variable.DAY: 30,
    Variable.TIME: 5,
    Variable.PLACE: 80,
    Variable.CASEWORKER: 60,
    Variable.PHONE: 30,
}
"""UTF-16 units; what is longer is cut when it is filled in."""

_ISOLATES = 2
"""Each value stands between two signs that keep it from turning the line round."""

_BRACES = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")
_SHOWN = 40


class UnknownVariable(Refused):
    """“{variable}” cannot be filled in. What can be filled in: {known}."""


class LoneBrace(Refused):
    """A “{brace}” stands alone. What can be filled in has one on each side: {known}."""


class OtherVariables(Refused):
    """The same must be filled in as in the Danish text.

    Missing here: {missing}. Only here: {extra}.
    """


def pieces(text: str) -> Iterator[str | Variable]:
    """Yield the pieces of a text in their order; braces around nothing known stay as they are."""
    place = 0
    for found in _BRACES.finditer(text):
        variable = _variable(found[1])
        if variable is not None:
            yield text[place : found.start()]
            yield variable
            place = found.end()
    yield text[place:]


def named(text: str) -> frozenset[Variable]:
    """Return what is filled in in a text."""
    return frozenset(piece for piece in pieces(text) if isinstance(piece, Variable))


def needs_session(text: str) -> frozenset[Variable]:
    """Return what cannot be filled in without a session."""
    return named(text) & OF_SESSION


def check(text: str, *, field: str = "") -> None:
    """Raise UnknownVariable or LoneBrace for what could not be filled in."""
    for found in _BRACES.finditer(text):
        if _variable(found[1]) is None:
            raise UnknownVariable(variable=found[0][:_SHOWN], known=known(), field=field)
    lone = _BRACE.search(_BRACES.sub("", text))
    if lone:
        raise LoneBrace(brace=lone[0], known=known(), field=field)


def check_same(text: str, danish: str, *, field: str = "") -> None:
    """Raise OtherVariables for a translation that does not fill in what the Danish does."""
    missing, extra = named(danish) - named(text), named(text) - named(danish)
    if missing or extra:
        raise OtherVariables(missing=shown(missing), extra=shown(extra), field=field)


def longest(text: str) -> int:
    """Return how many UTF-16 units a text may have when it is said."""
    said = sum(
        LONGEST[piece] + _ISOLATES if isinstance(piece, Variable) else units(piece)
        for piece in pieces(text)
    )
    return said + len(text.splitlines())  # a line may begin with a mark of its direction


def known() -> str:
    """Return all that can be filled in, as it is written."""
    return shown(Variable)


def shown(variables: frozenset[Variable] | type[Variable]) -> str:
    """Return variables as they are written; a dash for none."""
    return ", ".join(f"{{{one}}}" for one in Variable if one in variables) or "–"


def _variable(name: str) -> Variable | None:
    written = name.strip().casefold()
    return Variable(written) if written in set(Variable) else None
