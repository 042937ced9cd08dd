"""The daily list of each member of staff: that it was owed on a day, and what became of it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, and_, col, select, update

from storage.columns import word
from storage.municipalities import Municipality
from storage.staff import Staff
from storage.vocabulary import DailyBy, NoticeState, Outcome


class DailyList(SQLModel, table=True):
    """The list of one day for one member of staff; what it holds is looked up as it is said.

    One by e-mail is sent from here: `attempts` counts those that may have arrived, `tries` those
    that certainly did not. One on Telegram is a row of the outbox, and what became of it stands
    there.
    """

    __tablename__ = "daily_list"
    __table_args__ = (UniqueConstraint("staff_id", "on"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    staff_id: int = Field(foreign_key="staff.id", index=True)
    on: date
    by: DailyBy = Field(sa_type=word(DailyBy))
    state: NoticeState = Field(sa_type=word(NoticeState), index=True)
    outcome: Outcome | None = Field(default=None, sa_type=word(Outcome))
    attempts: int = 0
    tries: int = 0
    due_at: datetime
    finished_at: datetime | None = None


def put(db: Db, rows: Sequence[Mapping[str, Any]]) -> set[int]:
    """Insert the lists of a day; return who of the staff had none of that day yet."""
    if not rows:
        return set()
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(DailyList).on_conflict_do_nothing(
        index_elements=[col(DailyList.staff_id), col(DailyList.on)]
    )
    added = insert.values(list(rows)).returning(col(DailyList.staff_id))
    return set(db.connection().execute(added).scalars())


def homes_without(db: Db, on: date) -> list[int]:
    """Return the municipalities where somebody has no list of this day yet."""
    found = select(Staff.municipality_id).where(_has_none(on)).distinct()
    return list(db.exec(found.order_by(col(Staff.municipality_id))))


def without(db: Db, municipality_id: int, on: date) -> list[Staff]:
    """Return everybody at work in a municipality who has no list of this day yet."""
    found = select(Staff).where(Staff.municipality_id == municipality_id, _has_none(on))
    return list(db.exec(found.order_by(col(Staff.id))))


def latest(db: Db, staff_id: int) -> DailyList | None:
    """Return the latest list of a member of staff."""
    return db.exec(
        select(DailyList)
        .where(DailyList.staff_id == staff_id)
        .order_by(col(DailyList.on).desc())
        .limit(1)
    ).first()


def due(db: Db, bot: str, now: datetime, *, limit: int) -> list[int]:
    """Return the lists that are to go by e-mail now, the earliest first."""
    found = db.exec(
        select(DailyList.id)
        .join(Municipality, col(Municipality.id) == DailyList.municipality_id)
        .where(
            Municipality.bot == bot,
            DailyList.by == DailyBy.EMAIL,
            DailyList.state == NoticeState.READY,
            DailyList.due_at <= now,
        )
        .order_by(col(DailyList.due_at), col(DailyList.id))
        .limit(limit)
    )
    return [number for number in found if number]


def expire(db: Db, now: datetime, *, before: date) -> None:
    """Let go of what should have gone by e-mail before this day, and nobody could send."""
    db.exec(
        update(DailyList)
        .where(
            col(DailyList.by) == DailyBy.EMAIL,
            col(DailyList.state) == NoticeState.READY,
            col(DailyList.on) < before,
        )
        .values(state=NoticeState.EXPIRED, outcome=Outcome.TOO_LATE, finished_at=now)
    )


def settle(db: Db, bot: str, now: datetime) -> None:
    """Take over from a worker that died, by the rule of the outbox: one resend, then doubt."""
    here = select(Municipality.id).where(Municipality.bot == bot)
    sending = (
        col(DailyList.state) == NoticeState.SENDING,
        col(DailyList.municipality_id).in_(here),
    )
    db.exec(
        update(DailyList)
        .where(*sending, col(DailyList.attempts) > 1)
        .values(state=NoticeState.UNCERTAIN, outcome=Outcome.NO_ANSWER, finished_at=now)
    )
    db.exec(update(DailyList).where(*sending).values(state=NoticeState.READY))


def _has_none(on: date) -> ColumnElement[bool]:
    """Tell in SQL whether somebody is at work and has no list of this day yet."""
    has_one = select(DailyList.id).where(DailyList.staff_id == Staff.id, DailyList.on == on)
    return and_(col(Staff.active).is_(True), ~has_one.exists())
