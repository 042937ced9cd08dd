"""Bring decisions on match categories in; the person and the day say which it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from bot.actions.changes import Cause
from bot.actions.imports import kept
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchPerson, Work, of_person
from bot.actions.readiness import categories, decisions
from bot.actions.readiness.decisions import Decided
from bot.rules.refusals import Refused
from storage import readiness
from storage.people import Participant
from storage.readiness import Category


class NoSuchCategory(Refused):
    """There is no match category {key}. Write one of {words}."""


class PerhapsCategory(Refused):
    """There is no match category {key}. Perhaps it is {nearest}?"""


@dataclass(frozen=True)
class WantedDecision:
    """A decision as a list names it; a category by its key or its Danish name."""

    reference: str
    municipality: str
    category: str
    on: date
    reason: str


@of_person
def bring(work: Work, person: Participant, wanted: WantedDecision, cause: Cause) -> Effect:
    """Note a decision; another one of the same day holds in the place of what was known.

    The same that staff have withdrawn stays so. Raises NoSuchPerson, NoSuchCategory,
    PerhapsCategory, and what `decisions.decide_in` raises.
    """
    category = _category(work, person.municipality_id, wanted.category)
    decided = Decided(category.id or 0, wanted.on, wanted.reason)
    known = readiness.decisions_of(work.db, person.id or 0)
    latest = kept.latest(one for one in known if one.decided_on == wanted.on)
    if latest and (latest.category_id, latest.reason) == (category.id, wanted.reason):
        return Effect.UNCHANGED
    decisions.decide_in(work.db, person, decided, cause=cause)
    return Effect.CHANGED if latest and not latest.withdrawn_at else Effect.ADDED


def _category(work: Work, home: int, name: str) -> Category:
    found = _called(readiness.categories_of(work.db, home), name)
    if found is not None:
        return found
    categories.ship_in(work.db, home)  # a municipality may be as new as the list
    known = readiness.categories_of(work.db, home)
    found = _called(known, name)
    if found is not None:
        return found
    nearest = get_close_matches(name.casefold(), [one.key for one in known], n=1)
    if nearest:
        raise PerhapsCategory(key=name, nearest=nearest[0])
    raise NoSuchCategory(key=name, words=", ".join(one.key for one in known if one.active))


def _called(known: Iterable[Category], name: str) -> Category | None:
    wanted = name.casefold()
    both = ((one, {one.key.casefold(), one.label_da.casefold()}) for one in known)
    return next((one for one, names in both if wanted in names), None)


DECISIONS = Noun(
    bring,
    "category",
    {NoSuchPerson: "reference"},
    fields={"decided_on": "date"},
)
