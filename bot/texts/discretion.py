"""Discretion: what may stand on a screen that others see, and what can be taken away again."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.texts import icons, when
from bot.texts.changes import SessionCancelled, SessionMoved
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Message, Removed, Text, button, words
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, lines

CHANGES = (SessionMoved.kind, SessionCancelled.kind)


@dataclass(frozen=True)
class Uncovered(Notice):
    """Say an earlier notice in full, or cover it again, as an edit of its message.

    `row_id` is its row in the outbox: this one has no words of its own.
    """

    kind = "uncovered"
    row_id: int
    in_full: bool

    def rings(self) -> bool:
        """An edit makes no sound."""
        return False


@dataclass(frozen=True)
class UncoveredFile(Notice):
    """Send the file of a covered notice, or take it away again, as a message of its own.

    `row_id` is the notice's row in the outbox; its words are shown by `Uncovered`.
    """

    kind = "uncovered_file"
    encloses = True
    row_id: int
    in_full: bool = True

    def rings(self) -> bool:
        """Only a file that comes makes a sound."""
        return self.in_full


@dataclass(frozen=True)
class Removal(Notice):
    """Take one of our messages away from the phone."""

    kind = "removal"
    message_id: int

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return which."""
        return Removed(self.message_id)

    def is_personal(self) -> bool:
        """It says nothing."""
        return False

    def rings(self) -> bool:
        """It makes no sound."""
        return False


@dataclass(frozen=True)
class Hidden(Notice):
    """Our messages are gone, as far as Telegram allows it; `remaining` are older."""

    kind = "hidden"
    remaining: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return how many are left, if any."""
        html = voice.line(icons.HIDE, voice.say("The messages here are removed."))
        if self.remaining:
            left = voice.say_n(
                "{n} older message stays: Telegram lets us remove two days only.",
                "{n} older messages stay: Telegram lets us remove two days only.",
                self.remaining,
            )
            html = lines(html, left, voice.say("You can delete them yourself."))
        return Text(html)


def covered(voice: Voice, notice: Notice, facts: Facts, row_id: int, said: Message) -> Message:
    """Return what a discreet person gets at first of a notice of our own accord: never its file."""
    plain = words(said)
    if plain is None:
        return said
    details = button(icons.DETAILS, voice.label("Details"), f"details:{row_id}")
    return replace(plain, html=_cover(voice, notice, facts.session), buttons=((details,),))


def uncovered(voice: Voice, notice: Notice, facts: Facts, row_id: int, said: Message) -> Message:
    """Return the words of a notice in full, with the way to cover it again."""
    plain = words(said)
    if plain is None:
        return said
    hide = button(icons.HIDE, voice.label("Hide"), f"cover:{row_id}")
    html = plain.html or _cover(voice, notice, facts.session)
    return replace(plain, html=html, buttons=(*plain.buttons, (hide,)))


def _cover(voice: Voice, notice: Notice, session: SessionFacts | None) -> Markup:
    """Return a day and a time at the most: the new ones, and none of what does not take place."""
    if session is None:
        return voice.line(icons.MESSAGE, bold(voice.say("There is a message for you.")))
    if notice.kind in CHANGES or session.cancelled:
        changed = voice.line(icons.CHANGED, bold(voice.say("Something has changed.")))
        return changed if session.cancelled else lines(changed, _moment(voice, session))
    said = bold(voice.say("You have an appointment:"))
    return lines(voice.line(icons.REMINDER, said), _moment(voice, session))


def _moment(voice: Voice, session: SessionFacts) -> Markup:
    return voice.line(icons.SCHEDULE, when.moment(session.starts_at, voice.language))
