"""What can be asked about attendance, about contact, and about what waits for staff."""

from collections.abc import Sequence
from datetime import date

from bot.rules.search.facts import PersonFacts
from bot.rules.search.field import Field, Kind, Look, Reading, Word
from storage.vocabulary import TaskKind

UNANSWERED, UNREAD = "unanswered", "unread"


def _missed(facts: PersonFacts, look: Look) -> Reading:
    return _counted(facts.missed, look)


def _reported(facts: PersonFacts, look: Look) -> Reading:
    return _counted(facts.reported, look)


def _counted(days: Sequence[date], look: Look) -> float:
    """Return how many of these days have come, and lie in the period."""
    return sum((look.since is None or look.since <= day) and day <= look.today for day in days)


def _heard(facts: PersonFacts, _look: Look) -> Reading:
    return (facts.heard_on,) if facts.heard_on else ()


def _messages(facts: PersonFacts, _look: Look) -> Reading:
    return facts.messages


def _tasks(facts: PersonFacts, _look: Look) -> Reading:
    return facts.tasks


MESSAGES = (
    Word(UNANSWERED, ("ubesvaret",), ("unanswered",)),
    Word(UNREAD, ("ulæst",), ("unread",)),
)

TASKS = (
    Word(TaskKind.ABSENCE, ("fravær",), ("absence",)),
    Word(TaskKind.CALL_ME, ("ring-op", "ring"), ("call",)),
    Word(TaskKind.LOW_CHECK_IN, ("lavt-svar",), ("low-check-in",)),
    Word(TaskKind.HELP_WANTED, ("hjælp",), ("help",)),
    Word(TaskKind.MESSAGE, ("besked",), ("message",)),
    Word(TaskKind.OUTCOME, ("udfald",), ("outcome",)),
    Word(TaskKind.INTEREST, ("interesse",), ("interest",)),
    Word(TaskKind.NOMINATION, ("forslag",), ("nomination",)),
    Word(TaskKind.SHARED_PHONE, ("delt-telefon",), ("shared-phone",)),
    Word(TaskKind.UNLINKED, ("frakoblet",), ("unlinked",)),
    Word(TaskKind.ERASED, ("slettet",), ("erased",)),
    Word(TaskKind.NO_SHOWS, ("udeblivelser",), ("no-shows",)),
    Word(TaskKind.SEARCH, ("søgning",), ("search",)),
)

FIELDS = (
    Field("missed", ("fravær",), ("absence", "absent"), Kind.NUMBER, _missed, is_windowed=True),
    Field("reported", ("afbud",), ("reported",), Kind.NUMBER, _reported, is_windowed=True),
    Field("contact", ("kontakt",), ("contact",), Kind.DAY, _heard),
    Field("silent", ("tavs",), ("silent",), Kind.DAY, _heard, never=True),
    Field("message", ("besked",), ("message",), Kind.WORD, _messages, MESSAGES),
    Field("task", ("opgave",), ("task",), Kind.WORD, _tasks, TASKS),
)
