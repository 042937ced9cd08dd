"""The inbox: every update from Telegram, kept before Telegram is told that we have it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import (
    Field,
    Session as Db,
    SQLModel,
    UniqueConstraint,
    col,
    delete,
    func,
    or_,
    select,
    update,
)

from storage.columns import telegram_number, word
from storage.vocabulary import InboxState


class Inbox(SQLModel, table=True):
    """One update as raw bytes; `chat_key` is whose updates are done in order.

    `sent_at` is when it was sent by Telegram's clock, of a tap when it came to us; None where
    that says nothing, because it came after an outage. `attempts` counts how often it was begun,
    `faults` how often that was our own failure.
    """

    __table_args__ = (
        UniqueConstraint("bot", "update_id"),
        Index("ix_inbox_waiting", "state", "bot", "update_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    bot: str
    update_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    chat_key: int | None = Field(default=None, sa_column=telegram_number(nullable=True))
    raw: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    state: InboxState = Field(default=InboxState.RECEIVED, sa_type=word(InboxState))
    sent_at: datetime | None = None
    received_at: datetime
    done_at: datetime | None = None
    attempts: int = 0
    faults: int = 0
    fault: str | None = None


def keep(db: Db, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert updates; one that is already there stays as it is."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    db.exec(dialect.insert(Inbox).values(list(rows)).on_conflict_do_nothing())


def waiting(db: Db, bot: str, *, limit: int, not_of: Sequence[int] = ()) -> list[Inbox]:
    """Return the oldest updates to do; none of the chats in `not_of`."""
    return list(
        db.exec(
            select(Inbox)
            .where(
                Inbox.bot == bot,
                Inbox.state == InboxState.RECEIVED,
                func.coalesce(Inbox.chat_key, 0).not_in(not_of),
            )
            .order_by(col(Inbox.update_id), col(Inbox.id))
            .limit(limit)
        )
    )


def begin(db: Db, row_id: int) -> int:
    """Count an attempt before it is made; return how many there are now."""
    return int(
        db.exec(
            update(Inbox)
            .where(col(Inbox.id) == row_id)
            .values(attempts=col(Inbox.attempts) + 1)
            .returning(col(Inbox.attempts))
        ).one()[0]
    )


def fail(db: Db, row_id: int) -> int:
    """Count a failure of ours; return how many there are now."""
    return int(
        db.exec(
            update(Inbox)
            .where(col(Inbox.id) == row_id)
            .values(faults=col(Inbox.faults) + 1)
            .returning(col(Inbox.faults))
        ).one()[0]
    )


def finish(
    db: Db, row_id: int, now: datetime, *, state: InboxState, fault: str | None = None
) -> None:
    """Write down that an update is done or put aside."""
    db.exec(
        update(Inbox).where(col(Inbox.id) == row_id).values(state=state, done_at=now, fault=fault)
    )


def number_of(db: Db, bot: str, update_id: int) -> Inbox | None:
    """Return the update with this number of Telegram's."""
    return db.exec(select(Inbox).where(Inbox.bot == bot, Inbox.update_id == update_id)).first()


def raws(db: Db, bot: str, update_ids: Sequence[int]) -> dict[int, bytes]:
    """Return the raw bytes of these updates in Telegram's order, as far as they are still kept."""
    found = db.exec(
        select(Inbox.update_id, Inbox.raw)
        .where(Inbox.bot == bot, col(Inbox.update_id).in_(update_ids))
        .order_by(col(Inbox.update_id))
    )
    return {number: raw for number, raw in found if number is not None}


def count(db: Db, row: Inbox, *, since: datetime, until: datetime) -> int:
    """Return how many updates of the same chat were sent in this time and kept up to this one."""
    return db.exec(
        select(func.count())
        .select_from(Inbox)
        .where(
            Inbox.bot == row.bot,
            Inbox.chat_key == row.chat_key,
            col(Inbox.sent_at) > since,
            col(Inbox.sent_at) <= until,
            col(Inbox.id) <= row.id,
        )
    ).one()


def empty_chat(db: Db, bot: str, chat_key: int, update_id: int) -> None:
    """Keep of what a chat has sent only that it came: of what is done, and of this update."""
    found = db.exec(
        select(Inbox).where(
            Inbox.bot == bot,
            Inbox.chat_key == chat_key,
            or_(Inbox.state != InboxState.RECEIVED, Inbox.update_id == update_id),
        )
    )
    for row in found:
        row.raw = json.dumps({"update_id": row.update_id}).encode()


def forget(db: Db, before: datetime) -> None:
    """Delete what was done before this time."""
    db.exec(delete(Inbox).where(col(Inbox.state) == InboxState.DONE, col(Inbox.done_at) < before))


def empty(db: Db, bot: str, update_ids: Sequence[int]) -> None:
    """Keep of these updates only that they came: what they said is to be gone."""
    db.exec(
        update(Inbox)
        .where(
            col(Inbox.bot) == bot,
            col(Inbox.update_id).in_(update_ids),
            col(Inbox.state) == InboxState.DONE,
        )
        .values(raw=b"{}")
    )
