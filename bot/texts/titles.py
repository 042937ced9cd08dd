"""What a placement without a named trade is called, in each language."""

from bot.texts.say import Voice
from storage.vocabulary import Language


def of_placement() -> dict[Language, str]:
    """Return the word for a placement."""
    return {language: Voice(language).label("Placement") for language in Language}
