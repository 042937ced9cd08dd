"""A form of any kind: what was typed, what is wrong beside each field, and what it means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.console.session_form import (
    CLOCK,
    DANISH_DATE,
    LATITUDE,
    LONGITUDE,
    HalfACoordinate,
    Missing,
    NotAClock,
    NotACoordinate,
    NotADate,
    TooLong,
)
from bot.rules.refusals import Refused

DAYS = tuple(f"day{number}" for number in range(7))
"""The boxes of the weekdays; 0 is Monday."""

_WHOLE = re.compile(r"[0-9]{1,6}")


class NotACount(Refused):
    """“{text}” is not a whole number from {low} to {high}."""


class NoWeekday(Refused):
    """Choose at least one weekday."""


@dataclass
class Fields:
    """The values of a form by the name of the field; errors stand by the field that can mend them.

    Each reading keeps its error and returns something harmless, so that all are found at once.
    """

    values: dict[str, str]
    errors: dict[str, Refused] = field(default_factory=dict)

    @classmethod
    def posted(cls, form: Mapping[str, str], names: Sequence[str]) -> "Fields":
        """Return what was posted in these fields."""
        return cls({name: form.get(name, "").strip() for name in names})

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
        typed = self.text(name, 20, needed=True)
        if _WHOLE.fullmatch(typed) and low <= int(typed) <= high:
            return int(typed)
        self.errors.setdefault(name, NotACount(text=typed, low=low, high=high))
        return low

    def day(self, name: str) -> date:
        """Return a date; Danish 24/11/2026 and 24.11.2026 are read too."""
        typed = self.text(name, 20, needed=True)
        danish = DANISH_DATE.fullmatch(typed)
        text = f"{danish[3]}-{int(danish[2]):02}-{int(danish[1]):02}" if danish else typed
        try:
            return datetime.fromisoformat(text).date()
        except ValueError:
            self.errors.setdefault(name, NotADate(text=typed))
            return date.min

    def clock(self, name: str) -> time:
        """Return a time of day as 09:30, 9.30 or 0930."""
        typed = self.text(name, 20, needed=True)
        form = CLOCK.fullmatch(typed)
        try:
            if form:
                return time(int(form[1]), int(form[2]))
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


def days_shown(weekdays: str) -> dict[str, str]:
    """Return the values of the boxes of these weekdays."""
    return {name: "on" if str(number) in weekdays else "" for number, name in enumerate(DAYS)}


def degrees_shown(value: float | None) -> str:
    """Return degrees as they are typed."""
    return "" if value is None else f"{value:g}"
