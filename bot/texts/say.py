"""Say a sentence in a person's language, its values escaped and isolated."""

import gettext
import re
from dataclasses import dataclass
from typing import ClassVar

import regex
from markupsafe import Markup, escape

from bot.rules.written import units
from bot.texts.catalogue import translations
from storage.vocabulary import Language

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"
RIGHT_TO_LEFT = frozenset({Language.ARABIC})

_DIRECTIONS = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_BREAKS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")


def plain(value: object) -> str:
    """Return a value on one line, without the controls that could reorder what stands around it."""
    return _BREAKS.sub(" ", str(value).translate(_DIRECTIONS)).strip()


def shorten(value: object, limit: int) -> str:
    """Return a plain value of at most `limit` UTF-16 units, cut between graphemes."""
    return cut(plain(value), limit)


def cut(text: str, limit: int) -> str:
    """Return a text of at most `limit` UTF-16 units, cut between graphemes."""
    if units(text) <= limit:
        return text
    kept, room = "", limit - 1
    for grapheme in (found[0] for found in regex.finditer(r"\X", text)):
        room -= units(grapheme)
        if room < 0:
            break
        kept += grapheme
    return kept.rstrip() + "…"


def isolate(value: object) -> Markup:
    """Escape a value and keep it from reordering the line around it."""
    safe = value if isinstance(value, Markup) else escape(plain(value))
    return Markup("{}{}{}").format(FIRST_STRONG_ISOLATE, safe, POP_ISOLATE)


def bold(value: object) -> Markup:
    """Return a value in bold letters, escaped."""
    return Markup("<b>{}</b>").format(value if isinstance(value, Markup) else plain(value))


def written(text: str, limit: int) -> Markup:
    """Return what somebody wrote with its lines, cut to `limit` UTF-16 units, each line isolated."""
    kept = (line for line in cut(text, limit).splitlines() if plain(line))
    return Markup("\n").join(isolate(line) for line in kept)


def lines(*parts: Markup | str | None) -> Markup:
    """Put each part that is there on a line of its own; an empty string leaves a gap."""
    return Markup("\n").join(part for part in parts if part is not None)


@dataclass(frozen=True)
class Voice:
    """Says the sentences of a catalogue, `messages` for participants, in one language.

    English sentences stand literally in the calls, with named values in braces.
    """

    domain: ClassVar[str] = "messages"
    language: Language

    def say(self, sentence: str, /, **values: object) -> Markup:
        """Return the sentence with its values."""
        return self._fill(self._catalogue.gettext(sentence), values)

    def say_n(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Return the sentence in the plural form that fits `number`, which it names `{n}`."""
        text = self._catalogue.ngettext(one, many, number)
        return self._fill(text, {"n": number, **values})

    def label(self, words: str, /) -> str:
        """Return the words of a button: plain text without values."""
        return self._catalogue.gettext(words)

    def line(self, icon: str, text: object) -> Markup:
        """Return a line that begins with an icon: a said sentence as it is, a value isolated.

        An icon and an isolated value leave open where a line begins; in a language written
        from right to left it is said.
        """
        rest = text if isinstance(text, Markup) else isolate(text)
        return Markup("{}{} {}").format(self.mark, icon, rest)

    @property
    def mark(self) -> str:
        """What a line begins with so that it is read from its right side, or nothing."""
        return RIGHT_TO_LEFT_MARK if self.language in RIGHT_TO_LEFT else ""

    @property
    def _catalogue(self) -> gettext.NullTranslations:
        return translations(self.domain, self.language.value)

    @staticmethod
    def _fill(text: str, values: dict[str, object]) -> Markup:
        isolated = {name: isolate(value) for name, value in values.items()}
        return Markup(escape(text).format(**isolated))  # noqa: S704  # every part is escaped above
