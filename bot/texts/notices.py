"""The notices: what can be owed to somebody, as kind and parameters."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, Self

from bot.texts.facts import Facts
from bot.texts.message import Message
from bot.texts.say import Voice


@dataclass(frozen=True)
class Notice:
    """One thing to say; its fields are references and plain words, never a text or a name."""

    kind: ClassVar[str]

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return the message in the language of `voice`."""
        raise NotImplementedError

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

    def rings(self) -> bool:
        """Tell whether it is a new message on the phone, and not an edit or a passing word."""
        return self.params().get("edits") is None
