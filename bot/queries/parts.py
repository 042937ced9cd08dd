"""What a line in the console is made of: words of the store, moments, and what was typed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.texts.say import shorten


@dataclass(frozen=True)
class Label:
    """Something that was named in Danish always, in English sometimes."""

    da: str
    en: str | None = None

    def name(self, language: str) -> str:
        """Return the name in the language that a member of staff reads."""
        return (self.en if language == "en" else None) or self.da


@dataclass(frozen=True)
class Score:
    """An answer on the scale from 1 to 5."""

    value: int


@dataclass(frozen=True)
class Number:
    """The number of a receipt."""

    value: int


class Hint(StrEnum):
    """What is said in the place of something that is not shown."""

    MASKED = "masked"
    WHOLE_DAY = "whole_day"
    GO_AGAIN = "go_again"
    NOT_KNOWN = "not_known"
    OWN_CITIZENS = "own_citizens"


Part = StrEnum | Label | Score | Number | datetime | date | str
"""A `str` is shown as it was typed, a word of the store in the reader's language."""

Parts = tuple[Part, ...]
LONGEST = 120


def typed(*texts: str | None) -> Parts:
    """Return what was typed, each cut to a line, as far as there is any."""
    return tuple(shorten(text, LONGEST) for text in texts if text and text.strip())
