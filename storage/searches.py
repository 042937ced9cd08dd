"""Saved searches: their words, how many they found when, and whom they have told of."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, exists
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, and_, col, func, or_, select

from storage.people import Participant
from storage.staff import Staff


class Search(SQLModel, table=True):
    """A query that somebody keeps under a name, for themselves or (`is_shared`) for colleagues.

    `asks` is the query as it was written; whoever asks, it is meant as its author means it. With
    `alerts` it is watched who enters it: `looked_at` is when that was done last, None before the
    first look.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    author_id: int = Field(foreign_key="staff.id", index=True)
    name: str
    asks: str
    is_shared: bool = False
    alerts: bool = False
    created_at: datetime
    looked_at: datetime | None = None
    removed_at: datetime | None = None


class SearchCount(SQLModel, table=True):
    """How many people a saved search found on a day (Copenhagen)."""

    __tablename__ = "search_count"
    __table_args__ = (UniqueConstraint("search_id", "on"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    search_id: int = Field(foreign_key="search.id")
    on: date
    found: int


class SearchHit(SQLModel, table=True):
    """Somebody whom a saved search finds, from when until when; in again is a new row.

    `is_first` tells that they were there as it began to be watched: nobody is told of them.
    """

    __tablename__ = "search_hit"
    __table_args__ = (Index("ix_search_hit_of_person", "search_id", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    search_id: int = Field(foreign_key="search.id")
    participant_id: int = Field(foreign_key="participant.id", index=True)
    since: datetime
    until: datetime | None = None
    is_first: bool = False


def seen_by(staff_id: int, municipality_id: int) -> ColumnElement[bool]:
    """Return which saved searches are a member's own, or shared by a colleague."""
    return and_(
        col(Search.municipality_id) == municipality_id,
        col(Search.removed_at).is_(None),
        or_(col(Search.author_id) == staff_id, col(Search.is_shared)),
    )


def of_member(db: Db, staff_id: int, municipality_id: int) -> list[tuple[Search, Staff]]:
    """Return the saved searches that a member sees, each with its author: own ones first."""
    return list(
        db.exec(
            select(Search, Staff)
            .join(Staff, col(Staff.id) == Search.author_id)
            .where(seen_by(staff_id, municipality_id))
            .order_by(col(Search.author_id) != staff_id, func.lower(Search.name), col(Search.id))
        )
    )


def own(db: Db, author_id: int) -> list[Search]:
    """Return the searches that somebody has saved and not removed."""
    mine = select(Search).where(Search.author_id == author_id, col(Search.removed_at).is_(None))
    return list(db.exec(mine.order_by(col(Search.id))))


def uncounted(db: Db, on: date) -> list[int]:
    """Return the searches of which it is not known how many they find on this day."""
    counted = exists().where(col(SearchCount.search_id) == Search.id, col(SearchCount.on) == on)
    standing = select(Search.id).where(col(Search.removed_at).is_(None), ~counted)
    return [number or 0 for number in db.exec(standing.order_by(col(Search.id)))]


def to_look_at(db: Db, since: datetime) -> list[int]:
    """Return the searches with alerts that nobody has looked at since then."""
    found = db.exec(
        select(Search.id)
        .join(Staff, col(Staff.id) == Search.author_id)
        .where(
            col(Search.alerts),
            col(Search.removed_at).is_(None),
            col(Staff.active).is_(True),
            or_(col(Search.looked_at).is_(None), col(Search.looked_at) < since),
        )
        .order_by(col(Search.id))
    )
    return [number or 0 for number in found]


def count(db: Db, found: ColumnElement[bool]) -> int:
    """Return of how many people a condition holds."""
    return db.exec(select(func.count()).select_from(Participant).where(found)).one()


def put_count(db: Db, search: Search, on: date, found: int) -> None:
    """Write down how many people a search finds on a day, in the place of what stands there."""
    number = search.id or 0
    of_day = select(SearchCount).where(SearchCount.search_id == number, SearchCount.on == on)
    row = db.exec(of_day).first()
    if row is None:
        home = search.municipality_id
        row = SearchCount(municipality_id=home, search_id=number, on=on, found=found)
    row.found = found
    db.add(row)


def counts_of(db: Db, searches: Collection[int]) -> dict[int, list[SearchCount]]:
    """Return how many people these searches have found on each day, the earliest first."""
    counts: dict[int, list[SearchCount]] = {number: [] for number in searches}
    rows = select(SearchCount).where(col(SearchCount.search_id).in_(searches))
    for row in db.exec(rows.order_by(col(SearchCount.on))):
        counts[row.search_id].append(row)
    return counts
