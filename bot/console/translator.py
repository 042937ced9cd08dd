"""The seam for a translation service; none is shipped."""

from typing import Protocol

from bot.rules.refusals import Refused
from storage.vocabulary import Language


class TranslatorAway(Refused):
    """The translation service gives no answer. Write the text yourself, or try again later."""


class Translator(Protocol):
    """Suggests how a text could be said in another language; its names in braces stay."""

    def translate(self, text: str, source: Language, target: Language) -> str:
        """Return the text in another language; raises TranslatorAway."""
