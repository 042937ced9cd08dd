"""One session in detail, and its place on the map."""

from dataclasses import dataclass, replace

from bot.texts import icons, sessions
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Button, Buttons, Message, Text, Venue, button
from bot.texts.pages import MOST
from bot.texts.say import Voice, lines, shorten


@dataclass(frozen=True)
class SessionDetail(sessions.AboutSession):
    """Everything about one session; `tab` is the part of the schedule to go back to.

    With `more` the buttons are those that are rarely needed.
    """

    kind = "session"
    tab: str | None = None
    more: bool = False

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return the session with what to bring, whom to call, and its buttons."""
        bring = shorten(session.bring, sessions.BRING)
        html = lines(
            sessions.card(voice, session),
            voice.line(icons.BRING, voice.say("Bring: {things}", things=bring)) if bring else None,
            *sessions.contact(voice, facts),
            *sessions.answer(voice, session),
        )
        return Text(html, self._buttons(voice, facts, session))

    def cancelled(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return that it is off, and the way back."""
        said = super().cancelled(voice, facts, session)
        return replace(said, buttons=(*said.buttons, *self._back(voice)))

    def _buttons(self, voice: Voice, facts: Facts, session: SessionFacts) -> Buttons:
        """Return all buttons if they are few, else the usual or the rare ones."""
        usual = sessions.answer_buttons(voice, facts, session)
        rare, back = _rare(voice, session), self._back(voice)
        if len(usual) + len(rare) + len(back) <= MOST:
            return (*usual, *rare, *back)
        if self.more:
            back_here = button(icons.BACK, voice.label("Back"), self._data("see", session))
            return (*rare, (back_here,))
        more = button(icons.MORE, voice.label("More"), self._data("rare", session))
        return (*usual, (more,), *back)

    def _data(self, verb: str, session: SessionFacts) -> str:
        return f"{verb}:{session.id}:{self.tab}" if self.tab else f"{verb}:{session.id}"

    def _back(self, voice: Voice) -> Buttons:
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


def _rare(voice: Voice, session: SessionFacts) -> Buttons:
    """Return what is done now and then: the map, the file for a calendar, the card to show."""
    found: list[Button] = []
    if session.latitude is not None and session.longitude is not None:
        found.append(button(icons.PLACE, voice.label("Map"), f"map:{session.id}"))
    found.append(button(icons.FILE, voice.label("Calendar"), f"ics:{session.id}"))
    found.append(button(icons.SHOW, voice.label("Show this to someone"), f"card:{session.id}"))
    return tuple((one,) for one in found)
