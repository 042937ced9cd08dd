"""Readiness: match categories and the decisions about them, what staff believe, and goals."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select

from storage.columns import word
from storage.vocabulary import Colour


class Category(SQLModel, table=True):
    """A match category (visitation) of a municipality; laws change, so it is data.

    `key` is its name in lists and searches. Who is in one that `is_ready` is assessed as ready for
    a job; `horizon_months` is within what time, where it has one. One that is not `active` is
    given to nobody any more, and still names earlier decisions.
    """

    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    key: str = Field(max_length=40)
    label_da: str
    label_en: str
    colour: Colour = Field(sa_type=word(Colour))
    horizon_months: int | None = None
    is_ready: bool = False
    position: int
    active: bool = True


class Decision(SQLModel, table=True):
    """That somebody was put into a match category: when, by whom, and why.

    The latest `decided_on` that was not withdrawn holds; of two on one day, the later row. The
    horizon is the one that the category had then.
    """

    __table_args__ = (Index("ix_decision_of_person", "participant_id", "decided_on"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id")
    category_id: int = Field(foreign_key="category.id", index=True)
    decided_on: date
    horizon_months: int | None = None
    reason: str
    author_id: int | None = Field(default=None, foreign_key="staff.id")
    noted_at: datetime
    withdrawn_at: datetime | None = None


class Assessment(SQLModel, table=True):
    """What staff answer about somebody to one question of the quarter, 1 to 5.

    The questions are those that the person is asked in their own pulse.
    """

    __table_args__ = (UniqueConstraint("participant_id", "quarter", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    quarter: date
    key: str = Field(max_length=32)
    score: int
    staff_id: int = Field(foreign_key="staff.id")
    answered_at: datetime


class Goal(SQLModel, table=True):
    """What somebody has agreed to reach by a day; `dropped_at` when it is no longer theirs."""

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    text: str
    due_on: date
    set_at: datetime
    set_by: int | None = Field(default=None, foreign_key="staff.id")
    reached_on: date | None = None
    dropped_at: datetime | None = None


def categories_of(db: Db, municipality_id: int) -> list[Category]:
    """Return the municipality's categories in order, also those that are given no more."""
    return list(
        db.exec(
            select(Category)
            .where(Category.municipality_id == municipality_id)
            .order_by(col(Category.position), col(Category.id))
        )
    )


def decisions_of(db: Db, participant_id: int) -> list[Decision]:
    """Return all decisions about a person, the latest first, also those that were withdrawn."""
    return list(
        db.exec(
            select(Decision)
            .where(Decision.participant_id == participant_id)
            .order_by(col(Decision.decided_on).desc(), col(Decision.id).desc())
        )
    )


def held(db: Db, municipality_id: int, *, participant_id: int | None = None) -> dict[int, Category]:
    """Return in which category the municipality's people are now, by their id; or one of them."""
    found = (
        select(Decision.participant_id, Category)
        .join(Category, col(Category.id) == Decision.category_id)
        .where(Decision.municipality_id == municipality_id, col(Decision.withdrawn_at).is_(None))
        .order_by(col(Decision.decided_on), col(Decision.id))
    )
    if participant_id is not None:
        found = found.where(Decision.participant_id == participant_id)
    return dict(db.exec(found).all())  # of each person the latest stays


def assessments_of(db: Db, participant_id: int) -> list[Assessment]:
    """Return what staff have answered about a person, the earliest quarter first."""
    return list(
        db.exec(
            select(Assessment)
            .where(Assessment.participant_id == participant_id)
            .order_by(col(Assessment.quarter), col(Assessment.id))
        )
    )


def goals_of(db: Db, participant_id: int) -> list[Goal]:
    """Return a person's goals by the day by which they are to be reached."""
    return list(
        db.exec(
            select(Goal)
            .where(Goal.participant_id == participant_id)
            .order_by(col(Goal.due_on), col(Goal.id))
        )
    )
