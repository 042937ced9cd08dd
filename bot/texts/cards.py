"""A card in Danish, to hold up to a bus driver or a receptionist."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts import icons, sessions, when
from bot.texts.facts import Facts, SessionFacts
from bot.texts.message import Text
from bot.texts.say import Voice, bold, isolate, lines, shorten
from storage.vocabulary import Language

LEFT_TO_RIGHT_MARK = "\u200e"
"""A line that begins so is Danish from its left, also between lines of Arabic."""


@dataclass(frozen=True)
class ShowThis(sessions.AboutSession):
    """Who somebody is, where they want to go, when, and whom to ask for.

    It says nothing of what they are going to do there.
    """

    kind = "card"
    heard = False

    def standing(self, voice: Voice, facts: Facts, session: SessionFacts) -> Text:
        """Return one line in the person's own language, and the card."""
        what = voice.say("Show this to the bus driver or at the reception.")
        danish = Voice(Language.DANISH)
        return Text(lines(voice.line(icons.SHOW, what), "", *_card(danish, facts, session)))


def _card(danish: Voice, facts: Facts, session: SessionFacts) -> list[Markup | str]:
    """Return the lines, with a gap between the thoughts."""
    place = bold(sessions.short_place(session))
    address = shorten(session.address, sessions.ADDRESS)
    span = when.span(session.starts_at, session.ends_at)
    found: list[Markup | str | None] = [
        danish.say("Hello. My name is {name}.", name=bold(sessions.short_name(facts.name))),
        danish.say("I am going here:"),
        "",
        danish.line(icons.PLACE, isolate(place)),
        danish.line(icons.ADDRESS, isolate(bold(address))) if address else None,
        danish.line(icons.SCHEDULE, isolate(bold(when.day(session.starts_at, danish.language)))),
        danish.line(icons.clock_face(session.starts_at), isolate(bold(span))),
        sessions.ask_for(danish, session),
    ]
    if facts.phone:
        call = danish.say("Call here if something is wrong:")
        found += ["", call, *sessions.contact(danish, facts)]
    return [_from_the_left(one) if one else "" for one in found if one is not None]


def _from_the_left(line: Markup | str) -> Markup:
    return Markup("{}{}").format(LEFT_TO_RIGHT_MARK, line)
