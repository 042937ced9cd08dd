"""The sentence that a caseworker adds to what people are told, and what it lacks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.rules.refusals import Refused
from bot.rules.writings import text_field
from bot.rules.written import units
from storage.vocabulary import Language

LONGEST = 300
"""UTF-16 units."""


class NoDanish(Refused):
    """Write the sentence in Danish too: it is what the other languages translate."""


class SentenceTooLong(Refused):
    """The sentence is too long. Use at most {limit} characters."""


class BracesInSentence(Refused):
    """Nothing is filled in here. Write it without braces."""


class NotDecided(Refused):
    """It is missing in this language. Write it, or choose what these people get instead."""


@dataclass(frozen=True)
class Sentence:
    """What is added, by language; who reads a language of `without` does not get it.

    Where it is missing in a language of neither, the Danish is said, and that it is Danish.
    """

    texts: Mapping[Language, str]
    without: frozenset[Language] = frozenset()
    danish: frozenset[Language] = field(default=frozenset(), compare=False)

    def gaps(self, languages: Collection[Language]) -> list[Language]:
        """Return those of these languages for which it is not said what happens."""
        decided = self.texts.keys() | self.without | self.danish
        return [one for one in languages if one not in decided]


def read(
    typed: Mapping[Language, str],
    *,
    without: Collection[Language] = (),
    danish: Collection[Language] = (),
) -> Sentence | None:
    """Return the sentence, on one line; None when there is none.

    Raises NoDanish, SentenceTooLong and BracesInSentence with their `field`.
    """
    texts = {one: words for one, text in typed.items() if (words := " ".join(text.split()))}
    if not texts:
        return None
    if Language.DANISH not in texts:
        raise NoDanish(field=text_field(Language.DANISH))
    for one, words in texts.items():
        if units(words) > LONGEST:
            raise SentenceTooLong(limit=LONGEST, field=text_field(one))
        if set("{}") & set(words):
            raise BracesInSentence(field=text_field(one))
    return Sentence(texts, frozenset(without), frozenset(danish))
