"""Reminders of a session: before it, or how it was."""

from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from bot.rules.time import local
from bot.texts import icons, sessions, writings
from bot.texts.facts import Facts, SessionFacts
from bot.texts.say import Voice, bold, lines
from storage.vocabulary import ReminderKind


@dataclass(frozen=True)
class ReminderFacts:
    """What a reminder is of, and what the rule's own writing says in the person's language.

    `words` None is what has no writing, or none that can be relied on: it is said in ours.
    """

    kind: ReminderKind = ReminderKind.SESSION
    is_after: bool = False
    words: str | None = None


@dataclass(frozen=True)
class Reminder(sessions.AboutSession):
    """A session comes soon, or is over; by which rule is this said?"""

    kind = "reminder"
    rule_id: int | None = None

    def above(self, voice: Voice, facts: Facts, session: SessionFacts) -> Markup:
        """Return the rule's own words, else that it is a reminder, and of what."""
        known = facts.about if isinstance(facts.about, ReminderFacts) else ReminderFacts()
        icon = icons.MESSAGE if known.is_after else icons.REMINDER
        if known.words:
            own = writings.rendered(voice, facts, known.words)
            return lines(voice.line(icon, own), "")
        return voice.line(icon, bold(shipped(voice, facts, session, known)))

    def is_recorded(self, about: object) -> bool:
        """Tell whether it says no more than that something comes soon."""
        return isinstance(about, ReminderFacts) and not (about.words or about.is_after)


def shipped(voice: Voice, facts: Facts, session: SessionFacts, known: ReminderFacts) -> Markup:
    """Return the sentence that came with the program."""
    if known.is_after:
        return voice.say("How was it? You can write to us here.")
    match known.kind:
        case ReminderKind.PLACEMENT_START:
            return _first_day(voice, facts, session)
        case ReminderKind.PLACEMENT_WEEK:
            return voice.say("Reminder: your placement")
        case ReminderKind.CONTRACT_MEETING:
            return voice.say("Reminder: meeting about your contract")
        case _:
            return voice.say("Reminder")


def _first_day(voice: Voice, facts: Facts, session: SessionFacts) -> Markup:
    place = sessions.short_place(session)
    today, on = local(facts.now).date(), local(session.starts_at).date()
    if on == today:
        return voice.say("Today is your first day at {company}.", company=place)
    if on - today == timedelta(days=1):
        return voice.say("Tomorrow is your first day at {company}.", company=place)
    return voice.say("Reminder: your first day at {company}", company=place)
