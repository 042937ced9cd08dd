"""Stop the messages, in two taps."""

from dataclasses import dataclass

from bot.texts import icons
from bot.texts.facts import Facts
from bot.texts.message import Text, button
from bot.texts.notices import Notice, Question
from bot.texts.say import Voice, bold, lines

STOP, STAY = "stop", "stay"


@dataclass(frozen=True)
class AskStop(Question):
    """The first of the two taps."""

    kind = "ask_stop"
    choices = (STOP, STAY)

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question, and what follows from a yes."""
        html = lines(
            voice.line(icons.STOP, bold(voice.say("Stop the messages here?"))),
            voice.line(icons.PHONE, voice.say("Your caseworker calls you or sends a letter.")),
            voice.line(
                icons.MONEY, voice.say("It does not affect your money from the municipality.")
            ),
        )
        stop = button(icons.STOP, voice.label("Stop"), "stop")
        stay = button(icons.BACK, voice.label("Do not stop"), "stay")
        answers = {
            STOP: voice.line(icons.STOP, voice.say("Stop")),
            STAY: voice.line(icons.BACK, voice.say("Do not stop")),
        }
        return self.asked(html, ((stop,), (stay,)), answers)


@dataclass(frozen=True)
class Stayed(Notice):
    """The person thought better of it."""

    kind = "stayed"
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that nothing was changed."""
        return Text(
            voice.line(icons.MESSAGE, voice.say("You still get messages here.")), edits=self.edits
        )


@dataclass(frozen=True)
class Stopped(Notice):
    """The consent is withdrawn; the menu goes away."""

    kind = "stopped"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that it is done, and the way back."""
        html = lines(
            voice.line(icons.STOP, bold(voice.say("Stopped. You get no more messages here."))),
            voice.line(
                icons.BACK,
                voice.say("If you want messages again, write: {command}", command="/start"),
            ),
        )
        return Text(html, menu=())
