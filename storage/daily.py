"""The daily list of each member of staff: that it was owed on a day, and what became of it."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.columns import word
from storage.vocabulary import DailyBy, NoticeState


class DailyList(SQLModel, table=True):
    """The list of one day for one member of staff; what it holds is looked up as it is said.

    One by e-mail is sent from here; one on Telegram is a row of the outbox from then on.
    """

    __tablename__ = "daily_list"
    __table_args__ = (UniqueConstraint("staff_id", "on"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    staff_id: int = Field(foreign_key="staff.id", index=True)
    on: date
    by: DailyBy = Field(sa_type=word(DailyBy))
    state: NoticeState = Field(sa_type=word(NoticeState), index=True)
    tries: int = 0
    due_at: datetime
    finished_at: datetime | None = None
