"""Municipalities: to one of them belongs every row about a person."""

from datetime import time
from typing import Any

from sqlmodel import Field, Session as Db, SQLModel, col, select, update

from storage.columns import document


class Municipality(SQLModel, table=True):
    """A municipality, its telephone and its quiet hours (Copenhagen time), and what it has chosen.

    Check-ins go out on `check_in_weekday` (0 is Monday) at `check_in_at`. `forbidden_words` are
    those that no text to a participant may hold, beside the shipped ones. `receipts` is the
    number of the latest absence report. After `no_shows` missed sessions in a row (0: never)
    reminders give way to a talk. A broadcast to more than `approve_above` people needs a second
    person. So many `weekly_hours` of activity are asked of everybody, before reductions.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    bot: str = ""
    phone: str | None = None
    quiet_from: time = time(21)
    quiet_until: time = time(7)
    check_ins: bool = True
    check_in_weekday: int = 4
    check_in_at: time = time(13)
    pulses: bool = True
    answer_within_days: int = 1
    speech: bool = False
    forbidden_words: list[Any] = Field(default_factory=list, sa_column=document())
    receipts: int = 0
    no_shows: int = 3
    approve_above: int | None = None
    weekly_hours: int = 37


def by_name(db: Db, name: str) -> Municipality | None:
    """Return the municipality with this name, compared without case."""
    wanted = name.strip().casefold()
    return next((m for m in everyone(db) if m.name.casefold() == wanted), None)


def everyone(db: Db) -> list[Municipality]:
    """Return all municipalities by name."""
    return list(db.exec(select(Municipality).order_by(Municipality.name)))


def adopt(db: Db, bot: str) -> None:
    """Let `bot` speak for every municipality."""
    db.exec(update(Municipality).where(col(Municipality.bot) != bot).values(bot=bot))
