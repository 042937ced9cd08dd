"""Bring placements in; the person and the key say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.actions import access
from bot.actions.changes import Cause
from bot.actions.imports import kept
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.slots import RHYTHM
from bot.actions.imports.work import NoSuchCompany, NoSuchPerson, PerhapsCompany, Work
from bot.actions.placements import placing
from bot.actions.placements.placing import (
    OtherCompany,
    PlacedThen,
    PlacementOver,
    SlotFull,
    Terms,
)
from bot.rules.refusals import Refused
from storage import placements
from storage.placements import Company, Placement, Slot


class NoSuchSlot(Refused):
    """The company {company} has no slot {slot}. Import the slots first."""


@dataclass(frozen=True)
class WantedPlacement:
    """A placement as a list names it; days and hours that are None are those of the slot."""

    reference: str
    municipality: str
    key: str
    company: str
    slot: str
    from_on: date
    until_on: date
    weekdays: str | None = None
    starts: time | None = None
    ends: time | None = None
    contact: str | None = None


def lock(work: Work, wanted: Sequence[WantedPlacement]) -> None:
    """Lock the days that may change, in the order of everybody who locks several."""
    numbers = []
    for one in wanted:
        person = work.find_person(one.municipality, one.reference)
        known = person and placements.placement_by_key(work.db, person.id or 0, one.key)
        if known:
            numbers.append(known.id or 0)
    placements.days_of(work.db, *numbers, lock=True)


def bring(work: Work, wanted: WantedPlacement, cause: Cause) -> Effect:
    """Add or change a placement, with all that the person is owed for it.

    Raises NoSuchPerson, NoSuchCompany, PerhapsCompany, NoSuchSlot, SlotFull, PlacedThen,
    OtherCompany, PlacementOver, and what `rules.placements` raises.
    """
    person = work.person(wanted.municipality, wanted.reference)
    company = work.company(wanted.municipality, wanted.company)
    slot = _slot(work, wanted, company)
    known = placements.placement_by_key(work.db, person.id or 0, wanted.key)
    terms = _terms(wanted, company, slot, known)
    if known is None:
        placing.place_in(work.db, person, wanted.key, terms, cause=cause)
        return Effect.ADDED
    locked = access.personal(work.db, cause.caller, Placement, known.id or 0, lock=True)
    changed = placing.change_in(work.db, locked, terms, cause=cause)
    return Effect.CHANGED if changed else Effect.UNCHANGED


def _slot(work: Work, wanted: WantedPlacement, company: Company) -> Slot | None:
    if not wanted.slot:
        return None
    found = placements.slot_by_key(work.db, company.id or 0, wanted.slot)
    if found is None:
        raise NoSuchSlot(company=wanted.company, slot=wanted.slot)
    return found


def _terms(
    wanted: WantedPlacement, company: Company, slot: Slot | None, known: Placement | None
) -> Terms:
    return Terms(
        company_id=company.id or 0,
        slot_id=slot.id if slot else None,
        weekdays=wanted.weekdays or (slot.weekdays if slot else ""),
        starts=wanted.starts or (slot.starts if slot else time()),
        ends=wanted.ends or (slot.ends if slot else time()),
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        contact=kept.text("contact", wanted, known),
    )


PLACEMENTS = Noun(
    bring,
    "key",
    {
        NoSuchPerson: "reference",
        NoSuchCompany: "company",
        PerhapsCompany: "company",
        OtherCompany: "company",
        NoSuchSlot: "slot",
        SlotFull: "slot",
        PlacedThen: "from",
        PlacementOver: "until",
        **RHYTHM,
    },
    lock,
)
