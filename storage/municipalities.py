"""Municipalities: to one of them belongs every row about a person."""

from datetime import time

from sqlmodel import Field, Session as Db, SQLModel, col, select, update


class Municipality(SQLModel, table=True):
    """A municipality, its telephone and its quiet hours (Copenhagen time)."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    bot: str = ""
    phone: str | None = None
    quiet_from: time = time(21)
    quiet_until: time = time(7)


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
