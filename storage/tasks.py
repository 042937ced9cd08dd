"""Tasks: what needs a member of staff, from when on, and who has dealt with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Session as Db, SQLModel, col, select, update

from storage.columns import word
from storage.vocabulary import TaskKind


class Task(SQLModel, table=True):
    """Something about one person that needs somebody; `about_id` is the row that it came from.

    `key` names what it is about, so that the same thing is never on the list twice.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)
    kind: TaskKind = Field(sa_type=word(TaskKind))
    about_id: int | None = None
    key: str = Field(unique=True)
    opened_at: datetime = Field(index=True)
    closed_at: datetime | None = None
    closed_by: int | None = Field(default=None, foreign_key="staff.id")


def key_of(kind: TaskKind, about_id: int | None) -> str:
    """Return the name of what a task is about: a row of ours, or the person."""
    return f"{kind.value}:{about_id}"


def about(db: Db, key: str) -> Task | None:
    """Return the task with this key, open or closed."""
    return db.exec(select(Task).where(Task.key == key)).first()


def whose_open(db: Db, kind: TaskKind, people: Sequence[int]) -> set[int]:
    """Return who of these people has an open task of this kind."""
    found = select(Task.participant_id).where(
        Task.kind == kind, col(Task.closed_at).is_(None), col(Task.participant_id).in_(people)
    )
    return set(db.exec(found))


def close(db: Db, key: str, *, at: datetime, by: int | None) -> bool:
    """Take a task off the list; tell whether it was on it."""
    done = db.exec(
        update(Task)
        .where(col(Task.key) == key, col(Task.closed_at).is_(None))
        .values(closed_at=at, closed_by=by)
        .returning(col(Task.id))
    )
    return bool(done.all())


def close_all(db: Db, participant_id: int, *, at: datetime, by: int | None) -> None:
    """Take everything about a person off the list."""
    db.exec(
        update(Task)
        .where(col(Task.participant_id) == participant_id, col(Task.closed_at).is_(None))
        .values(closed_at=at, closed_by=by)
    )
