"""The lines of a list that is brought in, and what is wrong with them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from bot.rules.refusals import Refused

Wanted_co = TypeVar("Wanted_co", covariant=True)


class Effect(StrEnum):
    """What one line did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Line(Generic[Wanted_co]):
    """What one line of a file wants; `number` counts from 1."""

    number: int
    wanted: Wanted_co


@dataclass(frozen=True)
class Problem:
    """Why one cell of a file cannot be taken; `column` is its name, or empty for the line."""

    line: int
    column: str
    why: Refused

    def __str__(self) -> str:
        """Return "line 4, starts: …" in English."""
        where = f"line {self.line}, {self.column}" if self.column else f"line {self.line}"
        return f"{where}: {self.why}"
