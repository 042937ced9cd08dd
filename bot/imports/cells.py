"""What a cell can hold; each parser takes trimmed text and raises a Refused."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from bot.imports.refusals import (
    CellTooLong,
    IsEmpty,
    LettersLost,
    LooksLikeFormula,
    NotADegree,
    NotANumber,
    NotAPhone,
    UnknownWord,
)
from bot.rules import time
from bot.rules.refusals import NotATime

Word = TypeVar("Word", bound=StrEnum)

LONGEST = 200
LONGEST_TEXT = 1000
FORMULA = ("=", "+", "-", "@")
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""A time outside these is a slip of the keyboard."""

_LOST = re.compile(r"\ufffd|\?\?")
_PHONE = re.compile(r"(\+|00)?\d[\d ()./-]{4,22}\d")
_DANISH_DATE = re.compile(r"(\d{1,2})[-.](\d{1,2})[-.](\d{4}) +(\d{1,2})[:.](\d{2})(:00)?")
"""Excel rewrites a time like this when a Danish user opens a CSV file and saves it."""


def text(value: str, *, longest: int = LONGEST) -> str:
    """Return one line of text, its spaces made single."""
    if len(value) > longest:
        raise CellTooLong(limit=longest)
    if value.startswith(FORMULA):
        raise LooksLikeFormula
    if _LOST.search(value):
        raise LettersLost
    return " ".join(value.split())


def filled(value: str, parse: Callable[[str], str] = text) -> str:
    """Return what `parse` makes of an argument that must not be empty."""
    if not value.strip():
        raise IsEmpty
    return parse(value.strip())


def long_text(value: str) -> str:
    """Return text that may have several lines."""
    if len(value) > LONGEST_TEXT:
        raise CellTooLong(limit=LONGEST_TEXT)
    return "\n".join(text(line.strip(), longest=LONGEST_TEXT) for line in value.splitlines())


def address(value: str) -> str:
    """Return an address; on several lines in the file, on one here."""
    return text(", ".join(line.strip(" ,") for line in value.splitlines()))


def reference(value: str) -> str:
    """Return a short name that things are known by."""
    return text(value, longest=64)


def phone(value: str) -> str:
    """Return a telephone number as it is written."""
    if not _PHONE.fullmatch(value):
        raise NotAPhone(text=value)
    return " ".join(value.split())


def moment(value: str) -> datetime:
    """Return the UTC moment of a Copenhagen time."""
    danish = _DANISH_DATE.fullmatch(value)
    if danish:
        day, month, year, hour, minute = danish.groups()[:5]
        value = f"{year}-{month:0>2}-{day:0>2} {hour:0>2}:{minute}"
    if not value[:4].isdecimal() or not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
        raise NotATime(text=value)
    return time.read(value)


def whole_number(*, low: int, high: int) -> Callable[[str], int]:
    """Return the parser of numbers within these."""

    def parse(value: str) -> int:
        if not (value.isdecimal() and len(value) < 10 and low <= int(value) <= high):  # noqa: PLR2004
            raise NotANumber(text=value, low=low, high=high)
        return int(value)

    return parse


def degree(*, limit: int) -> Callable[[str], float]:
    """Return the parser of degrees from -limit to limit, with a comma or a point."""

    def parse(value: str) -> float:
        if not re.fullmatch(r"-?\d{1,3}([.,]\d{1,15})?", value):
            raise NotADegree(text=value, low=-limit, high=limit)
        found = float(value.replace(",", "."))
        if abs(found) > limit:
            raise NotADegree(text=value, low=-limit, high=limit)
        return found

    return parse


def word(kind: type[Word], others: Mapping[str, Word]) -> Callable[[str], Word]:
    """Return the parser of a vocabulary's words and of `others`, such as the Danish ones."""
    known = {member.value: member for member in kind} | dict(others)

    def parse(value: str) -> Word:
        found = known.get(value.casefold())
        if found is None:
            raise UnknownWord(
                text=value[:LONGEST], words=", ".join(member.value for member in kind)
            )
        return found

    return parse
