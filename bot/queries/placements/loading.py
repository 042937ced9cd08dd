"""What the messages about placements speak of, as it is when they are said."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlmodel import Session as Db

from bot.rules.time import local
from bot.texts import titles
from bot.texts.nominations import AskCompany, Nominated, NominationDecided, NominationFacts
from bot.texts.notices import Notice
from bot.texts.placements import NEWS, MyPlacements, Named, Overview, PlacementFacts, Wish
from bot.texts.slots import InterestDeclined, Scope, SlotFacts, SlotPage
from bot.texts.work import Work
from storage import interests, placements, said
from storage.people import Participant
from storage.placements import Company, Interest, Nomination, Placement, Slot


def overview(db: Db, _notice: Notice, person: Participant, now: datetime) -> Overview:
    """Return where somebody is placed, what they wish for, and how many slots are open."""
    number, today = person.id or 0, local(now).date()
    standing = [
        one
        for one in placements.of_person(db, number)
        if one.ended_at is None and one.until_on >= today
    ]
    return Overview(
        placements=tuple(_placement(db, one, now) for one in standing),
        wishes=tuple(
            Wish(work_of(db, slot, slot), wish.state)
            for wish, slot in interests.of_person(db, number)
        ),
        named=tuple(Named(one.company, one.state) for one in interests.nominations_of(db, number)),
        open_slots=len(open_slots(db, person.municipality_id, today)),
    )


def placement(db: Db, notice: Notice, person: Participant, now: datetime) -> PlacementFacts | None:
    """Return the placement that a notice tells of, if it is theirs."""
    found = db.get(Placement, notice.params()["placement_id"])
    if found is None or found.participant_id != person.id:
        return None
    return _placement(db, found, now)


def slot(db: Db, notice: Notice, person: Participant, now: datetime) -> SlotFacts | None:
    """Return the slot that is to be shown with its neighbours, if there is one."""
    params, today = notice.params(), local(now).date()
    is_mine = params.get("scope") == Scope.MINE
    number = person.id or 0
    shown = (
        [one for _, one in interests.of_person(db, number)]
        if is_mine
        else open_slots(db, person.municipality_id, today)
    )
    wanted = params["slot_id"]
    found = _chosen(db, shown, wanted, person)
    if found is None:
        return None
    wish = interests.of(db, found.id or 0, number)
    return _slot_facts(db, found, wish, shown, today)


def nomination(
    db: Db, notice: Notice, person: Participant, _now: datetime
) -> NominationFacts | None:
    """Return what somebody has told of a company, if they have begun."""
    number = notice.params()["nomination_id"]
    found = db.get(Nomination, number) if number else None
    if found is None or found.participant_id != person.id:
        return None
    return NominationFacts(found.company, found.place, found.contact, found.state)


def open_slots(db: Db, municipality_id: int, today: date) -> list[Slot]:
    """Return the slots with a place left and days ahead, the earliest first."""
    taken = placements.taken(db, since=today)
    return [
        one
        for one in placements.slots_of(db, municipality_id)
        if one.until_on > today and taken.get(one.id or 0, 0) < one.capacity
    ]


def work_of(db: Db, row: Slot | Placement, slot: Slot | None) -> Work:
    """Return what a slot or a placement (on that slot, if any) is, and when."""
    company = db.get_one(Company, row.company_id)
    return Work(
        trades=slot.trades if slot else titles.of_placement(),
        company=company.name,
        address=company.address,
        weekdays=row.weekdays,
        starts=row.starts,
        ends=row.ends,
        from_on=row.from_on,
        until_on=row.until_on,
    )


def _placement(db: Db, row: Placement, now: datetime) -> PlacementFacts:
    days = placements.days_of(db, row.id or 0)
    ahead = (day.starts_at for day in days if day.cancelled_at is None and day.starts_at > now)
    return PlacementFacts(
        id=row.id or 0,
        work=work_of(db, row, db.get(Slot, row.slot_id) if row.slot_id else None),
        contact=placements.contact(row, db.get_one(Company, row.company_id)),
        next_at=next(ahead, None),
        is_ended=row.ended_at is not None,
        is_seen=_is_seen(db, row),
    )


def _is_seen(db: Db, row: Placement) -> bool:
    """Tell whether the person has said to have seen the latest news."""
    news = [
        one
        for one in said.told_of(db, row.participant_id, tuple(NEWS))
        if one.params.get("placement_id") == row.id
    ]
    return bool(news) and news[0].acknowledged_at is not None


def _chosen(db: Db, shown: Sequence[Slot], wanted: int | None, person: Participant) -> Slot | None:
    """Return the slot with this number, wherever it is listed by now; else the first."""
    if wanted is None:
        return shown[0] if shown else None
    found = db.get(Slot, wanted)
    is_ours = found is not None and found.municipality_id == person.municipality_id
    return found if is_ours else None


def _slot_facts(
    db: Db, found: Slot, wish: Interest | None, shown: Sequence[Slot], today: date
) -> SlotFacts:
    numbers = [one.id or 0 for one in shown]
    is_listed = found.id in numbers
    place = numbers.index(found.id or 0) if is_listed else 0
    taken = placements.taken(db, since=today).get(found.id or 0, 0)
    return SlotFacts(
        id=found.id or 0,
        work=work_of(db, found, found),
        level=found.level,
        is_open=found.closed_at is None and found.until_on > today and taken < found.capacity,
        state=wish.state if wish else None,
        earlier=numbers[place - 1] if is_listed and place > 0 else None,
        later=_later(numbers, place, is_listed=is_listed),
        place=place + 1 if is_listed else 1,
        total=max(len(numbers), 1),
    )


def _later(numbers: Sequence[int], place: int, *, is_listed: bool) -> int | None:
    """Return the next one; from a slot that is listed no more, the first."""
    if not is_listed:
        return numbers[0] if numbers else None
    return numbers[place + 1] if place + 1 < len(numbers) else None


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    MyPlacements.kind: overview,
    **dict.fromkeys(NEWS, placement),
    **dict.fromkeys((notice.kind for notice in (SlotPage, InterestDeclined)), slot),
    **dict.fromkeys(
        (notice.kind for notice in (AskCompany, Nominated, NominationDecided)), nomination
    ),
}
"""By the kind of the notice."""
