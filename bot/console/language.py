"""Danish or English: how sentences are said; the command line reads it, too, so it is light."""

import gettext

from markupsafe import Markup, escape

from bot.rules.refusals import Refused
from bot.texts import languages
from bot.texts.catalogue import translations
from bot.texts.say import isolate
from storage.vocabulary import Language

LANGUAGES = {"da": "Dansk", "en": "English"}
DEFAULT = "da"


def N_(sentence: str) -> str:  # noqa: N802  # gettext's usual name for "translated later"
    """Mark a sentence for the catalogue."""
    return sentence


CALLED = {
    Language.DANISH: N_("Danish"),
    Language.ARABIC: N_("Arabic"),
    Language.TIGRINYA: N_("Tigrinya"),
    Language.ENGLISH: N_("English"),
}
"""What staff call the languages; they may not read their own names."""


class Speech:
    """Says the sentences of the catalogue `console` in one language; the values are escaped."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = translations("console", language)

    def say(self, sentence: str, /, **values: object) -> Markup:
        """Return the sentence with its values."""
        return _fill(self._catalogue.gettext(sentence), values)

    def plain(self, sentence: str, /, **values: object) -> str:
        """Return the same as text that stands in no page: in a file, or on a screen of letters."""
        return unmarked(self.say(sentence, **values))

    def say_n(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Return the sentence in the form that fits `number`, which it names `{n}`."""
        return _fill(self._catalogue.ngettext(one, many, number), {"n": number, **values})

    def refusal(self, refused: Refused) -> Markup:
        """Return why something cannot be done, and what to do next."""
        values = languages.in_values(refused.values, Language(self.language))
        return self.say(refused.sentence, **values)


def unmarked(text: Markup) -> str:
    """Return what was said without what only a page needs."""
    return text.unescape().replace("\u2068", "").replace("\u2069", "")


def _fill(text: str, values: dict[str, object]) -> Markup:
    safe = {
        name: isolate(value) if isinstance(value, str) else escape(value)
        for name, value in values.items()
    }
    return escape(text).format(**safe)
