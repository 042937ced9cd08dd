"""Add, change and close the slots that companies offer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, time
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, wording
from bot.actions.calendar import is_holiday
from bot.actions.changes import Cause
from bot.actions.placements import interests, placing
from bot.rules import placements as rules
from bot.rules.placements import Rhythm
from bot.rules.refusals import Refused
from storage import interests as wishes, placements
from storage.database import Database
from storage.placements import Company, Placement, Slot
from storage.vocabulary import ChangeKind

TRADE = ("trade", "trade_en", "trade_ar", "trade_ti")


class SlotPlacesTaken(Refused):
    """The offer cannot have only {capacity} places, for {taken} are taken."""


@dataclass(frozen=True)
class Offer:
    """Everything about a slot that is decided; `level` is the Danish that is needed, 0 to 3."""

    trade: str
    capacity: int
    level: int
    weekdays: str
    starts: time
    ends: time
    from_on: date
    until_on: date
    trade_en: str | None = None
    trade_ar: str | None = None
    trade_ti: str | None = None


def offer_of(slot: Slot) -> Offer:
    """Return what is decided about a slot now; `replace` it to change something."""
    return Offer(**{one.name: getattr(slot, one.name) for one in fields(Offer)})


def add(database: Database, company_id: int, key: str, offer: Offer, *, cause: Cause) -> int:
    """Add a slot to a company of the caller's; return its id.

    Raises NotThere, and what `rules.placements.check` raises.
    """
    with database.transaction() as db:
        company = access.company(db, cause.caller, company_id)
        access.caseworkers_only(cause.caller)
        return add_in(db, company, key, offer, cause=cause).id or 0


def change(database: Database, slot_id: int, offer: Offer, *, cause: Cause) -> None:
    """Change a slot; who is placed on it keeps their own days and hours.

    Raises NotThere, SlotPlacesTaken, and what `rules.placements.check` raises.
    """
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        slot = access.slot(db, cause.caller, slot_id, lock=True)
        change_in(db, slot, offer, cause=cause)


def close(database: Database, slot_id: int, *, cause: Cause) -> None:
    """Offer a slot no more; whoever waits for an answer is told. Raises NotThere."""
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        slot = access.slot(db, cause.caller, slot_id, lock=True)
        if slot.closed_at is not None:
            return
        slot.closed_at = cause.now
        _record(db, slot, ChangeKind.SLOT_EDITED, cause, after={"closed": True})
        for wish, person in wishes.interested_in(db, slot_id):
            part = cause.part(f"interest:{wish.id}")
            interests.decline_in(db, wish, person, cause=part)


def add_in(db: Db, company: Company, key: str, offer: Offer, *, cause: Cause) -> Slot:
    """Add a slot within a transaction; a repeated cause returns what it added."""
    known = placements.slot_by_key(db, company.id or 0, key)
    if known is not None and changes.is_done(db, cause):
        return known
    _check(offer)
    wording.check(db, company.municipality_id, wording.of(offer, TRADE))
    slot = Slot(
        municipality_id=company.municipality_id,
        company_id=company.id or 0,
        key=key,
        **asdict(offer),
    )
    db.add(slot)
    db.flush()
    _record(db, slot, ChangeKind.SLOT_ADDED, cause, after=_shown(offer))
    return slot


def change_in(db: Db, slot: Slot, offer: Offer, *, cause: Cause) -> bool:
    """Change a locked slot within a transaction; tell whether anything was different.

    Another name of the trade is on the days of everybody who is placed on it.
    """
    before = offer_of(slot)
    if offer == before or changes.is_done(db, cause):
        return False
    _check(offer)
    said, was = wording.of(offer, TRADE), wording.of(before, TRADE)
    wording.check(db, slot.municipality_id, said, before=was)
    taken = placements.taken(db, since=offer.from_on, until=offer.until_on).get(slot.id or 0, 0)
    if offer.capacity < min(taken, before.capacity):
        raise SlotPlacesTaken(capacity=offer.capacity, taken=taken)
    with placing.following(db, _standing(db, slot), cause=cause):
        for name, value in asdict(offer).items():
            setattr(slot, name, value)
        kind = ChangeKind.SLOT_EDITED
        _record(db, slot, kind, cause, before=_shown(before), after=_shown(offer))
    return True


def _standing(db: Db, slot: Slot) -> list[Placement]:
    found = [one for one, _ in placements.on_slot(db, slot.id or 0) if one.ended_at is None]
    return sorted(found, key=lambda one: one.id or 0)


def _check(offer: Offer) -> None:
    names = Rhythm.__dataclass_fields__
    rules.check(Rhythm(**{name: getattr(offer, name) for name in names}), is_holiday)


def _shown(offer: Offer) -> dict[str, Any]:
    shown = {name: value for name, value in asdict(offer).items() if value is not None}
    for name in ("starts", "ends", "from_on", "until_on"):
        shown[name] = shown[name].isoformat()
    return shown


def _record(  # the parts of one row
    db: Db,
    slot: Slot,
    kind: ChangeKind,
    cause: Cause,
    *,
    after: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
) -> None:
    db.flush()
    changes.record(
        db,
        cause,
        kind,
        municipality_id=slot.municipality_id,
        before=before,
        after={"slot": slot.id, **after},
    )
