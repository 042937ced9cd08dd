"""Companies, slots, placements and wishes as staff look at them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.refs import PersonRef
from bot.rules.time import local
from storage import interests, placements
from storage.database import Database
from storage.people import Participant
from storage.placements import Company, Interest, Nomination, Placement, Slot


@dataclass(frozen=True)
class SlotRow:
    """A slot as it stands in a list; `taken` and `waiting` count people."""

    slot: Slot
    company: Company
    taken: int
    waiting: int
    is_open: bool


@dataclass(frozen=True)
class CompanyRow:
    """A company as it stands in a list, with the places that it has left now."""

    company: Company
    free: int
    waiting: int


@dataclass(frozen=True)
class CompanyPage:
    """A company with its slots, and who knows it and could be placed there."""

    company: Company
    slots: tuple[SlotRow, ...]
    known_by: tuple[PersonRef, ...]


@dataclass(frozen=True)
class Interested:
    """Somebody who waits for an answer, since when."""

    interest: Interest
    person: PersonRef


@dataclass(frozen=True)
class Placed:
    """A placement as staff see it; `slot` None when it is on no slot."""

    placement: Placement
    company: Company
    slot: Slot | None
    person: PersonRef
    is_over: bool


@dataclass(frozen=True)
class SlotDetail:
    """A slot with who wishes for it and who is placed on it; for counts only, nobody by name."""

    row: SlotRow
    interested: tuple[Interested, ...]
    placed: tuple[Placed, ...]


@dataclass(frozen=True)
class Wished:
    """A slot that a person wishes for, and what became of it."""

    interest: Interest
    slot: Slot
    company: Company


@dataclass(frozen=True)
class OfPerson:
    """What a person's page shows of all this."""

    placements: tuple[Placed, ...]
    wishes: tuple[Wished, ...]
    nominations: tuple[Nomination, ...]


def companies(database: Database, caller: Caller, *, now: datetime) -> list[CompanyRow]:
    """Return the municipality's companies by name."""
    with database.reading() as db:
        home = caller.municipality_id or 0
        rows = _slot_rows(db, placements.slots_of(db, home), now)
        return [
            CompanyRow(
                company,
                free=sum(
                    max(row.slot.capacity - row.taken, 0)
                    for row in rows
                    if row.company.id == company.id and row.is_open
                ),
                waiting=sum(row.waiting for row in rows if row.company.id == company.id),
            )
            for company in placements.companies_of(db, home)
        ]


def company(database: Database, caller: Caller, company_id: int, *, now: datetime) -> CompanyPage:
    """Return one company; raises NotThere."""
    with database.reading() as db:
        found = access.company(db, caller, company_id)
        rows = _slot_rows(db, placements.slots_of_company(db, company_id), now)
        return CompanyPage(found, tuple(rows), tuple(_known_by(db, caller, company_id)))


def _known_by(db: Db, caller: Caller, company_id: int) -> Iterator[PersonRef]:
    """Yield who has named a company and is not placed there; for counts only, nobody."""
    placed = {one.participant_id for one in placements.at_company(db, company_id)}
    for _, person in [] if caller.counts_only else interests.named(db, company_id):
        if person.id not in placed:
            yield refs.person(person)


def alike(database: Database, caller: Caller, name: str) -> list[Company]:
    """Return the municipality's companies of this name, however it is written."""
    with database.reading() as db:
        known = placements.companies_of(db, caller.municipality_id or 0)
        return [one for one in known if _plain(one.name) == _plain(name)]


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def slot(database: Database, caller: Caller, slot_id: int, *, now: datetime) -> SlotDetail:
    """Return one slot; raises NotThere."""
    with database.reading() as db:
        [row] = _slot_rows(db, [access.slot(db, caller, slot_id)], now)
        if caller.counts_only:
            return SlotDetail(row, (), ())
        return SlotDetail(
            row,
            interested=tuple(
                Interested(wish, refs.person(person))
                for wish, person in interests.interested_in(db, slot_id)
            ),
            placed=tuple(
                _placed(db, one, person, now) for one, person in placements.on_slot(db, slot_id)
            ),
        )


def open_slots(database: Database, caller: Caller, *, now: datetime) -> list[SlotRow]:
    """Return the municipality's slots on which somebody can be placed."""
    with database.reading() as db:
        found = placements.slots_of(db, caller.municipality_id or 0)
        return [row for row in _slot_rows(db, found, now) if row.is_open]


def of_person(
    database: Database, caller: Caller, participant_id: int, *, now: datetime
) -> OfPerson:
    """Return a person's placements, wishes and named companies; raises NotThere."""
    with database.reading() as db:
        person = access.participant(db, caller, participant_id)
        return OfPerson(
            placements=tuple(
                _placed(db, one, person, now) for one in placements.of_person(db, participant_id)
            ),
            wishes=tuple(
                Wished(wish, slot, db.get_one(Company, slot.company_id))
                for wish, slot in interests.of_person(db, participant_id)
            ),
            nominations=tuple(interests.nominations_of(db, participant_id)),
        )


def placement(database: Database, caller: Caller, placement_id: int, *, now: datetime) -> Placed:
    """Return one placement; raises NotThere."""
    with database.reading() as db:
        found = access.personal(db, caller, Placement, placement_id)
        person = db.get_one(Participant, found.participant_id)
        return _placed(db, found, person, now)


def nomination(
    database: Database, caller: Caller, nomination_id: int
) -> tuple[Nomination, PersonRef]:
    """Return a company that somebody has named, and who did; raises NotThere."""
    with database.reading() as db:
        found = access.personal(db, caller, Nomination, nomination_id)
        return found, refs.person(db.get_one(Participant, found.participant_id))


def interest(database: Database, caller: Caller, interest_id: int) -> Interest:
    """Return somebody's wish; raises NotThere."""
    with database.reading() as db:
        return access.personal(db, caller, Interest, interest_id)


def _slot_rows(db: Db, found: Sequence[Slot], now: datetime) -> list[SlotRow]:
    today = local(now).date()
    companies = placements.companies(db, {one.company_id for one in found})
    taken = placements.taken(db, since=today)
    waiting = interests.waiting(db, found[0].municipality_id) if found else {}
    return [
        SlotRow(
            slot=one,
            company=companies[one.company_id],
            taken=taken.get(one.id or 0, 0),
            waiting=waiting.get(one.id or 0, 0),
            is_open=one.closed_at is None and one.until_on > today,
        )
        for one in found
    ]


def _placed(db: Db, one: Placement, person: Participant, now: datetime) -> Placed:
    return Placed(
        placement=one,
        company=db.get_one(Company, one.company_id),
        slot=db.get(Slot, one.slot_id) if one.slot_id else None,
        person=refs.person(person),
        is_over=one.ended_at is not None or one.until_on < local(now).date(),
    )
