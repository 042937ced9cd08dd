"""The notices: what can be owed to somebody, as kind and parameters."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from markupsafe import Markup

from bot.texts.facts import Facts
from bot.texts.message import Buttons, Message, Text
from bot.texts.say import Voice, lines
from storage.vocabulary import Language


@dataclass(frozen=True)
class Notice:
    """One thing to say; its fields are references and plain words, never a text or a name.

    What can be `heard` has a button to listen to it, and can be recorded if `is_always_the_same`.
    """

    kind: ClassVar[str]
    can_be_covered: ClassVar[bool] = True
    """Whether a discreet person gets no more than a day and a time of it at first."""
    heard: ClassVar[bool] = False
    is_always_the_same: ClassVar[bool] = True
    """Whether one recording fits, whoever it is said to: it names no person, and asks one thing."""
    encloses: ClassVar[bool] = False
    """Whether a file may come with it: one that is spoken or uploaded before its turn."""
    looks_ahead: ClassVar[bool] = False
    """Whether it speaks of what comes next on the schedule, wherever that is."""

    def say(self, voice: Voice, facts: Facts) -> Message | None:
        """Return the message in the language of `voice`; None when there is nothing left to say."""
        raise NotImplementedError  # each notice has its own sentence

    def voice(self, language: Language) -> Voice:
        """Return who says it in this language."""
        return Voice(language)

    def window(self) -> tuple[datetime, datetime] | None:
        """Return the time whose sessions `facts` should hold, if it speaks of any."""
        return None

    def params(self) -> dict[str, Any]:
        """Return the fields as they are kept in the outbox."""
        return asdict(self)

    @classmethod
    def read(cls, params: dict[str, Any]) -> Self:
        """Return the notice that has these parameters."""
        return cls(**params)

    def is_personal(self) -> bool:
        """Tell whether it is said to one person, and not to a chat of which it is not yet known.

        What speaks of an invitation is said to whoever may accept it.
        """
        return self.params().get("invitation_id") is None

    def is_recorded(self, _about: object) -> bool:
        """Tell whether one recording fits what it says now, `about` what was loaded for it."""
        return self.is_always_the_same

    def rings(self) -> bool:
        """Tell whether it is a new message on the phone, and not an edit or a passing word."""
        return self.params().get("edits") is None


@dataclass(frozen=True)
class Asking(Notice):
    """It asks for a tap: it can be heard as long as it has a button."""

    heard = True


@dataclass(frozen=True, kw_only=True)
class Question(Asking):
    """Asked until it is answered: then its message has no buttons, and says what was chosen.

    `chosen` is one of `choices`, plain words that each question has of its own.
    """

    choices: ClassVar[tuple[str, ...]]
    chosen: str | None = None
    edits: int | None = None

    def asked(self, html: Markup, buttons: Buttons, answers: Mapping[str, Markup]) -> Text:
        """Return the question with its buttons, or with the answer that was chosen."""
        if self.chosen is None:
            return Text(html, buttons, edits=self.edits)
        return Text(lines(html, "", answers[self.chosen]), edits=self.edits)
