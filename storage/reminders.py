"""Reminder rules of a municipality, or of one of its courses."""

from datetime import time

from sqlmodel import Field, Session as Db, SQLModel, col, select

from storage.columns import word
from storage.vocabulary import Anchor, ReminderKind


class ReminderRule(SQLModel, table=True):
    """When to remind of what: `at` o'clock in Copenhagen `days_before`, or `minutes_before`.

    Both are counted from the start or the end of what it is for, as `anchor` tells; what is
    negative comes after it. A fixed `weekday` (0 is Monday) has `at` alone. Exactly one of the
    three forms is filled in. Rules of a course take the place of the municipality's for the same
    `kind`. Without a writing of its own it is said in the shipped words.
    """

    __tablename__ = "reminder_rule"

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
    kind: ReminderKind = Field(default=ReminderKind.SESSION, sa_type=word(ReminderKind))
    anchor: Anchor = Field(default=Anchor.START, sa_type=word(Anchor))
    days_before: int | None = None
    at: time | None = None
    minutes_before: int | None = None
    weekday: int | None = None
    writing_id: int | None = Field(default=None, foreign_key="writing.id")
    active: bool = True


def ship(db: Db, municipality_id: int) -> None:
    """Give a new municipality the shipped rules: the evening before at 18:00, 2 hours before."""
    db.add(ReminderRule(municipality_id=municipality_id, days_before=1, at=time(18)))
    db.add(ReminderRule(municipality_id=municipality_id, minutes_before=120))


def active(db: Db, municipality_id: int) -> list[ReminderRule]:
    """Return the rules in force, the municipality's own and those for single courses."""
    return [rule for rule in of_municipality(db, municipality_id) if rule.active]


def of_municipality(db: Db, municipality_id: int) -> list[ReminderRule]:
    """Return all rules of a municipality, also those that are switched off."""
    return list(
        db.exec(
            select(ReminderRule)
            .where(ReminderRule.municipality_id == municipality_id)
            .order_by(col(ReminderRule.id))
        )
    )


def any_after(db: Db) -> bool:
    """Tell whether anybody is written to after the end of a session."""
    found = select(ReminderRule.id).where(
        ReminderRule.anchor == Anchor.END,
        ReminderRule.kind != ReminderKind.CHECK_IN,
        col(ReminderRule.active).is_(True),
    )
    return db.exec(found.limit(1)).first() is not None
