"""Changes: what was done, by whom, and what caused it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session as Db, SQLModel, col, select

from storage.columns import document, word
from storage.vocabulary import ChangeKind


class Change(SQLModel, table=True):
    """One change.

    `cause` is unique (an update, a form, a row of a file), so that a replay of it
    changes nothing. `before` and `after` hold only what was changed.
    """

    __table_args__ = (Index("ix_change_of_municipality", "municipality_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id")
    kind: ChangeKind = Field(sa_type=word(ChangeKind))
    at: datetime = Field(index=True)
    cause: str = Field(unique=True)
    staff_id: int | None = Field(default=None, foreign_key="staff.id")
    participant_id: int | None = Field(default=None, foreign_key="participant.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    course_id: int | None = Field(default=None, foreign_key="course.id")
    before: dict[str, Any] = Field(default_factory=dict, sa_column=document())
    after: dict[str, Any] = Field(default_factory=dict, sa_column=document())


def with_cause(db: Db, cause: str) -> Change | None:
    """Return the change that this cause has already brought about."""
    return db.exec(select(Change).where(Change.cause == cause)).first()


def of_person(db: Db, participant_id: int, *, limit: int, offset: int = 0) -> list[Change]:
    """Return a person's latest changes, the newest first, without the `offset` newest."""
    return list(
        db.exec(
            select(Change)
            .where(Change.participant_id == participant_id)
            .order_by(col(Change.at).desc(), col(Change.id).desc())
            .offset(offset)
            .limit(limit)
        )
    )


def has(db: Db, participant_id: int, kind: ChangeKind) -> bool:
    """Tell whether a change of this kind was ever made about a person."""
    found = select(Change.id).where(Change.participant_id == participant_id, Change.kind == kind)
    return db.exec(found.limit(1)).first() is not None


def of_kind(db: Db, participant_id: int, kind: ChangeKind) -> list[Change]:
    """Return a person's changes of this kind, the oldest first."""
    found = select(Change).where(Change.participant_id == participant_id, Change.kind == kind)
    return list(db.exec(found.order_by(col(Change.id))))
