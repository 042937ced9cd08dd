"""Bring slots in; the company and the key say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.actions import access
from bot.actions.changes import Cause
from bot.actions.imports import kept
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchCompany, PerhapsCompany, Work
from bot.actions.placements import slots as actions
from bot.actions.placements.slots import Offer, SlotPlacesTaken
from bot.rules.placements import HoursTooLong, NoDay, NoHours, TooManyDays, UntilBeforeFrom
from bot.rules.refusals import Refused
from storage import placements
from storage.placements import Slot


@dataclass(frozen=True)
class WantedSlot:
    """A slot as a list names it; a translated trade that is None stays as it is."""

    municipality: str
    company: str
    key: str
    trade: str
    capacity: int
    weekdays: str
    starts: time
    ends: time
    from_on: date
    until_on: date
    level: int = 0
    trade_en: str | None = None
    trade_ar: str | None = None
    trade_ti: str | None = None


def lock(work: Work, wanted: Sequence[WantedSlot]) -> None:
    """Lock the slots, then the days of who is placed on them, in everybody's order."""
    known = [slot for one in wanted if (slot := _known(work, one))]
    for number in sorted(slot.id or 0 for slot in known):
        access.slot(work.db, work.cause.caller, number, lock=True)
    numbers = [
        row.id or 0 for slot in known for row, _ in placements.on_slot(work.db, slot.id or 0)
    ]
    placements.days_of(work.db, *numbers, lock=True)


def bring(work: Work, wanted: WantedSlot, cause: Cause) -> Effect:
    """Add or change a slot.

    Raises NoSuchCompany, PerhapsCompany, SlotPlacesTaken, and what `rules.placements` raises.
    """
    company = work.company(wanted.municipality, wanted.company)
    known = placements.slot_by_key(work.db, company.id or 0, wanted.key)
    offer = _offer(wanted, known)
    if known is None:
        actions.add_in(work.db, company, wanted.key, offer, cause=cause)
        return Effect.ADDED
    changed = actions.change_in(work.db, known, offer, cause=cause)
    return Effect.CHANGED if changed else Effect.UNCHANGED


def _known(work: Work, wanted: WantedSlot) -> Slot | None:
    home = work.home(wanted.municipality).id or 0
    company = placements.company_by_key(work.db, home, wanted.company)
    return placements.slot_by_key(work.db, company.id or 0, wanted.key) if company else None


def _offer(wanted: WantedSlot, known: Slot | None) -> Offer:
    return Offer(
        trade=wanted.trade,
        capacity=wanted.capacity,
        level=wanted.level,
        weekdays=wanted.weekdays,
        starts=wanted.starts,
        ends=wanted.ends,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        trade_en=kept.text("trade_en", wanted, known) or None,
        trade_ar=kept.text("trade_ar", wanted, known) or None,
        trade_ti=kept.text("trade_ti", wanted, known) or None,
    )


RHYTHM: dict[type[Refused], str] = {
    UntilBeforeFrom: "until",
    TooManyDays: "until",
    NoHours: "ends",
    HoursTooLong: "ends",
    NoDay: "weekdays",
}
"""In which column a refusal of the days and hours belongs."""

SLOTS = Noun(
    bring,
    "key",
    {
        NoSuchCompany: "company",
        PerhapsCompany: "company",
        SlotPlacesTaken: "capacity",
        **RHYTHM,
    },
    lock,
)
