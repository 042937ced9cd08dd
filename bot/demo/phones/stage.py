"""What is on the stage: people with phones, a clock one can move, and the console beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.demo.botapi import Message, Phone, Telegram

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class Clock(Protocol):
    """The clock of the demo, and the steps by which it can be moved."""

    def now(self) -> datetime:
        """Tell the time, aware."""

    def choices(self) -> Sequence[tuple[str, str]]:
        """Tell the steps as id and label, in the order of their buttons."""

    def move(self, choice: str) -> None:
        """Take a step; raises KeyError for an unknown id."""


@dataclass(slots=True)
class Person:
    """Someone with a phone: their language as BCP 47, a line about them, and their invitation.

    `invitation` is the payload of the deep link in the invitation: what START sends. `answering`
    is the number of the message that the next one will answer.
    """

    phone: Phone
    lang: str
    about: str = ""
    invitation: str = ""
    answering: int | None = None

    @property
    def answered(self) -> Message | None:
        """The message that the next one will answer, while it is on the screen."""
        return self.phone.find_message(self.answering)

    @property
    def dir(self) -> str:
        """The direction of their writing: "rtl" or "ltr"."""
        return "rtl" if self.lang in RIGHT_TO_LEFT else "ltr"


@dataclass(slots=True)
class Stage:
    """Everything the page shows; without a clock or a console address these parts are left out.

    Whoever sits at the `desk` has their phone behind the console. The phones of `others` do not
    stand on the stage, but each can be looked at alone.
    """

    telegram: Telegram
    people: list[Person]
    clock: Clock | None = None
    console_url: str = ""
    desk: Person | None = None
    others: list[Person] = field(default_factory=list)

    @property
    def everybody(self) -> list[Person]:
        """All who have a phone."""
        return [*self.people, *([self.desk] if self.desk else []), *self.others]

    def person(self, user_id: int) -> Person | None:
        """Find who has this phone."""
        return next((one for one in self.everybody if one.phone.user_id == user_id), None)

    def invited(self, invitation: str) -> Person | None:
        """Find whose phone this invitation was scanned with, or is to be."""
        return next((one for one in self.everybody if one.invitation == invitation), None)
