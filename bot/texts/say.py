"""Say a sentence in a person's language, its values escaped and isolated."""

import gettext
from dataclasses import dataclass

from markupsafe import Markup, escape

from bot.texts.catalogue import translations
from storage.vocabulary import Language

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def isolate(value: object) -> Markup:
    """Escape a value and keep it from reordering the line around it."""
    safe = value if isinstance(value, Markup) else escape(str(value).translate(DIRECTION_MARKS))
    return Markup(FIRST_STRONG_ISOLATE) + safe + Markup(POP_ISOLATE)


def bold(value: object) -> Markup:
    """Return a value in bold letters, escaped."""
    return Markup("<b>{}</b>").format(value)


def lines(*parts: Markup | str | None) -> Markup:
    """Put each part that is there on a line of its own; an empty string leaves a gap."""
    return Markup("\n").join(part for part in parts if part is not None)


@dataclass(frozen=True)
class Voice:
    """Says the sentences of the catalogue `messages` in one language.

    English sentences stand literally in the calls, with named values in braces.
    """

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

    @property
    def _catalogue(self) -> gettext.NullTranslations:
        return translations("messages", self.language.value)

    @staticmethod
    def _fill(text: str, values: dict[str, object]) -> Markup:
        isolated = {name: isolate(value) for name, value in values.items()}
        return Markup(escape(text).format(**isolated))  # noqa: S704  # every part is escaped above
