"""What is new of a session: it is added, moved or cancelled, or is somebody's no longer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from markupsafe import Markup

from bot.texts import icons, sessions, when
from bot.texts.added import WithAdded
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Buttons, Message, Text
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, isolate, lines, shorten
from storage.vocabulary import Language, SessionKind


@dataclass(frozen=True)
class SessionAdded(WithAdded, sessions.AboutSession):
    """An appointment of the person's own, or an event that they are invited to, is new."""

    kind = "session_added"

    def head(self, voice: Voice) -> Markup:
        """Return that it is new."""
        return voice.line(icons.ADDED, bold(voice.say("New on your schedule")))


@dataclass(frozen=True)
class SessionMoved(WithAdded, sessions.AboutSession):
    """A session has another time or place.

    Only the new ones are named: nobody should have to choose between two times.
    """

    kind = "session_moved"

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return the new time and place."""
        html = lines(
            self.head(voice),
            sessions.card(voice, session),
            *self.added(voice, facts, ended=False),
            *sessions.answer(voice, session),
            sessions.seen(voice, session),
        )
        return Text(html, self._buttons(voice, facts, session))

    def head(self, voice: Voice) -> Markup:
        """Return that what follows is right."""
        words = voice.say("Changed. This is the right time and place:")
        return voice.line(icons.CHANGED, bold(words))

    @staticmethod
    def _buttons(voice: Voice, facts: Facts, session: SessionFacts) -> Buttons:
        to_confirm = sessions.seen_button(voice, facts, session)
        if to_confirm and session.answer is None:
            return (*to_confirm, (sessions.not_coming_button(voice, session),))
        return to_confirm + sessions.answer_buttons(voice, facts, session)


@dataclass(frozen=True)
class SessionCancelled(WithAdded, sessions.AboutSession):
    """A session does not take place."""

    kind = "session_cancelled"
    tells_end = True


@dataclass(frozen=True)
class EventFacts:
    """An event that somebody was invited to."""

    titles: Mapping[Language, str]

    def title(self, language: Language) -> str:
        """Return the title in this language, else the Danish one, which is always there."""
        return self.titles.get(language) or self.titles[Language.DANISH]


@dataclass(frozen=True)
class Uninvited(WithAdded, sessions.AboutSession):
    """An event is not open to the person any more; `at` is when they know it to begin."""

    kind = "uninvited"
    tells_end = True
    at: str = ""

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return which, or how it is now if they are invited again meanwhile."""
        event = facts.about
        if facts.session is not None or not isinstance(event, EventFacts):
            return super().say(voice, facts)
        title = shorten(event.title(voice.language), sessions.TITLE)
        known = when.moment(datetime.fromisoformat(self.at), voice.language)
        html = lines(
            voice.line(icons.CANCELLED, bold(voice.say("This is no longer on your schedule."))),
            voice.line(icons.KINDS[SessionKind.EVENT], isolate(bold(title))),
            voice.line(icons.SCHEDULE, known),
            "",
            voice.say("You do not need to come."),
            *self.added(voice, facts, ended=True),
        )
        return Text(html, edits=self.edits)


@dataclass(frozen=True)
class Refresh(Notice):
    """Say an earlier notice again, as an edit of its message; `row_id` is its row in the outbox.

    The dispatcher says that notice: this one has no words of its own.
    """

    kind: ClassVar[str] = "refresh"
    row_id: int

    def rings(self) -> bool:
        """An edit makes no sound."""
        return False
