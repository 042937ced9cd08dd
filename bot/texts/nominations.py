"""A company that somebody knows: three questions, a receipt, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from bot.texts import icons, placements, sessions
from bot.texts.facts import Facts
from bot.texts.message import Text, button
from bot.texts.notices import Notice, Question
from bot.texts.pages import counted
from bot.texts.say import Voice, bold, isolate, lines, shorten
from storage.vocabulary import ClaimState

LONGEST = 160


class Part(StrEnum):
    """What is asked."""

    COMPANY = "company"
    PLACE = "place"
    CONTACT = "contact"


@dataclass(frozen=True)
class NominationFacts:
    """What somebody has told of a company, and what became of it."""

    company: str
    place: str
    contact: str
    state: ClaimState


@dataclass(frozen=True)
class AskCompany(Question):
    """One of the three questions; the last two may be skipped."""

    kind = "ask_company"
    is_always_the_same = False
    TOLD = "told"
    SKIPPED = "skipped"
    LEFT = "left"
    choices = (TOLD, SKIPPED, LEFT)
    asks: str
    nomination_id: int | None = None
    again: bool = False

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the question, or what was answered."""
        step = Part(self.asks)
        html = lines(_question(voice, step), self._hint(voice, step))
        skip = button(icons.LATER, voice.label("Skip"), f"nskip:{step.value}")
        leave = button(icons.DELETE, voice.label("Cancel"), "nleave")
        rows = ((leave,),) if step is Part.COMPANY else ((skip,), (leave,))
        answers = {
            self.TOLD: voice.line(icons.YES, _told(facts, step)),
            self.SKIPPED: voice.line(icons.LATER, voice.say("Skipped.")),
            self.LEFT: voice.line(icons.DELETE, voice.say("Nothing was sent.")),
        }
        return self.asked(html, rows, answers)

    def _hint(self, voice: Voice, step: Part) -> Markup:
        if self.again:
            return voice.say("Write it in words, without a CPR number.")
        return {
            Part.COMPANY: voice.say("Write the name."),
            Part.PLACE: voice.say("Write the town or the street."),
            Part.CONTACT: voice.say("Write a name or a phone number."),
        }[step]


@dataclass(frozen=True)
class Nominated(Notice):
    """The receipt: what was told, and that the caseworker sees it."""

    kind = "nominated"
    nomination_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return it in short lines."""
        found = facts.about if isinstance(facts.about, NominationFacts) else None
        html = lines(
            voice.line(icons.YES, bold(voice.say("Thank you. Your caseworker can see this now."))),
            *_lines(voice, found),
        )
        return Text(html, placements.back(voice))


@dataclass(frozen=True)
class NominationDecided(Notice):
    """What became of a company that somebody named, in neutral words."""

    kind = "nomination_decided"
    heard = True
    nomination_id: int

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return that it is noted, or that it leads no further this time."""
        found = facts.about if isinstance(facts.about, NominationFacts) else None
        company = shorten(found.company, sessions.PLACE) if found else ""
        if found and found.state is ClaimState.CONFIRMED:
            fate = voice.say("Your caseworker has noted the company and will talk with you.")
        else:
            fate = voice.say("It does not become a placement this time. You can name another one.")
        thanks = voice.say("Thank you for your help.")
        named = voice.line(icons.COMPANY, isolate(bold(company))) if company else None
        return Text(lines(named, thanks, "", fate), placements.back(voice))


def _question(voice: Voice, step: Part) -> Markup:
    number = counted(voice, list(Part).index(step) + 1, len(Part))
    icon, words = {
        Part.COMPANY: (icons.COMPANY, voice.say("Which company do you know?")),
        Part.PLACE: (icons.PLACE, voice.say("Where is it?")),
        Part.CONTACT: (icons.PHONE, voice.say("Whom can we talk to there?")),
    }[step]
    return voice.line(icon, Markup("{} · {}").format(bold(words), number))


def _told(facts: Facts, step: Part) -> str:
    found = facts.about
    told = getattr(found, step.value) if isinstance(found, NominationFacts) else ""
    return shorten(told, LONGEST) or "–"


def _lines(voice: Voice, found: NominationFacts | None) -> list[Markup]:
    if found is None:
        return []
    told = ((icons.COMPANY, found.company), (icons.PLACE, found.place))
    parts = [*told, (icons.PHONE, found.contact)]
    return [voice.line(icon, shorten(value, LONGEST)) for icon, value in parts if value]
