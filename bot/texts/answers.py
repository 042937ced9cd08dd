"""What a person answered about a session."""

from dataclasses import dataclass, replace

from bot.texts import icons, sessions
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Text
from bot.texts.say import Voice, lines
from storage.vocabulary import AnswerKind, Reason


@dataclass(frozen=True)
class AnswerState(sessions.AboutSession):
    """The dated receipt of an answer, or how things stand when there is none.

    The reasons come after "I cannot come" was noted, and need not be given.
    """

    kind = "answer"

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return the session, the answer, and what can be done about it."""
        said = super().standing(voice, facts, session)
        if session.starts_at <= facts.now:
            end = voice.say("It has begun. Your answer can no longer be changed.")
            return replace(said, html=lines(said.html, "", end))
        if session.answer is None:
            return said
        asked = session.answer is AnswerKind.NOT_COMING and session.reason is None
        why = ["", voice.say("Why? You do not have to say.")] if asked else []
        change = ["", voice.say("You can change your answer until it begins.")]
        return replace(
            said,
            html=lines(said.html, *(why or change)),
            buttons=(*(_reasons(voice, session) if asked else ()), *said.buttons),
        )


def _reasons(voice: Voice, session: SessionFacts) -> sessions.Rows:
    first, second, third, fourth = (
        Button(
            f"{icons.REASONS[why]} {sessions.reason(voice, why)}",
            f"why:{session.id}:{session.revision}:{why.value}",
        )
        for why in Reason
    )
    return (first, second), (third, fourth)
