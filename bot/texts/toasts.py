"""The answers to taps, seen for a moment."""

from dataclasses import dataclass
from enum import StrEnum

from bot.texts.facts import Facts
from bot.texts.message import Toast
from bot.texts.notices import Notice
from bot.texts.say import Voice


class Says(StrEnum):
    """What a toast says."""

    NOTHING = "nothing"
    NOTED = "noted"
    AS_IT_IS = "as_it_is"
    BEGUN = "begun"
    OUT_OF_DATE = "out_of_date"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class TapAnswer(Notice):
    """Answers the tap with this id of Telegram's; `says` is a word of Says."""

    kind = "toast"
    tap: str
    says: str = Says.NOTHING

    def say(self, voice: Voice, facts: Facts) -> Toast:
        """Return the toast."""
        texts = {
            Says.NOTHING: "",
            Says.NOTED: voice.label("Noted. Thank you."),
            Says.AS_IT_IS: voice.label("Nothing was changed. This is how it is now."),
            Says.BEGUN: voice.label("It has begun. Nothing was changed."),
            Says.OUT_OF_DATE: voice.label("This button can no longer be used."),
            Says.TOO_MANY: voice.label("One thing at a time, please. Wait a minute."),
        }
        return Toast(self.tap, texts[Says(self.says)])

    def is_personal(self) -> bool:
        """It says nothing of anybody."""
        return False

    def rings(self) -> bool:
        """A toast makes no sound."""
        return False
