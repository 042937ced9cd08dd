"""What staff read in their own chat: Danish or English, out of the catalogue `console`."""

from dataclasses import dataclass

from bot.texts.notices import Notice
from bot.texts.say import Voice
from storage.vocabulary import Language


@dataclass(frozen=True)
class StaffVoice(Voice):
    """Says the sentences of the catalogue `console`."""

    domain = "console"


@dataclass(frozen=True)
class StaffNotice(Notice):
    """A notice to a member of staff."""

    def voice(self, language: Language) -> Voice:
        """Return who says it."""
        return StaffVoice(language)
