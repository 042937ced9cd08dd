"""Place people at companies: the days go onto their schedule, and they are told once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date, time
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, wording
from bot.actions.calendar import is_holiday
from bot.actions.changes import Cause
from bot.actions.placements import days, interests, telling
from bot.actions.placements.days import Day, rhythm_of
from bot.rules import placements as rules
from bot.rules.refusals import NotThere, Refused
from bot.rules.time import local
from bot.texts.placements import PlacementChanged, PlacementEnded, PlacementMade
from storage import placements
from storage.database import Database
from storage.people import Participant
from storage.placements import Company, Placement
from storage.vocabulary import ChangeKind


class SlotFull(Refused):
    """All places ({capacity}) are taken in these weeks. Choose other dates or another offer."""


class PlacedThen(Refused):
    """There is another placement on {day} at the same time, at {company}."""


class PlacementOver(Refused):
    """This placement has ended, so it can no longer be changed. Make a new one instead."""


class OtherCompany(Refused):
    """A placement stays at its company. End it, and make a new one at the other company."""


@dataclass(frozen=True)
class Terms:
    """Everything about a placement that staff decide; `weekdays` are digits, 0 for Monday."""

    company_id: int
    slot_id: int | None
    weekdays: str
    starts: time
    ends: time
    from_on: date
    until_on: date
    contact: str = ""


def terms_of(placement: Placement) -> Terms:
    """Return what is decided about a placement now; `replace` it to change something."""
    return Terms(**{one.name: getattr(placement, one.name) for one in fields(Terms)})


def place(database: Database, participant_id: int, terms: Terms, *, cause: Cause) -> int:
    """Place one of the caller's people; return the placement's id.

    Raises NotThere, SlotFull, PlacedThen, and what `rules.placements.check` raises.
    """
    with database.transaction() as db:
        person = access.participant(db, cause.caller, participant_id)
        return place_in(db, person, None, terms, cause=cause).id or 0


def change(database: Database, placement_id: int, terms: Terms, *, cause: Cause) -> bool:
    """Change a placement and its days ahead; tell whether anything was different.

    Raises NotThere, PlacementOver, OtherCompany, SlotFull, PlacedThen, and what
    `rules.placements.check` raises.
    """
    with database.transaction() as db:
        access.personal(db, cause.caller, Placement, placement_id)
        if terms.slot_id is not None:  # the slot before those on it, as when the slot is changed
            access.slot(db, cause.caller, terms.slot_id, lock=True)
        placement = access.personal(db, cause.caller, Placement, placement_id, lock=True)
        return change_in(db, placement, terms, cause=cause)


def end(database: Database, placement_id: int, *, cause: Cause) -> None:
    """End a placement now: what is ahead is off, and the person is told once; raises NotThere."""
    with database.transaction() as db:
        placement = access.personal(db, cause.caller, Placement, placement_id, lock=True)
        if placement.ended_at is not None:
            return
        with following(db, [placement], cause=cause):
            placement.ended_at = cause.now
            _record(db, placement, ChangeKind.PLACEMENT_ENDED, cause)


def place_in(
    db: Db, person: Participant, key: str | None, terms: Terms, *, cause: Cause
) -> Placement:
    """Place a person within a transaction; a repeated cause returns what it made."""
    done = changes.made(db, cause, "placement")
    if done is not None:
        return db.get_one(Placement, done)
    placement = Placement(
        municipality_id=person.municipality_id,
        participant_id=person.id or 0,
        key=key,
        **asdict(terms),
    )
    _check(db, placement, cause)
    wording.check(db, person.municipality_id, {"contact": terms.contact})
    db.add(placement)
    db.flush()
    difference = days.follow(db, placement, {}, cause.now)
    _check_alone(db, placement)
    _record(db, placement, ChangeKind.PLACED, cause, after=_shown(terms))
    if terms.slot_id is not None:
        interests.settle_placed(db, terms.slot_id, person, cause=cause.part("interest"))
    days.plan(db, placement, cause.now)
    telling.of_placement(db, placement, PlacementMade, difference, cause)
    return placement


def change_in(db: Db, placement: Placement, terms: Terms, *, cause: Cause) -> bool:
    """Change a locked placement within a transaction; tell whether anything was different."""
    before = terms_of(placement)
    if terms == before or changes.is_done(db, cause):
        return False
    if placement.ended_at is not None:
        raise PlacementOver
    if terms.company_id != before.company_id:
        raise OtherCompany
    said, was = {"contact": terms.contact}, {"contact": before.contact}
    wording.check(db, placement.municipality_id, said, before=was)
    with following(db, [placement], cause=cause):
        for name, value in asdict(terms).items():
            setattr(placement, name, value)
        _check(db, placement, cause)
        kind = ChangeKind.PLACEMENT_EDITED
        _record(db, placement, kind, cause, before=_shown(before), after=_shown(terms))
    _check_alone(db, placement)
    return True


@contextmanager
def following(db: Db, changed: Sequence[Placement], *, cause: Cause) -> Iterator[None]:
    """Let the days of placements follow what is changed inside, and tell each person once."""
    placements.days_of(db, *(placement.id or 0 for placement in changed), lock=True)
    before = [(placement, days.picture(db, placement)) for placement in changed]
    yield
    for placement, picture in before:
        _follow(db, placement, picture, cause)


def _follow(db: Db, placement: Placement, before: dict[str, Day], cause: Cause) -> None:
    difference = days.follow(db, placement, before, cause.now)
    if difference.sessions:
        placement.changed_at = cause.now
        db.flush()
        notice = PlacementEnded if placement.ended_at is not None else PlacementChanged
        days.plan(db, placement, cause.now)
        telling.of_placement(db, placement, notice, difference, cause)


def _check(db: Db, placement: Placement, cause: Cause) -> None:
    """Refuse what cannot be; the lock on the slot keeps two from taking the last place."""
    rules.check(rhythm_of(placement), is_holiday)
    company = db.get(Company, placement.company_id)
    if company is None or company.municipality_id != placement.municipality_id:
        raise NotThere
    if placement.slot_id is None:
        return
    slot = access.slot(db, cause.caller, placement.slot_id, lock=True)
    if slot.company_id != placement.company_id:
        raise NotThere
    others = [
        one
        for one, _ in placements.on_slot(db, placement.slot_id)
        if one.ended_at is None and one.id != placement.id and _overlap(one, placement)
    ]
    if len(others) >= slot.capacity:
        raise SlotFull(capacity=slot.capacity)


def _overlap(one: Placement, other: Placement) -> bool:
    return one.from_on <= other.until_on and other.from_on <= one.until_on


def _check_alone(db: Db, placement: Placement) -> None:
    """Refuse days on which the person is at another company at the same time."""
    clash = placements.clash(db, placement)
    if clash is not None:
        on = local(clash.starts_at).date()
        raise PlacedThen(day=f"{on:%Y-%m-%d}", company=clash.place)


def _shown(terms: Terms) -> dict[str, Any]:
    shown = asdict(terms)
    for name in ("starts", "ends", "from_on", "until_on"):
        shown[name] = shown[name].isoformat()
    return shown


def _record(  # the parts of one row
    db: Db,
    placement: Placement,
    kind: ChangeKind,
    cause: Cause,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    db.flush()
    changes.record(
        db,
        cause,
        kind,
        municipality_id=placement.municipality_id,
        participant_id=placement.participant_id,
        before=before,
        after={"placement": placement.id, **(after or {})},
    )
