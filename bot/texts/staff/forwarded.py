"""A participant's message in the caseworker's own chat, and what became of the answer."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import icons, sessions
from bot.texts.facts import Facts
from bot.texts.message import Picture, Spoken, Text, button
from bot.texts.messages import LONGEST, Written
from bot.texts.say import Voice, bold, lines, written
from bot.texts.staff import StaffNotice
from storage.vocabulary import MediaKind


@dataclass(frozen=True)
class Sent:
    """A voice note or a picture; one that `is_lost` could not be fetched or taken."""

    kind: MediaKind
    is_lost: bool = False


@dataclass(frozen=True)
class Letter:
    """A message, who wrote it, and what came with it; `task_id` while it waits for an answer."""

    name: str
    message: Written
    sent: tuple[Sent, ...]
    task_id: int | None


@dataclass(frozen=True)
class Enclosure:
    """A voice note or a picture that may be shown, and whose it is."""

    name: str
    kind: MediaKind
    content: bytes


@dataclass(frozen=True)
class Recipient:
    """To whom an answer went."""

    name: str


@dataclass(frozen=True)
class Forwarded(StaffNotice):
    """A message of a participant; who replies to it answers them."""

    kind = "forwarded"
    message_id: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return who wrote what; what looks like a CPR number or like health is not repeated."""
        letter = facts.about
        if not isinstance(letter, Letter):
            gone = voice.line(icons.MESSAGE, voice.say("This message is no longer here."))
            return Text(gone, edits=self.edits)
        name = sessions.short_name(letter.name)
        if letter.message.is_removed:
            gone = voice.line(icons.DELETE, voice.say("{name} has removed the message.", name=name))
            return Text(gone, edits=self.edits)
        html = lines(
            voice.line(icons.MESSAGE, bold(name)),
            *_content(voice, letter),
            "",
            _reply(voice),
        )
        done = button(
            icons.YES,
            voice.label("Done without an answer"),
            f"desk_dealt:{letter.task_id}:{self.message_id}",
        )
        return Text(html, ((done,),) if letter.task_id else (), edits=self.edits)


@dataclass(frozen=True)
class Enclosed(StaffNotice):
    """What came with a forwarded message; who replies to it answers its writer, too."""

    kind = "enclosed"
    message_id: int
    attachment_id: int

    def say(self, voice: Voice, facts: Facts) -> Spoken | Picture | None:
        """Return it with whose it is; nothing of what is removed, or hidden in lists."""
        found = facts.about
        if not isinstance(found, Enclosure):
            return None
        caption = lines(
            voice.line(icons.MESSAGE, bold(sessions.short_name(found.name))), _reply(voice)
        )
        kind = Spoken if found.kind is MediaKind.VOICE else Picture
        return kind(found.content, caption)


@dataclass(frozen=True)
class StaffAnswered(StaffNotice):
    """An answer is on its way to a participant."""

    kind = "staff_answered"
    message_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return to whom."""
        to = facts.about
        name = sessions.short_name(to.name) if isinstance(to, Recipient) else "–"
        return Text(voice.line(icons.YES, voice.say("Your answer goes to {name}.", name=name)))


def _content(voice: Voice, letter: Letter) -> list[Markup]:
    message = letter.message
    if message.is_sensitive:
        hidden = voice.say("It looks like a CPR number or news of health. Read it in the console.")
        return [voice.line(icons.MY_DATA, hidden)]
    text = [written(message.text, LONGEST)] if message.text else []
    return [*text, *(voice.line(icons.FILE, _announced(voice, sent)) for sent in letter.sent)]


def _announced(voice: Voice, sent: Sent) -> Markup:
    match sent:
        case Sent(MediaKind.VOICE, is_lost=False):
            return voice.say("A voice note follows. It is in the console, too.")
        case Sent(MediaKind.PHOTO, is_lost=False):
            return voice.say("A picture follows. It is in the console, too.")
        case Sent(MediaKind.VOICE):
            return voice.say("A voice note that did not arrive.")
        case _:
            return voice.say("A picture that did not arrive.")


def _reply(voice: Voice) -> Markup:
    return voice.line(icons.REPLY, voice.say("Reply to this message to answer."))
