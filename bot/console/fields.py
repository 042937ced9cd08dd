"""A form of any kind: what was typed, what is wrong beside each field, and what it means."""

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import TracebackType
from typing import Self

from bot.rules.refusals import NotThere, Refused

DAYS = tuple(f"day{number}" for number in range(7))
"""The boxes of the weekdays; 0 is Monday."""

LATITUDE, LONGITUDE = 90.0, 180.0
SHORT = 20
"""No number, date or time of day is longer."""

_CLOCK = re.compile(r"(\d{1,2})[:.]?(\d{2})")
_DANISH_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WHOLE = re.compile(r"[0-9]{1,6}")


class Missing(Refused):
    """Fill in this field."""


class TooLong(Refused):
    """This is too long: at most {limit} characters."""


class NotADate(Refused):
    """“{text}” is not a date. Write it as 2026-11-24 or 24/11/2026."""


class NotAClock(Refused):
    """“{text}” is not a time of day. Write it as 09:30."""


class NotACoordinate(Refused):
    """“{text}” is not a coordinate. Write degrees such as 56.4607, or leave both fields empty."""


class HalfACoordinate(Refused):
    """A point on the map needs both coordinates. Fill in this one too, or leave both empty."""


class NotACount(Refused):
    """“{text}” is not a whole number from {low} to {high}."""


class NoWeekday(Refused):
    """Choose at least one weekday."""


@dataclass
class Fields:
    """The values of a form by the name of the field; errors stand by the field that can mend them.

    "" is the form as a whole. Each reading keeps its error and returns something harmless, so
    that all are found at once. `was` are the values that the form was made from, where a
    colleague may change them meanwhile.
    """

    values: dict[str, str]
    errors: dict[str, Refused] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)

    @classmethod
    def posted(cls, form: Mapping[str, str], names: Sequence[str]) -> Self:
        """Return what was posted in these fields."""
        return cls({name: form.get(name, "").strip() for name in names})

    def refusals(self) -> "Refusals":
        """Return a block in which why something cannot be done becomes an error of the form."""
        return Refusals(self)

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside the field that it names, else above them all."""
        name = refused.values.get("field")
        self.errors[str(name) if name in self.values else ""] = refused

    def text(self, name: str, limit: int, *, needed: bool = False) -> str:
        """Return a text of at most `limit` characters."""
        typed = self.values[name]
        if needed and not typed:
            self.errors[name] = Missing()
        elif len(typed) > limit:
            self.errors[name] = TooLong(limit=limit)
        return typed

    def whole(self, name: str, *, low: int, high: int) -> int:
        """Return a whole number."""
        typed = self.text(name, SHORT, needed=True)
        if _WHOLE.fullmatch(typed) and low <= int(typed) <= high:
            return int(typed)
        self.errors.setdefault(name, NotACount(text=typed, low=low, high=high))
        return low

    def day(self, name: str) -> date:
        """Return a date; Danish 24/11/2026 and 24.11.2026 are read too."""
        typed = self.text(name, SHORT, needed=True)
        danish = _DANISH_DATE.fullmatch(typed)
        text = f"{danish[3]}-{int(danish[2]):02}-{int(danish[1]):02}" if danish else typed
        try:
            return datetime.fromisoformat(text).date()
        except ValueError:
            self.errors.setdefault(name, NotADate(text=typed))
            return date.min

    def clock(self, name: str) -> time:
        """Return a time of day as 09:30, 9.30 or 0930."""
        typed = self.text(name, SHORT, needed=True)
        found = _CLOCK.fullmatch(typed)
        try:
            if found:
                return time(int(found[1]), int(found[2]))
        except ValueError:
            pass
        self.errors.setdefault(name, NotAClock(text=typed))
        return time.min

    def weekdays(self) -> str:
        """Return the chosen weekdays as digits; an error stands by the first box."""
        found = "".join(str(number) for number, name in enumerate(DAYS) if self.values[name])
        if not found:
            self.errors[DAYS[0]] = NoWeekday()
        return found

    def point(self) -> tuple[float | None, float | None]:
        """Return the degrees north and east, both or none."""
        north = self._degrees("latitude", LATITUDE)
        east = self._degrees("longitude", LONGITUDE)
        typed = bool(self.values["latitude"]), bool(self.values["longitude"])
        if typed[0] != typed[1]:
            self.errors["longitude" if typed[0] else "latitude"] = HalfACoordinate()
        return north, east

    def _degrees(self, name: str, limit: float) -> float | None:
        typed = self.values[name]
        if not typed:
            return None
        try:
            degrees = float(typed.replace(",", "."))
        except ValueError:
            degrees = limit + 1
        if not abs(degrees) <= limit:  # also refuses what is not a number
            self.errors[name] = NotACoordinate(text=typed)
            return None
        return degrees


class Refusals(AbstractContextManager[None]):
    """Goes on after the block with what was refused; what is not there stays not there."""

    def __init__(self, form: Fields) -> None:
        self.form = form

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        """Keep the refusal in the form."""
        if not isinstance(error, Refused) or isinstance(error, NotThere):
            return False
        self.form.refuse(error)
        return True


def days_shown(weekdays: str) -> dict[str, str]:
    """Return the values of the boxes of these weekdays."""
    return {name: "on" if str(number) in weekdays else "" for number, name in enumerate(DAYS)}


def degrees_shown(value: float | None) -> str:
    """Return degrees as they are typed."""
    return "" if value is None else f"{value:g}"
