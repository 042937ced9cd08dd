"""Which field, and which value of a field, a word names that somebody writes as they speak.

In any form of the word, and with a slip of the finger.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.rules.search import catalogue, reading
from bot.rules.search.field import Field, Named
from bot.rules.search.house import House
from bot.rules.search.people import NO, YES
from bot.rules.search.spoken import BY_VALUE, FILLERS, MINE
from bot.rules.search.typed import quoted

ENDINGS = ("", "e", "er", "en", "et", "ne", "erne", "ken", "s", "t")
LONGEST_NAME = 4
"""So many words are tried as one name."""
SHORTEST = 3
"""Shorter values are asked for with their field only: "en" is an article, too."""
CLOSE, LONG_ENOUGH = 0.84, 5
"""So near is a slip of the finger, in a word of so many letters."""

_SHORT = {Named.COURSE, Named.CATEGORY}
"""What has a code or a key, which comes last."""

Value = tuple[str, int]
"""How a value is best typed, and how many words have named it."""


def field_of(key: str) -> Field:
    """Return the field with this key."""
    return next(one for one in catalogue.FIELDS if one.key == key)


@dataclass(frozen=True)
class Lexicon:
    """The words of one house; what they name is said in one language."""

    house: House
    language: str
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def name(self, found: Field) -> str:
        """Return what a field is called."""
        return found.name(self.language)

    def said(self, found: Field, key: str) -> str | None:
        """Return what a value of a field is called, if it has it."""
        word = found.word(key)
        return word.name(self.language) if word else None

    def either(self, words: Sequence[str]) -> str:
        """Return one of two words: the first is Danish, the second English."""
        return words[1 if self.language == "en" else 0]

    def asked(self, words: Sequence[str]) -> Field | None:
        """Return the field whose name the first of these words is, in any form of it."""
        word = words[0] if words else ""
        if word in FILLERS:
            return None
        named = (catalogue.named(word.removesuffix(one)) for one in ENDINGS if word.endswith(one))
        return next((one for one in named if one is not None), None)

    def value(self, words: Sequence[str]) -> Value | None:
        """Return the first of these words as a value, with the field that it is of."""
        if self._is_me(words):
            return f"{self.name(field_of('caseworker'))}:{self.either(reading.ME)}", 1
        if not words or len(words[0]) < SHORTEST:
            return None
        for found in map(field_of, BY_VALUE):
            value = self.value_of(found, words)
            if value is not None:
                return f"{self.name(found)}:{value[0]}", value[1]
        return None

    def value_of(self, found: Field, words: Sequence[str]) -> Value | None:
        """Return the first of these words as a value of a field; the longest name comes first."""
        if found.named is Named.STAFF and self._is_me(words):
            return self.either(reading.ME), 1
        known = self.known.get(found.key)
        if known is None:
            known = self.known[found.key] = dict(self._known(found))
        for size in range(min(LONGEST_NAME, len(words)), 0, -1):
            name = _same(" ".join(words[:size]), known)
            if name is not None:
                return quoted(known[name]), size
        return None

    def _is_me(self, words: Sequence[str]) -> bool:
        return self.house.me is not None and bool(words) and words[0] in MINE

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
