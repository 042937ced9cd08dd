"""Bring companies in; the municipality and the key say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.changes import Cause
from bot.actions.imports import kept
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import Work
from bot.actions.placements import companies as actions
from bot.actions.placements.companies import Address
from storage import placements
from storage.placements import Company


@dataclass(frozen=True)
class WantedCompany:
    """A company as a list names it; what is None stays as it is."""

    key: str
    name: str
    municipality: str
    address: str | None = None
    contact: str | None = None
    phone: str | None = None
    position: tuple[float, float] | None = None
    has_position: bool = False


def lock(work: Work, wanted: Sequence[WantedCompany]) -> None:
    """Lock the days that may change, in the order of everybody who locks several."""
    numbers = []
    for one in wanted:
        known = _known(work, one)
        if known and _address(one, known) != actions.address_of(known):
            numbers += [row.id or 0 for row in placements.at_company(work.db, known.id or 0)]
    placements.days_of(work.db, *numbers, lock=True)


def bring(work: Work, wanted: WantedCompany, cause: Cause) -> Effect:
    """Add or change a company, with all that the people there are owed for it."""
    known = _known(work, wanted)
    address = _address(wanted, known)
    if known is None:
        home = work.home(wanted.municipality).id or 0
        actions.add_in(work.db, home, wanted.key, address, cause=cause)
        return Effect.ADDED
    changed = actions.change_in(work.db, known, address, cause=cause)
    return Effect.CHANGED if changed else Effect.UNCHANGED


def _known(work: Work, wanted: WantedCompany) -> Company | None:
    home = work.home(wanted.municipality)
    return placements.company_by_key(work.db, home.id or 0, wanted.key)


def _address(wanted: WantedCompany, known: Company | None) -> Address:
    latitude, longitude = kept.position(wanted, known)
    return Address(
        name=wanted.name,
        address=kept.text("address", wanted, known),
        latitude=latitude,
        longitude=longitude,
        contact=kept.text("contact", wanted, known),
        phone=kept.text("phone", wanted, known),
    )


COMPANIES = Noun(bring, "key", {}, lock)
