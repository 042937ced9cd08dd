"""What a person answered about a session."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.texts import sessions
from bot.texts.added import WithAdded, sentence
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Text
from bot.texts.say import Voice, lines


@dataclass(frozen=True)
class AnswerState(WithAdded, sessions.AboutSession):
    """The dated receipt of an answer, or how things stand when there is none."""

    kind = "answer"

    def added(self, voice: Voice, facts: Facts, *, ended: bool) -> list[Markup | str]:
        """Return what was added to the news that was answered, whatever that was."""
        return ["", *sentence(voice, facts)] if facts.added else []

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return the session, the answer, and what can be done about it."""
        said = super().standing(voice, facts, session)
        if session.starts_at <= facts.now:
            end = voice.say("It has begun. Your answer can no longer be changed.")
            return replace(said, html=lines(said.html, "", end))
        if session.answer is None:
            return said
        change = voice.say("You can change your answer until it begins.")
        return replace(said, html=lines(said.html, "", change))
