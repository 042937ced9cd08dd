"""Bring outcomes in; `rules.outcomes.recognised` says which of the person's is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.actions import outcomes as actions
from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchPerson, Work, of_person
from bot.actions.outcomes import HOLDS, AlreadyConfirmed
from bot.rules import outcomes as rules
from bot.rules.outcomes import Told
from storage import outcomes
from storage.database import FOR_CHANGE
from storage.outcomes import Achievement
from storage.people import Participant
from storage.vocabulary import ClaimState

COLUMNS = {
    "employer": "employer",
    "terms": "terms",
    "hours": "hours",
    "starts_on": "from",
    "ends_on": "until",
    "evidence": "evidence",
}
"""What is told of an outcome, beside its kind, by its column."""


@dataclass(frozen=True)
class WantedOutcome:
    """An outcome as a list names it.

    What is not `named`, because the list has no column for it, stays as it is. A `state` of None
    is confirmed.
    """

    reference: str
    municipality: str
    told: Told
    named: frozenset[str]
    state: ClaimState | None = None


@of_person
def bring(work: Work, person: Participant, wanted: WantedOutcome, cause: Cause) -> Effect:
    """Enter or correct an outcome; of what is entered nobody is told, for most of it is history.

    Who has told it in the chat hears of it as when staff decide. Raises NoSuchPerson, NoEvidence,
    AlreadyConfirmed, PerhapsTheSame, and what `rules.outcomes.check` and `wording.check` raise.
    """
    known = _known(work, person, wanted)
    if known is None:
        state = wanted.state or ClaimState.CONFIRMED
        actions.enter_in(work.db, person, wanted.told, cause=cause, state=state)
        return Effect.ADDED
    theirs = {name: getattr(wanted.told, name) for name in wanted.named}
    told = replace(rules.told(known), **theirs)
    changed = actions.correct_in(work.db, known, told, cause=cause)
    decided = _decided(work, known, wanted.state, cause=cause.part("state"))
    return Effect.CHANGED if changed or decided else Effect.UNCHANGED


def look(work: Work, wanted: Sequence[WantedOutcome]) -> None:
    """Note what the lines name by its first day, so that no other line is taken for it."""
    for one in wanted:
        work.days[_key(one)].add(one.told.starts_on)


def _key(wanted: WantedOutcome) -> object:
    return wanted.municipality.casefold(), wanted.reference, wanted.told.kind


def _known(work: Work, person: Participant, wanted: WantedOutcome) -> Achievement | None:
    """Return the outcome that is meant.

    A rejected one is only by its very day, and if it was not told again since.
    """
    theirs, day = outcomes.of_person(work.db, person.id or 0), wanted.told.starts_on
    known = {one.id or 0: rules.told(one) for one in theirs if one.state in HOLDS}
    for one in theirs:
        told = rules.told(one)
        is_of_day = one.state is ClaimState.REJECTED and one.starts_on == day
        if is_of_day and not any(rules.is_same(told, other) for other in known.values()):
            known[one.id or 0] = told
    found = rules.recognised(wanted.told, known, named=work.days[_key(wanted)])
    if found is None:
        return None
    row = work.db.get_one(Achievement, found)
    work.db.refresh(row, with_for_update=FOR_CHANGE)  # it may have been taken back meanwhile
    return row


def _decided(work: Work, known: Achievement, state: ClaimState | None, *, cause: Cause) -> bool:
    """Confirm or reject what is not decided yet, and what was rejected if the list says so.

    A list that does not name the state undoes nothing that staff have decided.
    """
    if state in (known.state, ClaimState.CLAIMED):
        return False
    if state is None and known.state is not ClaimState.CLAIMED:
        return False
    if state is ClaimState.REJECTED:
        actions.reject_in(work.db, known, cause=cause)
    else:
        actions.confirm_in(work.db, known, cause=cause)
    return True


OUTCOMES = Noun(
    bring,
    "kind",
    {NoSuchPerson: "reference", AlreadyConfirmed: "state"},
    look,
    fields={"starts_on": "from", "ends_on": "until"},
)
