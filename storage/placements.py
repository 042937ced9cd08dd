"""Companies, the slots they offer, who is interested, and who is placed."""

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy.orm import aliased
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, func, select

from storage.columns import word
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import ClaimState, InterestState, Language


class Company(SQLModel, table=True):
    """A company that a municipality knows; `key` is its name in the municipality's own lists."""

    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    key: str
    name: str
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    contact: str = ""
    phone: str = ""


class Slot(SQLModel, table=True):
    """Places that a company offers for a time; `level` is the Danish that is needed, 0 to 3.

    `weekdays` are digits, 0 for Monday.
    """

    __table_args__ = (UniqueConstraint("company_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    company_id: int = Field(foreign_key="company.id", index=True)
    key: str
    trade: str
    trade_en: str | None = None
    trade_ar: str | None = None
    trade_ti: str | None = None
    capacity: int
    level: int = 0
    weekdays: str = "01234"
    starts: time
    ends: time
    from_on: date
    until_on: date
    closed_at: datetime | None = None

    @property
    def trades(self) -> dict[Language, str]:
        """The trade in the languages in which it is known; Danish is always there."""
        named = {
            Language.DANISH: self.trade,
            Language.ENGLISH: self.trade_en,
            Language.ARABIC: self.trade_ar,
            Language.TIGRINYA: self.trade_ti,
        }
        return {language: trade for language, trade in named.items() if trade}


class Interest(SQLModel, table=True):
    """Somebody's wish for a slot, and what became of it."""

    __table_args__ = (UniqueConstraint("slot_id", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    slot_id: int = Field(foreign_key="slot.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    state: InterestState = Field(sa_type=word(InterestState))
    shown_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="staff.id")


class Nomination(SQLModel, table=True):
    """A company that somebody knows themselves; each is told in three questions.

    `company_id` is the one that staff have made of it, or found that it is.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    state: ClaimState = Field(sa_type=word(ClaimState))
    company: str = ""
    place: str = ""
    contact: str = ""
    told_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="staff.id")
    company_id: int | None = Field(default=None, foreign_key="company.id", index=True)


class Placement(SQLModel, table=True):
    """Somebody's time at a company, both dates included; its days are sessions of theirs.

    `key` is its name in the municipality's own lists. After `changed_at` somebody was told of
    other days or hours.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    company_id: int = Field(foreign_key="company.id", index=True)
    slot_id: int | None = Field(default=None, foreign_key="slot.id", index=True)
    key: str | None = None
    weekdays: str = "01234"
    starts: time
    ends: time
    from_on: date
    until_on: date
    contact: str = ""
    changed_at: datetime | None = None
    ended_at: datetime | None = None


def of_person(db: Db, participant_id: int) -> list[Placement]:
    """Return a person's placements, the latest first."""
    return list(
        db.exec(
            select(Placement)
            .where(Placement.participant_id == participant_id)
            .order_by(col(Placement.from_on).desc(), col(Placement.id).desc())
        )
    )


def company_by_key(db: Db, municipality_id: int, key: str) -> Company | None:
    """Return the municipality's company with this name in its lists."""
    return db.exec(
        select(Company).where(Company.municipality_id == municipality_id, Company.key == key)
    ).first()


def companies_of(db: Db, municipality_id: int) -> list[Company]:
    """Return the municipality's companies by name."""
    found = db.exec(select(Company).where(Company.municipality_id == municipality_id))
    return sorted(found, key=lambda company: (company.name.casefold(), company.id))


def companies(db: Db, company_ids: Collection[int]) -> dict[int | None, Company]:
    """Return these companies by their ids."""
    found = db.exec(select(Company).where(col(Company.id).in_(company_ids)))
    return {company.id: company for company in found}


def slots_of(db: Db, municipality_id: int) -> list[Slot]:
    """Return every slot of a municipality that is not closed, the earliest first."""
    return list(
        db.exec(
            select(Slot)
            .where(Slot.municipality_id == municipality_id, col(Slot.closed_at).is_(None))
            .order_by(col(Slot.from_on), col(Slot.id))
        )
    )


def slots_of_company(db: Db, company_id: int) -> list[Slot]:
    """Return all slots of a company, the closed ones too, the latest first."""
    return list(
        db.exec(
            select(Slot)
            .where(Slot.company_id == company_id)
            .order_by(col(Slot.from_on).desc(), col(Slot.id).desc())
        )
    )


def slot_by_key(db: Db, company_id: int, key: str) -> Slot | None:
    """Return the company's slot with this name in the municipality's lists."""
    return db.exec(select(Slot).where(Slot.company_id == company_id, Slot.key == key)).first()


def placement_by_key(db: Db, participant_id: int, key: str) -> Placement | None:
    """Return the person's placement with this name in the municipality's lists."""
    return db.exec(
        select(Placement).where(Placement.participant_id == participant_id, Placement.key == key)
    ).first()


def at_company(db: Db, company_id: int) -> list[Placement]:
    """Return the placements at a company that were not ended, by their number."""
    return list(
        db.exec(
            select(Placement)
            .where(Placement.company_id == company_id, col(Placement.ended_at).is_(None))
            .order_by(col(Placement.id))
        )
    )


def on_slot(db: Db, slot_id: int) -> list[tuple[Placement, Participant]]:
    """Return who was ever placed on a slot, the latest first."""
    return list(
        db.exec(
            select(Placement, Participant)
            .join(Participant, col(Participant.id) == Placement.participant_id)
            .where(Placement.slot_id == slot_id)
            .order_by(col(Placement.from_on).desc(), col(Placement.id).desc())
        )
    )


def taken(db: Db, *, since: date, until: date | None = None) -> dict[int, int]:
    """Return by slot how many places are taken on any day from `since` to `until`."""
    where = [
        col(Placement.slot_id).is_not(None),
        col(Placement.ended_at).is_(None),
        col(Placement.until_on) >= since,
    ]
    if until is not None:
        where.append(col(Placement.from_on) <= until)
    found = db.exec(
        select(Placement.slot_id, func.count()).where(*where).group_by(col(Placement.slot_id))
    )
    return {slot_id: number for slot_id, number in found if slot_id is not None}


def contact(placement: Placement, company: Company) -> str:
    """Return whom to ask for there: the placement's own contact, else the company's."""
    own = placement.contact or company.contact
    return " · ".join(part for part in (own, company.phone) if part)


def days_of(db: Db, *placement_ids: int, lock: bool = False) -> list[Session]:
    """Return all days of one placement or of several in order, the cancelled ones too.

    `lock` keeps everybody else from changing them until the transaction ends.
    """
    found = (
        select(Session)
        .where(col(Session.placement_id).in_(placement_ids))
        .order_by(col(Session.id))  # who locks several does so in one order, which no move changes
    )
    days = db.exec(found.with_for_update(of=Session, key_share=True) if lock else found)
    return sorted(days, key=lambda day: (day.starts_at, day.id))


def last_start(db: Db, placement_id: int, *, before: datetime) -> datetime | None:
    """Return when the last day of a placement before this moment begins, without cancelled ones."""
    return db.exec(
        select(Session.starts_at)
        .where(
            Session.placement_id == placement_id,
            Session.starts_at < before,
            col(Session.cancelled_at).is_(None),
        )
        .order_by(col(Session.starts_at).desc())
        .limit(1)
    ).first()


def clash(db: Db, placement: Placement) -> Session | None:
    """Return the first day of another placement of the person's at the time of one of these."""
    own, other = aliased(Session), aliased(Session)
    return db.exec(
        select(other)
        .join(own, col(own.participant_id) == other.participant_id)
        .where(
            own.placement_id == placement.id,
            col(own.cancelled_at).is_(None),
            col(other.placement_id).is_not(None),
            other.placement_id != placement.id,
            col(other.cancelled_at).is_(None),
            own.starts_at < other.ends_at,
            other.starts_at < own.ends_at,
        )
        .order_by(col(other.starts_at))
    ).first()
