"""Help, privacy, and what to say when we did not understand."""

from dataclasses import dataclass

from bot.texts import icons, menu, sessions
from bot.texts.facts import Facts
from bot.texts.message import Text
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, lines


@dataclass(frozen=True)
class Help(Notice):
    """What can be done here, and whom to call."""

    kind = "help"
    heard = True

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return a line for each thing."""
        html = lines(
            voice.line(icons.HELP, bold(voice.say("Help"))),
            voice.line(icons.SCHEDULE, voice.say("See when and where.")),
            voice.line(icons.CHECK_IN, voice.say("Tell how it goes.")),
            voice.line(icons.ABSENCE, voice.say("Tell us if you cannot come.")),
            voice.line(icons.MESSAGE, voice.say("Write to your caseworker.")),
            voice.line(icons.FOUND, voice.say("Tell us when you find a job.")),
            voice.line(icons.LANGUAGE, voice.say("Choose another language.")),
            voice.line(icons.MY_DATA, voice.say("See what we store.")),
            voice.line(
                icons.STOP, voice.say("To stop the messages, write: {command}", command="/stop")
            ),
            voice.line(
                icons.NUMBERS,
                voice.say(
                    "You can also write a number: {first} is the first button, {second} is the second.",
                    first=1,
                    second=2,
                ),
            ),
            "",
            *sessions.contact(voice, facts),
        )
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class Pointer(Notice):
    """Something was written or typed that means nothing here."""

    kind = "pointer"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the way to the menu and to a human being."""
        html = lines(
            voice.say("We did not understand this."),
            voice.line(icons.BELOW, voice.say("Use the buttons.")),
            *_call(voice, facts),
        )
        return Text(html, menu=menu.rows(voice))


@dataclass(frozen=True)
class TooMany(Notice):
    """More came within a minute than one person does; said once, gently."""

    kind = "too_many"

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the plea for a minute."""
        html = lines(
            voice.line(icons.WAIT, bold(voice.say("One thing at a time, please."))),
            voice.say("Wait a minute. Then go on here."),
        )
        return Text(html)


def _call(voice: Voice, facts: Facts) -> list[str]:
    known = sessions.contact(voice, facts)
    return ["", voice.say("For anything else, call:"), *known] if facts.phone else []
