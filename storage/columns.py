"""Columns that read back the same on SQLite and on PostgreSQL, and all that a table has."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Enum
from sqlmodel import SQLModel


def word(kind: type[StrEnum]) -> Any:  # noqa: ANN401  # SQLModel wants a class, SQLAlchemy an instance
    """Return the column type that stores the values of `kind` as plain text."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda k: [w.value for w in k])


def document() -> Column[Any]:
    """Return a column that holds a JSON document."""
    return Column(JSON, nullable=False)


def telegram_number(*, nullable: bool = False) -> Column[int]:
    """Return a column for a number of Telegram's, up to 52 bits wide."""
    return Column(BigInteger, nullable=nullable, index=True)


def columns(table: type[SQLModel]) -> Any:  # noqa: ANN401  # SQLModel does not say what it has
    """Return the columns of a table by their names, without what the ORM knows of them.

    A statement of them is made and compiled in half the time.
    """
    return table.__table__.c  # type: ignore[attr-defined]
