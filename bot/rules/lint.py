"""Does a text hold what should not go over Telegram? Asked of what staff write, and of our own.

A municipality adds words of its own and, with a minus before it, lets a word through: a shipped
entry as a whole ("-hospital*"), or only one that it would find ("-hospitalskøkken").
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.rules import cpr
from bot.rules.forbidden import SHIPPED, TRADES
from bot.rules.refusals import Refused
from bot.rules.topics import Topic

SENSITIVE = (Topic.CPR, Topic.HEALTH, Topic.OWN)
"""What somebody may better not have written about themselves."""

_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670]+")
"""Signs for vowels stand within a word."""

_SAME = str.maketrans("أإآٱىةؤئ", "اااايهوي")
ATTACHED = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ንዝ", "ብዝ", "ን", "ብ", "ዝ")
"""What Arabic and Tigrinya write together with the word that follows."""


class CprNotAllowed(Refused):
    """This looks like a CPR number. It must not be sent over Telegram: call, or send a letter."""


class WordNotAllowed(Refused):
    """“{word}” must not be sent over Telegram.

    Write only of time, place and practical things; call, or send a letter, about the rest.
    """


class NameNotAllowed(Refused):
    """“{name}” is one of your people, and a text may be read by others.

    Write {{name}} where each is to be called by their own name.
    """


@dataclass(frozen=True)
class Finding:
    """What was found first: of which topic, and the words as they stand in the text."""

    topic: Topic
    word: str = ""


def find(text: str, *, own: Iterable[object] = ()) -> Finding | None:
    """Return the first thing that should not be sent; `own` are the municipality's words."""
    if cpr.is_in(text):
        return Finding(Topic.CPR)
    return next(_findings(text, tuple(str(word) for word in own)), None)


def is_sensitive(text: str, *, own: Iterable[object] = ()) -> bool:
    """Tell whether a text looks like a CPR number, or speaks of health."""
    found = _findings(text, tuple(str(word) for word in own))
    return cpr.is_in(text) or any(one.topic in SENSITIVE for one in found)


def check(text: str, *, own: Iterable[object] = (), field: str = "") -> None:
    """Raise CprNotAllowed or WordNotAllowed for a text that must not be sent.

    `field` tells where it was written; both refusals keep it.
    """
    found = find(text, own=own)
    if found is not None and found.topic is Topic.CPR:
        raise CprNotAllowed(field=field)
    if found is not None:
        raise WordNotAllowed(word=found.word, field=field)


def check_names(text: str, names: Iterable[str], *, field: str = "") -> None:
    """Raise NameNotAllowed for a text that holds one of these full names.

    A name of a single word is not looked for: it may be a word like any other. Danish and
    English put an s to a name whose thing something is.
    """
    words = _words(text)
    begins: dict[str, list[int]] = {}
    for start, word in enumerate(words):
        for bare in _bare(word):
            begins.setdefault(bare, []).append(start)
    for name in names:
        first, *others = _words(name) or ("",)
        for start in begins.get(first, ()):
            last = words[start + len(others) : start + 1 + len(others)]
            before = words[start + 1 : start + len(others)]
            if others and before == others[:-1] and last in ([others[-1]], [f"{others[-1]}s"]):
                raise NameNotAllowed(name=name, field=field)


@dataclass(frozen=True)
class _Lexicon:
    """The entries by their first word: those that are whole words, and those with any ending.

    A word that is `free` is not found, whatever it begins with; a `*` ends those with any ending.
    """

    whole: dict[str, list[tuple[Topic, tuple[str, ...]]]]
    stems: dict[str, list[tuple[Topic, tuple[str, ...]]]]
    free: frozenset[str]

    def beginning(self, word: str) -> Iterator[tuple[Topic, tuple[str, ...]]]:
        """Yield the topic of each entry that this word begins, and the words that must follow."""
        for bare in _bare(word):
            if bare in self.free or any(f"{bare[:end]}*" in self.free for end in _ends(bare)):
                continue
            yield from self.whole.get(bare, ())
            for end in _ends(bare):
                yield from self.stems.get(bare[:end], ())


def _findings(text: str, own: tuple[str, ...]) -> Iterator[Finding]:
    words = [match[0] for match in _WORD.finditer(unicodedata.normalize("NFC", text))]
    folded = [_fold(word) for word in words]
    lexicon = _lexicon(own)
    for start, word in enumerate(folded):
        for topic, others in lexicon.beginning(word):
            end = start + 1 + len(others)
            if tuple(folded[start + 1 : end]) == others:
                yield Finding(topic, " ".join(words[start:end]))


@lru_cache(maxsize=64)
def _lexicon(own: tuple[str, ...]) -> _Lexicon:
    """Return every entry, without those that the municipality took off the list."""
    off = {_entry(word[1:]) for word in own if word.startswith("-")}
    free = {form[0] for form in (*off, *map(_entry, TRADES)) if len(form) == 1}
    mine = [(Topic.OWN, _entry(word)) for word in own if not word.startswith("-")]
    shipped = [(topic, _entry(word)) for topic, words in SHIPPED.items() for word in words]
    lexicon = _Lexicon({}, {}, frozenset(free))
    for topic, form in (*shipped, *mine):
        if form and form not in off:
            first, *others = form
            place = lexicon.stems if first.endswith("*") else lexicon.whole
            place.setdefault(first.removesuffix("*"), []).append((topic, tuple(others)))
    return lexicon


def _words(text: str) -> list[str]:
    return [_fold(match[0]) for match in _WORD.finditer(unicodedata.normalize("NFC", text))]


def _ends(word: str) -> range:
    """Return where each beginning of a word ends."""
    return range(1, len(word) + 1)


def _entry(words: str) -> tuple[str, ...]:
    return tuple(_fold(word) for word in words.split())


def _bare(word: str) -> list[str]:
    """Return a word as it stands, and without what Arabic and Tigrinya write together with it."""
    return [word, *(word.removeprefix(part) for part in ATTACHED if word.startswith(part))]


def _fold(word: str) -> str:
    """Return a word without case, Arabic vowel signs and the different ways to write a letter."""
    bare = "".join(sign for sign in word.casefold() if unicodedata.category(sign) != "Mn")
    return bare.replace("ـ", "").translate(_SAME)
