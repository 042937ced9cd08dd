"""Listening: the words of a message as a voice note."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.texts import icons
from bot.texts.aloud import aloud
from bot.texts.enclosures import Stored
from bot.texts.facts import Facts
from bot.texts.message import Media, Message, Speech, Text, button, words
from bot.texts.notices import Asking, Notice
from bot.texts.say import Voice


@dataclass(frozen=True)
class Heard(Notice):
    """Let an earlier notice be heard as it is now; `row_id` is its row in the outbox.

    The dispatcher says that notice: this one has no words of its own.
    """

    kind: ClassVar[str] = "heard"
    encloses = True
    row_id: int


def offered(voice: Voice, notice: Notice, said: Message, facts: Facts) -> Message:
    """Return the message with "Listen", which is no choice, below its choices.

    It is there when a voice is, and for a question until that is answered.
    """
    if not (notice.heard and facts.listens and isinstance(said, Text | Media)):
        return said
    if isinstance(notice, Asking) and not said.buttons:
        return said
    listen = button(icons.LISTEN, voice.label("Listen"), "hear")
    return replace(said, buttons=(*said.buttons, (listen,)))


def spoken(
    voice: Voice, said: Message | None, *, recorded: Stored | None, by_machine: bool
) -> Message:
    """Return what is listened to: a recorded voice, else the words for a machine that may."""
    if recorded is not None:
        return recorded.message()
    silent = Text(voice.line(icons.LISTEN, voice.say("This cannot be read aloud at the moment.")))
    read = words(said) if said and by_machine else None
    return Speech(aloud(voice, read), voice.language, instead=silent) if read else silent
