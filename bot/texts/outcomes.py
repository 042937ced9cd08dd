"""Outcomes: what is said of a job, an education, an IGU, or of what the staff has entered."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from markupsafe import Markup

from bot.rules.outcomes import CLAIMABLE, Step, Told, steps
from bot.rules.time import local
from bot.texts import icons, when
from bot.texts.facts import Facts
from bot.texts.message import Button, Text, button
from bot.texts.notices import Notice
from bot.texts.say import Voice, bold, isolate, lines, plain, shorten
from storage.vocabulary import ClaimState, OutcomeKind, Terms

NAME = 100
"""Limit of a company's name in UTF-16 units, far above what is really written."""
ON_A_BUTTON = 24
LISTED = 3
"""So many of the newest stand in the list, so that no more than four choices do."""


@dataclass(frozen=True)
class OutcomeFacts:
    """Something found as its finder may see it; None if it was given up while being told.

    What is decided and `is_listed` was so by a list of the municipality, not by a caseworker.
    """

    id: int
    state: ClaimState
    told: Told
    is_listed: bool = False


@dataclass(frozen=True)
class OutcomesFacts:
    """Everything that a person has told, the newest first, without what is still being told."""

    found: tuple[OutcomeFacts, ...]


@dataclass(frozen=True)
class AboutOutcome(Notice):
    """A notice about one thing found; `edits` is the message that it replaces, if any."""

    heard = True
    is_always_the_same = False
    achievement_id: int
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return what is true of it now."""
        found = facts.about
        if not isinstance(found, OutcomeFacts):
            return gone(voice, self.edits)
        return self.standing(voice, facts, found)

    def standing(self, voice: Voice, facts: Facts, found: OutcomeFacts) -> Text:
        """Return what to say of something that was told."""
        raise NotImplementedError  # each notice has its own sentence


@dataclass(frozen=True)
class OutcomeCard(AboutOutcome):
    """What was found, and how far it is confirmed."""

    kind = "outcome"

    def standing(self, voice: Voice, facts: Facts, found: OutcomeFacts) -> Text:
        """Return it with the way to take it back, until it is decided.

        Nobody is congratulated on what is over.
        """
        congratulations = voice.say("Congratulations! This is good news.")
        is_over = found.told.is_over(local(facts.now).date())
        joy = [] if is_over else [voice.line(icons.FOUND, bold(congratulations)), ""]
        decided = _decision(voice, found)
        told = about(voice, found.told)
        match found.state:
            case ClaimState.CLAIMED:
                words = voice.label("Take it back")
                back = button(icons.BACK, words, f"found_back:{found.id}")
                return Text(lines(*joy, *told, "", decided), ((back,),), edits=self.edits)
            case ClaimState.CONFIRMED:
                news = reversed(joy) if found.told.kind in CLAIMABLE else ()
                return Text(lines(decided, "", *told, *news), edits=self.edits)
            case _:
                return Text(lines(decided, "", *told), edits=self.edits)


@dataclass(frozen=True)
class OutcomeDecided(OutcomeCard):
    """It was confirmed, or not: said of our own accord."""

    kind = "outcome_decided"


@dataclass(frozen=True)
class Outcomes(Notice):
    """What somebody has told already, and the way to tell something new."""

    kind = "outcomes"
    heard = True
    is_always_the_same = False
    edits: int | None = None

    def say(self, voice: Voice, facts: Facts) -> Text:
        """Return the newest, each with how far it is."""
        known = facts.about
        found = known.found[:LISTED] if isinstance(known, OutcomesFacts) else ()
        new = button(icons.FOUND, voice.label("I found something new"), "found_new")
        html = lines(
            voice.line(icons.FOUND, bold(voice.say("This is what we know:"))),
            *(line for one in found for line in ("", *_listed(voice, one))),
        )
        choices = (new, *(_button(voice, one) for one in found))
        return Text(html, tuple((choice,) for choice in choices), edits=self.edits)


def gone(voice: Voice, edits: int | None) -> Text:
    """Return that something is not there any more, because it was given up."""
    html = voice.line(icons.DELETE, voice.say("Nothing was sent. Nothing is stored of it."))
    return Text(html, edits=edits)


def about(voice: Voice, told: Told) -> list[Markup]:
    """Return what is known, a line each, as far as it was said."""
    said = (value(voice, step, told) for step in steps(told.kind))
    head = voice.line(icons.OUTCOMES[told.kind], isolate(bold(kind(voice, told.kind))))
    return [head, *filter(None, said), *_until(voice, told)]


def value(voice: Voice, step: Step, told: Told) -> Markup | None:
    """Return the answer to one question, if it has one."""
    match step.asked:
        case Step.EMPLOYER if told.employer:
            return voice.line(where(told.kind), short_employer(told))
        case Step.TERMS if told.terms:
            return voice.line(icons.TERMS[told.terms], terms(voice, told.terms))
        case Step.HOURS if told.hours:
            return voice.line(icons.HOURS, _hours(voice, told.hours, told.hours_in_digits))
        case Step.STARTS if told.starts_on and told.kind not in CLAIMABLE:
            since = voice.say("From {day}", day=day(voice, told.starts_on))
            return voice.line(icons.SCHEDULE, since)
        case Step.STARTS if told.starts_on:
            first = voice.say("First day: {day}", day=day(voice, told.starts_on))
            return voice.line(icons.SCHEDULE, first)
    return None


def _until(voice: Voice, told: Told) -> list[Markup]:
    if told.ends_on is None:
        return []
    return [voice.line(icons.SCHEDULE, voice.say("Until {day}", day=day(voice, told.ends_on)))]


def kind(voice: Voice, what: OutcomeKind) -> str:
    """Return the word for what was found; IGU keeps its Danish name, which stands on letters."""
    return {
        OutcomeKind.JOB: voice.label("Job"),
        OutcomeKind.EDUCATION: voice.label("Education"),
        OutcomeKind.IGU: "IGU (integrationsgrunduddannelse)",
        OutcomeKind.SELF_SUPPORTING: voice.label("Self-supporting (selvforsørgende)"),
        OutcomeKind.MOVED: voice.label("Moved to another municipality"),
    }[what]


def terms(voice: Voice, which: Terms) -> str:
    """Return the words for how long a job is promised."""
    return {
        Terms.PERMANENT: voice.label("Permanent"),
        Terms.TEMPORARY: voice.label("For a limited time"),
        Terms.HOURLY: voice.label("Paid by the hour"),
    }[which]


def day(voice: Voice, on: date) -> str:
    """Return "Tuesday 1/12/2026": it may lie in another year."""
    return f"{when.day(on, voice.language)}/{on.year}"


def where(what: OutcomeKind) -> str:
    """Return the icon of a company, or of a school."""
    return icons.SCHOOL if what is OutcomeKind.EDUCATION else icons.COMPANY


def short_employer(told: Told) -> str:
    """Return the name of the company or school, cut to a line or two."""
    return shorten(told.employer, NAME)


def _hours(voice: Voice, number: float, digits: str) -> Markup:
    """Return the hours a week in words; an hour and a half are hours."""
    return voice.say_n("{n} hour a week", "{n} hours a week", ceil(number), n=digits)


def _decision(voice: Voice, found: OutcomeFacts) -> Markup:
    """Return how far something is confirmed, in words that judge nobody."""
    match found.state:
        case ClaimState.CONFIRMED if found.is_listed:
            return voice.line(icons.YES, voice.say("The municipality has confirmed it."))
        case ClaimState.CONFIRMED:
            return voice.line(icons.YES, voice.say("Your caseworker has confirmed it."))
        case ClaimState.REJECTED:
            talk = voice.say("Please talk with your caseworker about this.")
            return voice.line(icons.CASEWORKER, talk)
        case ClaimState.WITHDRAWN:
            return voice.line(icons.BACK, voice.say("Taken back."))
        case _:
            return voice.line(icons.CASEWORKER, voice.say("Your caseworker confirms it."))


def _listed(voice: Voice, found: OutcomeFacts) -> list[Markup]:
    """Return what was found and where, and how far it is confirmed."""
    return [*about(voice, found.told)[:2], _decision(voice, found)]


def _button(voice: Voice, found: OutcomeFacts) -> Button:
    told = found.told
    name = shorten(told.employer, ON_A_BUTTON) or plain(kind(voice, told.kind))
    return button(icons.OUTCOMES[told.kind], name, f"found_see:{found.id}")
