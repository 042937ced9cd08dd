"""What may be meant by plain words that are nobody's name: "hold bus", "fravær over 2".

A word without an operator is looked for in names. What is found here is only offered, never asked
instead of what was typed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.rules.search import catalogue, reading
from bot.rules.search.field import Field, Kind, Operator
from bot.rules.search.house import House
from bot.rules.search.lexicon import Lexicon, field_of
from bot.rules.search.outcomes import NOW
from bot.rules.search.people import NO, YES
from bot.rules.search.refused import BadQuery
from bot.rules.search.spoken import COMPARED, FILLERS, PHRASES, WITHOUT
from bot.rules.search.typed import quoted

MOST_WORDS = 12
JOINING = (*catalogue.AND, *catalogue.OR)

SIGN = re.compile(r"[:=<>~≤≥≠]")
"""What asks for anything but a name."""
_PLAIN = re.compile(r"[^\"()]*")
_TWO_NUMBERS = re.compile(r"\d \d")


@dataclass(frozen=True)
class Meant:
    """A query that may be meant; `is_certain` when no word of it is looked for as a name."""

    text: str
    is_certain: bool


def meant(text: str, house: House, language: str) -> Meant | None:
    """Return what may be meant by a text, if it is anything else than what was typed."""
    words = text.replace(",", " ").split()
    if not _PLAIN.fullmatch(text) or not 0 < len(words) <= MOST_WORDS:
        return None
    reader = _Reader(Lexicon(house, language), words, [word.lower() for word in words])
    reader.read()
    if not reader.is_other:
        return None
    return Meant(" ".join(reader.out), not reader.has_names)


def mended(text: str, wrong: BadQuery) -> str:
    """Return a query with what was perhaps meant in the place of a slip; empty when unknown."""
    near = wrong.values.get("near")
    if near is None:
        return ""
    return f"{text[: wrong.at]}{quoted(str(near))}{text[wrong.at + wrong.length :]}"


@dataclass
class _Reader:
    """Reads words from the left; `out` is what they may mean."""

    lexicon: Lexicon
    words: Sequence[str]
    low: Sequence[str]
    out: list[str] = field(default_factory=list)
    at: int = 0
    is_other: bool = False
    has_names: bool = False

    def read(self) -> None:
        while self.at < len(self.low):
            if SIGN.search(self.low[self.at]) or self.low[self.at] in JOINING:
                self._keep()
            elif not any(read() for read in self._readers):
                self._other()

    @property
    def _readers(self) -> tuple[Callable[[], bool], ...]:
        return self._phrase, self._without, self._compared, self._named, self._valued

    def _keep(self) -> None:
        self.out.append(self.words[self.at])
        self.at += 1

    def _put(self, text: str, end: int) -> bool:
        self.out.append(text)
        self.at, self.is_other = end, True
        return True

    def _other(self) -> None:
        """Take a word that is neither a field nor a value."""
        if self.low[self.at] in FILLERS:
            self.at += 1
        else:
            self.has_names = True
            self._keep()

    def _phrase(self) -> bool:
        """Read "klar til job", "ikke hørt fra i 14 dage"."""
        for words, (key, value) in PHRASES.items():
            end = self.at + len(words)
            if tuple(self.low[self.at : end]) == words:
                found = field_of(key)
                if not value:
                    return self._than(found, end)
                said = self.lexicon.said(found, value)
                return self._put(f"{self.lexicon.name(found)}:{said}", end)
        return False

    def _without(self) -> bool:
        """Read "ingen praktik", "ikke i praktik", "ikke kvinder"."""
        if self.low[self.at] not in WITHOUT:
            return False
        at = self._past_fillers(self.at + 1)
        lexicon, ahead = self.lexicon, self.low[at:]
        found = lexicon.asked(ahead)
        if found is not None and found.kind in {Kind.WORD, Kind.NAMED}:
            none = lexicon.said(found, NO) or lexicon.either(reading.NOTHING)
            return self._put(f"{lexicon.name(found)}:{none}", at + 1)
        value = lexicon.value(ahead)
        if value is None:
            return False
        said, size = value
        return self._put(f"{lexicon.either(catalogue.NOT)} {said}", at + size)

    def _compared(self) -> bool:
        """Read "fravær over 2", "tavs 14 dage", "dansk DU2"."""
        found = self.lexicon.asked(self.low[self.at :])
        return found is not None and found.is_ranged and self._than(found, self.at + 1)

    def _than(self, found: Field, at: int) -> bool:
        """Read what a number, a day or a level is compared with."""
        name, day = self.lexicon.name(found), " ".join(self.low[at : at + 2])
        if found.kind is Kind.DAY and day in reading.TODAY:
            return self._put(f"{name}:{day}", at + 2)
        sign, at = self._operator(found, self._past_fillers(at))
        for size in (2, 1):
            words = " ".join(self.low[at : at + size])
            typed = words.replace(" ", "")
            is_one = at + size <= len(self.low) and not _TWO_NUMBERS.search(words)
            if is_one and _fits(found, typed):
                value = typed.upper() if found.kind is Kind.LEVEL else typed
                return self._put(f"{name}{sign}{value}", at + size)
        return False

    def _operator(self, found: Field, at: int) -> tuple[Operator, int]:
        for words, sign in COMPARED.items():
            if tuple(self.low[at : at + len(words)]) == words:
                return sign, at + len(words)
        if found.kind is Kind.NUMBER:
            return Operator.AT_LEAST, at
        if found.kind is Kind.DAY:
            return (Operator.MORE if found.never else Operator.LESS), at
        return Operator.HAS, at

    def _named(self) -> bool:
        """Read "hold bus", "kategori jobparat", "navn Selam", and "i praktik" by itself."""
        lexicon = self.lexicon
        found = lexicon.asked(self.low[self.at :])
        if found is None or found.is_ranged:
            return False
        at, name = self._past_fillers(self.at + 1), lexicon.name(found)
        value = lexicon.value_of(found, self.low[at:])
        if value is not None:
            return self._put(f"{name}:{value[0]}", at + value[1])
        if found.kind in {Kind.TEXT, Kind.EXACT} and at < len(self.low):
            return self._put(f"{name}:{quoted(self.words[at])}", at + 1)
        said = lexicon.said(found, NOW if found.key == "placement" else YES)
        return said is not None and self._put(f"{name}:{said}", self.at + 1)

    def _valued(self) -> bool:
        """Read "jobparate", "kvinder", "bus"."""
        value = self.lexicon.value(self.low[self.at :])
        return value is not None and self._put(value[0], self.at + value[1])

    def _past_fillers(self, at: int) -> int:
        while at < len(self.low) and self.low[at] in FILLERS:
            at += 1
        return at


def _fits(found: Field, typed: str) -> bool:
    """Tell whether this can be what a number, a day or a level is compared with."""
    if found.kind is Kind.DAY:
        return reading.duration(typed) is not None
    if found.kind is Kind.LEVEL:
        return re.fullmatch(r"(du)?[1-3]([.,][1-6])?", typed) is not None
    return re.fullmatch(r"\d{1,6}(/\S+)?", typed) is not None
