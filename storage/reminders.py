"""Reminder rules of a municipality."""

from datetime import time

from sqlmodel import Field, Session as Db, SQLModel, col, select


class ReminderRule(SQLModel, table=True):
    """When to remind: `at` o'clock in Copenhagen `days_before`, or `minutes_before` the start.

    Exactly one of the two forms is filled in.
    """

    __tablename__ = "reminder_rule"

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    days_before: int | None = None
    at: time | None = None
    minutes_before: int | None = None
    active: bool = True


def ship(db: Db, municipality_id: int) -> None:
    """Give a new municipality the shipped rules: the evening before at 18:00, 2 hours before."""
    db.add(ReminderRule(municipality_id=municipality_id, days_before=1, at=time(18)))
    db.add(ReminderRule(municipality_id=municipality_id, minutes_before=120))


def active(db: Db, municipality_id: int) -> list[ReminderRule]:
    """Return the rules in force."""
    return list(
        db.exec(
            select(ReminderRule)
            .where(
                ReminderRule.municipality_id == municipality_id, col(ReminderRule.active).is_(True)
            )
            .order_by(col(ReminderRule.id))
        )
    )
