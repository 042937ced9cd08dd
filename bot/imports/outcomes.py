"""A list of outcomes: whose, of what kind, where, from when until when, and by what it is known.

What a person has of one kind from one day on is one outcome; a corrected first day finds it by
`bot.rules.outcomes.recognised`. `state` is `confirmed` where
nothing else is written.
"""

from bot.actions.imports.outcomes import COLUMNS, WantedOutcome
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.refusals import IsEmpty, NotWeeklyHours, UnknownWord
from bot.imports.table import Columns
from bot.rules import outcomes as rules
from bot.rules.outcomes import CLAIMABLE, MOST_HOURS, Told
from storage.vocabulary import ClaimState, OutcomeKind, Terms

KINDS = {
    "uddannelse": OutcomeKind.EDUCATION,
    "selvforsørgende": OutcomeKind.SELF_SUPPORTING,
    "self-supporting": OutcomeKind.SELF_SUPPORTING,
    "flyttet": OutcomeKind.MOVED,
}
TERMS = {"fast": Terms.PERMANENT, "tidsbegrænset": Terms.TEMPORARY, "timeløn": Terms.HOURLY}
STATES = {
    "claimed": ClaimState.CLAIMED,
    "oplyst": ClaimState.CLAIMED,
    "confirmed": ClaimState.CONFIRMED,
    "bekræftet": ClaimState.CONFIRMED,
    "rejected": ClaimState.REJECTED,
    "afvist": ClaimState.REJECTED,
}


def parse(read: Reader) -> WantedOutcome:
    """Return what one row wants."""
    told = Told(
        kind=read.needed("kind", cells.word(OutcomeKind, KINDS)),
        employer=read.optional("employer", cells.text, ""),
        terms=read.optional("terms", cells.word(Terms, TERMS), None),
        hours=read.optional("hours", hours, None),
        starts_on=read.optional("from", calendar.day, None),
        ends_on=read.optional("until", calendar.day, None),
        evidence=read.optional("evidence", cells.text, ""),
    )
    if told.kind in CLAIMABLE and not read.is_filled("employer"):
        read.refuse("employer", IsEmpty())
    return WantedOutcome(
        reference=read.needed("reference", cells.reference),
        municipality=read.needed("municipality", cells.reference),
        told=told,
        named=frozenset(name for name, column in COLUMNS.items() if read.has(column)),
        state=read.optional("state", state, None),
    )


def hours(value: str) -> float:
    """Return hours a week; raises NotWeeklyHours."""
    found = rules.hours(value)
    if found is None:
        raise NotWeeklyHours(text=value, most=MOST_HOURS)
    return found


def state(value: str) -> ClaimState:
    """Return how far an outcome is confirmed; raises UnknownWord."""
    found = STATES.get(value.casefold())
    if found is None:
        raise UnknownWord(text=value[: cells.LONGEST], words="claimed, confirmed, rejected")
    return found


KIND = Kind(
    columns=Columns(
        ("reference", "municipality", "kind"),
        ("employer", "terms", "hours", "from", "until", "state", "evidence"),
    ),
    parse=parse,
    key=lambda wanted: (
        wanted.municipality.casefold(),
        wanted.reference,
        wanted.told.kind,
        wanted.told.starts_on,
    ),
    key_column="reference",
)
