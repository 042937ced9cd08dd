"""Reminders of a session."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import icons, sessions
from bot.texts.say import Voice, bold


@dataclass(frozen=True)
class Reminder(sessions.AboutSession):
    """A session comes soon."""

    kind = "reminder"

    def head(self, voice: Voice) -> Markup:
        """Return that it is a reminder."""
        return voice.line(icons.REMINDER, bold(voice.say("Reminder")))
