"""Saved searches: their words, how many they found when, and whom they have told of."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint


class Search(SQLModel, table=True):
    """A query that somebody keeps under a name, for themselves or (`is_shared`) for colleagues.

    `asks` is the query as it was written. With `alerts` its author is told who enters it.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    author_id: int = Field(foreign_key="staff.id", index=True)
    name: str
    asks: str
    is_shared: bool = False
    alerts: bool = False
    created_at: datetime
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

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    search_id: int = Field(foreign_key="search.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    since: datetime
    until: datetime | None = None
    is_first: bool = False
