"""Reminders of a session."""

from dataclasses import dataclass, replace

from bot.texts import icons, sessions
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Text
from bot.texts.say import Voice, bold, lines


@dataclass(frozen=True)
class Reminder(sessions.AboutSession):
    """A session comes soon."""

    kind = "reminder"

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return the reminder with the two answers."""
        said = super().standing(voice, facts, session)
        head = voice.line(icons.REMINDER, bold(voice.say("Reminder")))
        return replace(said, html=lines(head, said.html))
