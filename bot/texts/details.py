"""One session in detail, and its place on the map."""

from dataclasses import dataclass, replace

from bot.texts import icons, sessions
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Message, Text, Venue, button
from bot.texts.say import Voice, lines, shorten


@dataclass(frozen=True)
class SessionDetail(sessions.AboutSession):
    """Everything about one session; `tab` is the part of the schedule to go back to."""

    kind = "session"
    tab: str | None = None

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return the session with what to bring, whom to call, and all its buttons."""
        bring = shorten(session.bring, sessions.BRING)
        html = lines(
            sessions.card(voice, session),
            voice.line(icons.BRING, voice.say("Bring: {things}", things=bring)) if bring else None,
            *sessions.contact(voice, facts),
            *sessions.answer(voice, session),
        )
        rows = sessions.answer_buttons(voice, facts, session)
        return Text(html, (*rows, *_map(voice, session), *self._back(voice)))

    def cancelled(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return that it is off, and the way back."""
        said = super().cancelled(voice, facts, session)
        return replace(said, buttons=(*said.buttons, *self._back(voice)))

    def _back(self, voice: Voice) -> sessions.Rows:
        if self.tab is None:
            return ()
        return ((button(icons.BACK, voice.label("Schedule"), f"tab:{self.tab}"),),)


@dataclass(frozen=True)
class SessionMap(sessions.AboutSession):
    """The place of a session on the map."""

    kind = "map"
    heard = False

    def say(self, voice: Voice, facts: Facts) -> Message:
        """Return the place, or in words what can be said without coordinates."""
        here = facts.session
        if here is None or here.cancelled or here.latitude is None or here.longitude is None:
            return super().say(voice, facts)
        title = shorten(here.place, sessions.PLACE)
        address = shorten(here.address, sessions.ADDRESS) or title
        return Venue(here.latitude, here.longitude, title or address, address)


def _map(voice: Voice, session: SessionFacts) -> sessions.Rows:
    if session.latitude is None or session.longitude is None:
        return ()
    return ((button(icons.PLACE, voice.label("Map"), f"map:{session.id}"),),)
