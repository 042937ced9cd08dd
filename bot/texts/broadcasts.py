"""What staff send to many, as one person reads it: in their language, with its answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.texts import icons, sessions, writings
from bot.texts.enclosures import Stored
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Buttons, Message, Text, button
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, isolate, lines
from storage.vocabulary import Language, Reply

REMOVABLE = timedelta(hours=47)
"""Within this time Telegram surely lets a message be taken away."""


@dataclass(frozen=True)
class Sent:
    """A broadcast as one person gets it.

    `text` and `choices` are in `language`, which is Danish `instead` of the person's own where the
    sender has decided so. `chosen` is the place of the button that they tapped. One that the person
    has a correction of `is_corrected`: that one asks in its place.
    """

    text: str
    language: Language
    reply: Reply
    choices: tuple[str, ...] = ()
    chosen: int | None = None
    session: SessionFacts | None = None
    started_at: datetime | None = None
    instead: bool = False
    is_correction: bool = False
    is_corrected: bool = False
    is_withdrawn: bool = False
    enclosure: Stored | None = None


@dataclass(frozen=True)
class BroadcastNotice(Notice):
    """A message to many."""

    kind = "broadcast"
    heard = True
    is_always_the_same = False
    encloses = True
    broadcast_id: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Message | None:
        """Return what was written, what it asks, and what the person has answered."""
        sent = facts.about
        if not isinstance(sent, Sent):
            return None
        if sent.is_withdrawn:
            return self._gone(voice, facts, sent)
        html = lines(*_head(voice, facts, sent), "", _words(facts, sent), *_answered(voice, sent))
        buttons = self._buttons(voice, sent)
        if sent.enclosure is None:
            return Text(html, buttons, edits=self.edits)
        return replace(sent.enclosure.message(html, buttons), edits=self.edits)

    def _gone(self, voice: Voice, facts: Facts, sent: Sent) -> Text | None:
        """Return nothing, so that it is taken away; what is too old for that says so."""
        if sent.started_at is None or facts.now - sent.started_at < REMOVABLE:
            return None
        said = voice.say("This message no longer holds.")
        return Text(voice.line(icons.CANCELLED, bold(said)), edits=self.edits)

    def _buttons(self, voice: Voice, sent: Sent) -> Buttons:
        """Return the answers that would change something, one a row."""
        if sent.is_corrected:
            return ()
        offered = enumerate(labels(voice, sent.reply, sent.choices))
        return tuple(
            (Button(label, f"reply:{self.broadcast_id}:{place}"),)
            for place, label in offered
            if place != sent.chosen and not (sent.reply is Reply.READ and sent.chosen is not None)
        )


def choices_of(reply: Reply, own: Sequence[object]) -> int:
    """Return how many answers are offered."""
    return {Reply.NOTHING: 0, Reply.READ: 1, Reply.YES_NO: 2, Reply.CHOICES: len(own)}[reply]


def labels(voice: Voice, reply: Reply, own: Sequence[str]) -> list[str]:
    """Return what stands on the buttons."""
    match reply:
        case Reply.YES_NO:
            return [
                button(icons.YES, voice.label("Yes"), "").label,
                button(icons.NO, voice.label("No"), "").label,
            ]
        case Reply.READ:
            return [button(icons.READ, voice.label("I have read it"), "").label]
        case Reply.CHOICES:
            return [writings.label(choice) or writings.NOTHING for choice in own]
        case Reply.NOTHING:
            return []


def _head(voice: Voice, facts: Facts, sent: Sent) -> list[Markup | None]:
    home = sessions.short_name(facts.municipality)
    said = voice.say("Message from {municipality}", municipality=home)
    head: list[Markup | None] = [voice.line(icons.BROADCAST, bold(said))]
    if sent.is_correction:
        head.append(voice.line(icons.CHANGED, bold(voice.say("Corrected. This is right:"))))
    if sent.instead:
        danish = voice.say("This is in Danish. Call if you do not understand it.")
        head += [voice.line(icons.HELP, danish), *sessions.contact(voice, facts)]
    return head


def _words(facts: Facts, sent: Sent) -> Markup:
    return writings.rendered(Voice(sent.language), replace(facts, session=sent.session), sent.text)


def _answered(voice: Voice, sent: Sent) -> list[Markup | str]:
    if sent.reply is Reply.READ:
        if sent.chosen is None:
            if sent.is_corrected:
                return []
            asked = voice.say("Please confirm that you have read this.")
            return ["", voice.line(icons.READ, asked)]
        return ["", voice.line(icons.YES, bold(voice.say("You have read this message.")))]
    offered = labels(voice, sent.reply, sent.choices)
    if sent.chosen is None or sent.chosen >= len(offered):
        return []
    answer = isolate(bold(offered[sent.chosen]))
    return ["", voice.line(icons.REPLY, voice.say("Your answer: {answer}", answer=answer))]
