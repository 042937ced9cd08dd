"""A participant's message in the caseworker's own chat, and what became of the answer."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import icons, sessions
from bot.texts.facts import Facts
from bot.texts.message import Text, button
from bot.texts.messages import LONGEST, Written
from bot.texts.say import Voice, bold, lines, written
from bot.texts.staff import StaffNotice
from storage.vocabulary import MediaKind


@dataclass(frozen=True)
class Letter:
    """A message, who wrote it, and what came with it; `task_id` while it waits for an answer."""

    name: str
    message: Written
    sent: tuple[MediaKind, ...]
    task_id: int | None


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
            voice.line(icons.REPLY, voice.say("Reply to this message to answer.")),
        )
        done = button(
            icons.YES,
            voice.label("Done without an answer"),
            f"desk_dealt:{letter.task_id}:{self.message_id}",
        )
        return Text(html, ((done,),) if letter.task_id else (), edits=self.edits)


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
    said = {
        MediaKind.VOICE: voice.say("A voice note: listen to it in the console."),
        MediaKind.PHOTO: voice.say("A picture: look at it in the console."),
    }
    text = [written(message.text, LONGEST)] if message.text else []
    return [*text, *(voice.line(icons.FILE, said[kind]) for kind in letter.sent)]
