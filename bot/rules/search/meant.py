"""What may be meant by plain words that are nobody's name: "hold bus", "fravær over 2".

A word without an operator is looked for in names. What is found here is only offered, never asked
instead of what was typed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.rules.search import catalogue, reading
from bot.rules.search.field import Field, Kind, Named, Operator
from bot.rules.search.house import House
from bot.rules.search.outcomes import NOW
from bot.rules.search.people import NO, YES
from bot.rules.search.refused import BadQuery
from bot.rules.search.spoken import BY_VALUE, COMPARED, FILLERS, MINE, PHRASES, WITHOUT
from bot.rules.search.typed import quoted

ENDINGS = ("", "e", "er", "en", "et", "ne", "erne", "ken", "s", "t")
LONGEST_NAME = 4
"""So many words are tried as one name."""
MOST_WORDS = 12
SHORTEST = 3
"""Shorter values are asked for with their field only: "en" is an article, too."""
CLOSE, LONG_ENOUGH = 0.84, 5
"""So near is a slip of the finger, in a word of so many letters."""

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
    reader = _Reader(house, language, words, [word.lower() for word in words])
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

    house: House
    language: str
    words: Sequence[str]
    low: Sequence[str]
    out: list[str] = field(default_factory=list)
    at: int = 0
    is_other: bool = False
    has_names: bool = False
    known: dict[str, dict[str, str]] = field(default_factory=dict)

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
        word = self.low[self.at]
        if self._is_me(self.at):
            name = _field("caseworker").name(self.language)
            self._put(f"{name}:{reading.ME[self._second]}", self.at + 1)
        elif word in FILLERS:
            self.at += 1
        else:
            self.has_names = True
            self._keep()

    def _phrase(self) -> bool:
        """Read "klar til job", "ikke hørt fra i 14 dage"."""
        for words, (key, value) in PHRASES.items():
            end = self.at + len(words)
            if tuple(self.low[self.at : end]) == words:
                found = _field(key)
                if not value:
                    return self._than(found, end)
                return self._put(f"{found.name(self.language)}:{self._said(found, value)}", end)
        return False

    def _without(self) -> bool:
        """Read "ingen praktik", "ikke i praktik", "ikke kvinder"."""
        if self.low[self.at] not in WITHOUT:
            return False
        at = self._past_fillers(self.at + 1)
        found = self._asked(at)
        if found is not None and found.kind in {Kind.WORD, Kind.NAMED}:
            none = self._said(found, NO) or reading.NOTHING[self._second]
            return self._put(f"{found.name(self.language)}:{none}", at + 1)
        value = self._value(at)
        if value is None:
            return False
        said, end = value
        return self._put(f"{catalogue.NOT[self._second]} {said}", end)

    def _compared(self) -> bool:
        """Read "fravær over 2", "tavs 14 dage", "dansk DU2"."""
        found = self._asked(self.at)
        return found is not None and found.is_ranged and self._than(found, self.at + 1)

    def _than(self, found: Field, at: int) -> bool:
        """Read what a number, a day or a level is compared with."""
        day = " ".join(self.low[at : at + 2])
        if found.kind is Kind.DAY and day in reading.TODAY:
            return self._put(f"{found.name(self.language)}:{day}", at + 2)
        sign, at = self._operator(found, self._past_fillers(at))
        for size in (2, 1):
            words = " ".join(self.low[at : at + size])
            typed = words.replace(" ", "")
            is_one = at + size <= len(self.low) and not _TWO_NUMBERS.search(words)
            if is_one and _fits(found, typed):
                value = typed.upper() if found.kind is Kind.LEVEL else typed
                return self._put(f"{found.name(self.language)}{sign}{value}", at + size)
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
        found = self._asked(self.at)
        if found is None or found.is_ranged:
            return False
        at, name = self._past_fillers(self.at + 1), found.name(self.language)
        value = self._value_of(found, at)
        if value is not None:
            return self._put(f"{name}:{value[0]}", value[1])
        if found.kind in {Kind.TEXT, Kind.EXACT} and at < len(self.low):
            return self._put(f"{name}:{quoted(self.words[at])}", at + 1)
        said = self._said(found, NOW if found.key == "placement" else YES)
        return said is not None and self._put(f"{name}:{said}", self.at + 1)

    def _valued(self) -> bool:
        """Read "jobparate", "kvinder", "bus"."""
        value = self._value(self.at)
        return value is not None and self._put(*value)

    def _value(self, at: int) -> tuple[str, int] | None:
        """Return which field has the words from here as a value, and where they end."""
        if at >= len(self.low) or len(self.low[at]) < SHORTEST:
            return None
        for found in map(_field, BY_VALUE):
            value = self._value_of(found, at)
            if value is not None:
                return f"{found.name(self.language)}:{value[0]}", value[1]
        return None

    def _value_of(self, found: Field, at: int) -> tuple[str, int] | None:
        if found.named is Named.STAFF and self._is_me(at):
            return reading.ME[self._second], at + 1
        known = self.known.get(found.key)
        if known is None:
            known = self.known[found.key] = dict(self._known(found))
        for size in range(min(LONGEST_NAME, len(self.low) - at), 0, -1):
            typed = " ".join(self.low[at : at + size])
            name = _same(typed, known)
            if name is not None:
                return quoted(known[name]), at + size
        return None

    def _is_me(self, at: int) -> bool:
        return at < len(self.low) and self.low[at] in MINE and self.house.me is not None

    def _known(self, found: Field) -> Iterable[tuple[str, str]]:
        """Yield each name of a value of this field, and how the value is best typed."""
        for word in found.values:
            if word.key not in {YES, NO}:
                yield from ((name.lower(), word.name(self.language)) for name in word.names)
        for thing in self.house.things(found.named) if found.named else ():
            short = thing.names[-1] if found.named in _SHORT else thing.names[0]
            yield from ((name.lower(), short) for name in thing.known_as)
            if found.named is Named.STAFF:
                yield thing.first.lower(), thing.first

    def _asked(self, at: int) -> Field | None:
        """Return the field whose name stands here, in any form of the word."""
        word = self.low[at] if at < len(self.low) else ""
        if word in FILLERS:
            return None
        named = (catalogue.named(word.removesuffix(one)) for one in ENDINGS if word.endswith(one))
        return next((one for one in named if one is not None), None)

    def _said(self, found: Field, key: str) -> str | None:
        """Return what a value of a field is called, if it has it."""
        word = found.word(key)
        return word.name(self.language) if word else None

    @property
    def _second(self) -> int:
        """Which of two words is the reader's: Danish, English."""
        return 1 if self.language == "en" else 0

    def _past_fillers(self, at: int) -> int:
        while at < len(self.low) and self.low[at] in FILLERS:
            at += 1
        return at


def _field(key: str) -> Field:
    return next(one for one in catalogue.FIELDS if one.key == key)


_SHORT = {Named.COURSE, Named.CATEGORY}
"""What has a code or a key, which comes last."""


def _same(typed: str, names: Collection[str]) -> str | None:
    """Return the name that was typed, in another form of the word or with a slip."""
    for ending in ENDINGS:
        bare = typed.removesuffix(ending)
        if bare in names and (not ending or typed.endswith(ending)):
            return bare
    if len(typed) < LONG_ENOUGH or " " in typed:
        return None
    near = get_close_matches(typed, names, n=1, cutoff=CLOSE)
    return near[0] if near else None


def _fits(found: Field, typed: str) -> bool:
    """Tell whether this can be what a number, a day or a level is compared with."""
    if found.kind is Kind.DAY:
        return reading.duration(typed) is not None
    if found.kind is Kind.LEVEL:
        return re.fullmatch(r"(du)?[1-3]([.,][1-6])?", typed) is not None
    return re.fullmatch(r"\d{1,6}(/\S+)?", typed) is not None
