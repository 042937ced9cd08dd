"""Companies, the slots they offer, who is interested, and who is placed."""

from datetime import date, datetime, time

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select

from storage.columns import word
from storage.vocabulary import ClaimState, InterestState


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
    """A company that somebody knows themselves; each is told in three questions."""

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


class Placement(SQLModel, table=True):
    """Somebody's time at a company, both dates included; its days are sessions of theirs."""

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


def slots_of(db: Db, municipality_id: int) -> list[Slot]:
    """Return every slot of a municipality that is not closed, the earliest first."""
    return list(
        db.exec(
            select(Slot)
            .where(Slot.municipality_id == municipality_id, col(Slot.closed_at).is_(None))
            .order_by(col(Slot.from_on), col(Slot.id))
        )
    )
