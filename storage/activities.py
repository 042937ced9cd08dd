"""Activities: the hours a week that count, and the individual reductions of what is asked."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.columns import word
from storage.vocabulary import ActivityKind


class Activity(SQLModel, table=True):
    """Planned hours a week of one kind, both dates included; without an end until further notice.

    Days of courses and placements are not written down here: they are sessions.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    kind: ActivityKind = Field(sa_type=word(ActivityKind))
    note: str = ""
    hours: float
    from_on: date
    until_on: date | None = None
    noted_at: datetime
    noted_by: int | None = Field(default=None, foreign_key="staff.id")
    removed_at: datetime | None = None


class Reduction(SQLModel, table=True):
    """By how many hours a week less is asked of somebody, both dates included.

    No reason is kept: it may be one of health.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    hours: float
    from_on: date
    until_on: date | None = None
    noted_at: datetime
    noted_by: int | None = Field(default=None, foreign_key="staff.id")
    removed_at: datetime | None = None
