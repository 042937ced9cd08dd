"""What may be wrong with a text to many and is not refused: the sender looks at it once more."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.rules.refusals import Refused
from bot.rules.time import local
from storage.vocabulary import Language

LETTERS = {
    Language.ARABIC: re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    Language.TIGRINYA: re.compile(r"[\u1200-\u139f\u2d80-\u2ddf]"),
}
"""The letters of those languages that have their own."""

_CLOCK = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])|\b[Kk]l\.?\s*(\d{1,2})(?:[.:]([0-5]\d))?"
)
_DATE = re.compile(r"(?<![\d.:/])(\d{1,2})[/.](\d{1,2})(?:[/.](?:20)?\d\d)?(?![\d:])")
_MONTHS, _DAYS = 12, 31
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


class Doubt(Refused):
    """Something may be wrong here."""


class NamesSomebody(Doubt):
    """“{name}” is the first name of one of your people. Is it meant for everybody to read?"""


class OtherClock(Doubt):
    """The text says {typed}, and the session is at {clock}. {{time}} fills in the right one."""


class OtherDay(Doubt):
    """The text says {typed}, and the session is on {day}. {{day}} fills in the right one."""


class OtherLetters(Doubt):
    """There is no letter of this language in this text."""


class SameAsDanish(Doubt):
    """This is the same as the Danish text."""


@dataclass(frozen=True)
class Span:
    """When the session is that the text speaks of; aware UTC."""

    starts_at: datetime
    ends_at: datetime


def of(
    texts: Mapping[Language, str], first_names: frozenset[str], session: Span | None
) -> Iterator[tuple[Language, Doubt]]:
    """Yield what may be wrong in each language; `first_names` are as they are written."""
    for language, text in texts.items():
        for doubt in (
            *_names(text, first_names),
            *(_moments(text, session) if session else ()),
            *_letters(language, text, texts.get(Language.DANISH, "")),
        ):
            yield language, doubt


def _names(text: str, first_names: frozenset[str]) -> Iterator[Doubt]:
    # As they are written: a Danish "hans" is a word, "Hans" may be somebody.
    found = dict.fromkeys(word for word in re.findall(r"\w+", text) if word in first_names)
    return (NamesSomebody(name=name) for name in found)


def _moments(text: str, session: Span) -> Iterator[Doubt]:
    digits = text.translate(_DIGITS)
    start, end = local(session.starts_at), local(session.ends_at)
    for found in _CLOCK.finditer(digits):
        hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
        if (hour, minute) not in {(start.hour, start.minute), (end.hour, end.minute)}:
            yield OtherClock(typed=found[0], clock=f"{start:%H:%M}")
    for found in _DATE.finditer(_CLOCK.sub("", digits)):
        day, month = int(found[1]), int(found[2])
        is_date = 1 <= day <= _DAYS and 1 <= month <= _MONTHS
        if is_date and (day, month) not in {(one.day, one.month) for one in (start, end)}:
            yield OtherDay(typed=found[0], day=f"{start.day}/{start.month}")


def _letters(language: Language, text: str, danish: str) -> Iterator[Doubt]:
    letters = LETTERS.get(language)
    if letters and not letters.search(text):
        yield OtherLetters()
    elif language is not Language.DANISH and text == danish:
        yield SameAsDanish()
