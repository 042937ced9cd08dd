"""The outbox: everything that is owed to somebody on Telegram, as kind and parameters."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy
from sqlalchemy import ColumnElement, Index, Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session as Db, SQLModel, col, select, update

from storage.columns import document, word
from storage.vocabulary import OPEN_STATES, NoticeState, Outcome, Priority

WITHDRAWN = "withdrawn"
"""Where a transaction notes what it takes back, while somebody wants to know."""


class Outbox(SQLModel, table=True):
    """One notice: no text, no language, no chat number.

    It goes to `participant_id` or to `staff_id` through the link that holds at delivery, or,
    when it answers somebody, to `chat_id`. `session_revision` is what it was planned from.
    `urgent` ones may break the quiet hours. `attempts` counts those that may have
    arrived, `tries` those that certainly did not. `message_id` is Telegram's, once sent;
    `has_file` tells whether it is the caption of a file.
    """

    __table_args__ = (
        Index("ix_outbox_claim", "bot", "state", "priority", "due_at", "id"),
        Index("ix_outbox_broadcast", "broadcast_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    municipality_id: int | None = Field(default=None, foreign_key="municipality.id", index=True)
    participant_id: int | None = Field(default=None, foreign_key="participant.id", index=True)
    chat_id: int | None = Field(default=None, foreign_key="chat.id", index=True)
    staff_id: int | None = Field(default=None, foreign_key="staff.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    session_revision: int | None = None
    broadcast_id: int | None = Field(default=None, foreign_key="broadcast.id")
    kind: str = Field(max_length=32)
    params: dict[str, Any] = Field(default_factory=dict, sa_column=document())
    dedupe_key: str = Field(unique=True)
    state: NoticeState = Field(sa_type=word(NoticeState))
    outcome: Outcome | None = Field(default=None, sa_type=word(Outcome))
    priority: int
    urgent: bool = False
    due_at: datetime
    not_after: datetime
    attempts: int = 0
    tries: int = 0
    lease_token: str | None = None
    leased_until: datetime | None = None
    message_id: int | None = None
    has_file: bool = False
    created_at: datetime
    finished_at: datetime | None = None
    acknowledged_at: datetime | None = None


def put(db: Db, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert notices; one that is there already stays, one that was superseded is owed again.

    All rows name the same columns.
    """
    if rows:
        db.connection().execute(_putting(db.get_bind().dialect.name), list(rows))


@cache
def _putting(dialect_name: str) -> Insert:
    """Return the statement of `put`, which is made once: making it takes longer than a row."""
    dialect = postgresql if dialect_name == "postgresql" else sqlite
    insert = dialect.insert(Outbox)
    again = ("bot", "state", "outcome", "due_at", "not_after", "session_revision", "urgent")
    anew = dict.fromkeys(("finished_at", "lease_token", "leased_until"))
    statement: Insert = insert.on_conflict_do_update(
        index_elements=[col(Outbox.dedupe_key)],
        set_={name: insert.excluded[name] for name in again} | anew,
        where=col(Outbox.state) == NoticeState.SUPERSEDED,
    )
    return statement


def withdraw(
    db: Db,
    *where: ColumnElement[bool],
    outcome: Outcome,
    state: NoticeState = NoticeState.SUPERSEDED,
) -> None:
    """Take back what is not on its way yet and meets all the conditions."""
    # By its number: who takes back a session's and who takes back a person's meet in no circle.
    chosen = (
        select(Outbox.id)
        .where(col(Outbox.state).in_(OPEN_STATES), *where)
        .order_by(col(Outbox.id))
        .with_for_update()
        .cte()
    )
    change = (
        update(Outbox)
        .where(col(Outbox.id).in_(select(chosen.c.id)))
        .values(state=state, outcome=outcome)
    )
    noted = db.info.get(WITHDRAWN)
    if noted is None:
        db.exec(change)
    else:
        noted.update(row[0] for row in db.exec(change.returning(col(Outbox.id))))


@contextmanager
def noting_withdrawn(db: Db) -> Iterator[set[int]]:
    """Yield a set into which the number of each notice comes that is taken back meanwhile."""
    noted = db.info[WITHDRAWN] = set[int]()
    try:
        yield noted
    finally:
        del db.info[WITHDRAWN]


def keys_about(db: Db, session_id: int) -> list[tuple[str, int | None, str]]:
    """Return key, participant and state of what is owed about a session of our own accord."""
    return list(
        db.exec(
            select(Outbox.dedupe_key, col(Outbox.participant_id), Outbox.state).where(
                Outbox.session_id == session_id, Outbox.priority > int(Priority.ANSWER)
            )
        )
    )


class Standing(NamedTuple):
    """How far one notice about a session has come, and why."""

    key: str
    participant_id: int | None
    kind: str
    state: NoticeState
    outcome: Outcome | None
    due_at: datetime


_STANDING = ("dedupe_key", *Standing._fields[1:])


def about_session(db: Db, session_id: int) -> dict[str, Standing]:
    """Return by key what is owed about a session of our own accord."""
    db.flush()
    found = db.connection().execute(
        sqlalchemy.select(*(col(getattr(Outbox, name)) for name in _STANDING)).where(
            col(Outbox.session_id) == session_id, col(Outbox.priority) > int(Priority.ANSWER)
        )
    )
    return {row[0]: Standing(*row) for row in found}


def is_overtaken(db: Db, row: Outbox, now: datetime) -> bool:
    """Tell whether somebody is owed a later notice of the same kind and session that is due."""
    later = select(Outbox.id).where(
        Outbox.session_id == row.session_id,
        Outbox.participant_id == row.participant_id,
        Outbox.kind == row.kind,
        Outbox.due_at > row.due_at,
        Outbox.due_at <= now,
        col(Outbox.state).in_(OPEN_STATES),
    )
    return db.exec(later.limit(1)).first() is not None


def states(db: Db, keys: Sequence[str]) -> dict[str, NoticeState]:
    """Return how far the notices with these keys have come, by key, as far as there are any."""
    found = db.exec(select(Outbox.dedupe_key, Outbox.state).where(col(Outbox.dedupe_key).in_(keys)))
    return {key: NoticeState(state) for key, state in found}


def owe_again(db: Db, participant_id: int, now: datetime) -> None:
    """Let what a person missed while nobody could write to them be planned again."""
    missed = (Outcome.NOT_LINKED, Outcome.STOPPED, Outcome.BLOCKED, Outcome.CHAT_GONE)
    db.exec(
        update(Outbox)
        .where(
            col(Outbox.participant_id) == participant_id,
            col(Outbox.state).in_((NoticeState.FAILED, NoticeState.CANCELLED)),
            col(Outbox.outcome).in_(missed),
            col(Outbox.broadcast_id).is_(None),  # of those somebody has the list, and calls
            col(Outbox.not_after) > now,
        )
        .values(state=NoticeState.SUPERSEDED)
    )


def is_owed(db: Db, key: str) -> bool:
    """Tell whether a notice with this key was ever owed."""
    return db.exec(select(Outbox.id).where(Outbox.dedupe_key == key)).first() is not None


def of_person(db: Db, participant_id: int, *, limit: int) -> list[Outbox]:
    """Return what was owed to a person of our own accord, the newest first."""
    return list(
        db.exec(
            select(Outbox)
            .where(Outbox.participant_id == participant_id, Outbox.priority > int(Priority.ANSWER))
            .order_by(col(Outbox.due_at).desc(), col(Outbox.id).desc())
            .limit(limit)
        )
    )


def of_session(db: Db, session_id: int) -> list[Outbox]:
    """Return what was owed about a session of our own accord, the newest first."""
    return list(
        db.exec(
            select(Outbox)
            .where(Outbox.session_id == session_id, Outbox.priority > int(Priority.ANSWER))
            .order_by(col(Outbox.due_at).desc(), col(Outbox.id).desc())
        )
    )
