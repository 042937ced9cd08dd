"""Broadcasts: what staff send to many, to whom, and what people answered."""

from datetime import datetime, time
from typing import Any

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, func, select

from storage.columns import document, word
from storage.outbox import Outbox
from storage.vocabulary import (
    BroadcastRelation,
    BroadcastState,
    NoticeState,
    Outcome,
    Reply,
)


class Broadcast(SQLModel, table=True):
    """One message to many, from the first word of its draft to its end.

    `audience` is an `Audience` of `bot.rules.audiences` as JSON; it is expanded when the sender
    confirms, or, when it `is_live`, as the sending begins. `gaps` holds by language what the
    sender has decided where no reviewed translation is. `session_id` is what `{session}` and
    `{time}` speak of. It is of use for `useful_hours` from its beginning. An `override` is the
    reason why it may break the quiet. One that recurs is never sent itself: on `recurs_weekday`
    (0 is Monday) at `recurs_at` (Copenhagen) it brings forth an occurrence, for as long as the
    course `recurs_course_id` runs. `parent_id` is what it comes from. `total` is how many people
    it goes to. `staff_message_id` is the message with its progress in the sender's own chat.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    author_id: int = Field(foreign_key="staff.id", index=True)
    writing_id: int = Field(foreign_key="writing.id")
    state: BroadcastState = Field(sa_type=word(BroadcastState), index=True)
    audience: dict[str, Any] = Field(default_factory=dict, sa_column=document())
    is_live: bool = False
    gaps: dict[str, Any] = Field(default_factory=dict, sa_column=document())
    reply: Reply = Field(default=Reply.NOTHING, sa_type=word(Reply))
    session_id: int | None = Field(default=None, foreign_key="session.id")
    useful_hours: int = 48
    override: str = ""
    send_at: datetime | None = None
    recurs_weekday: int | None = None
    recurs_at: time | None = None
    recurs_course_id: int | None = Field(default=None, foreign_key="course.id")
    parent_id: int | None = Field(default=None, foreign_key="broadcast.id", index=True)
    relation: BroadcastRelation | None = Field(default=None, sa_type=word(BroadcastRelation))
    created_at: datetime
    confirmed_at: datetime | None = None
    approved_at: datetime | None = None
    approved_by: int | None = Field(default=None, foreign_key="staff.id")
    started_at: datetime | None = None
    ended_at: datetime | None = None
    withdrawn_at: datetime | None = None
    total: int = 0
    staff_message_id: int | None = None

    @property
    def recurs(self) -> bool:
        """Whether it brings forth occurrences, and is not sent itself."""
        return self.recurs_weekday is not None


class Recipient(SQLModel, table=True):
    """Somebody whom a broadcast goes to, why, and what they answered.

    Bit n of `groups` tells whether they were in the n-th group of the audience as it was
    expanded. `choice` is the place of the button that they tapped, from 0.
    """

    __table_args__ = (UniqueConstraint("broadcast_id", "participant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    broadcast_id: int = Field(foreign_key="broadcast.id")
    participant_id: int = Field(foreign_key="participant.id", index=True)
    groups: int = 0
    choice: int | None = None
    answered_at: datetime | None = None


def recipient(db: Db, broadcast_id: int, participant_id: int) -> Recipient | None:
    """Return what is known of somebody as a recipient of a broadcast."""
    return db.exec(
        select(Recipient).where(
            Recipient.broadcast_id == broadcast_id, Recipient.participant_id == participant_id
        )
    ).first()


def of_municipality(db: Db, municipality_id: int) -> list[Broadcast]:
    """Return a municipality's broadcasts, the newest first."""
    return list(
        db.exec(
            select(Broadcast)
            .where(Broadcast.municipality_id == municipality_id)
            .order_by(col(Broadcast.id).desc())
        )
    )


def in_state(db: Db, *states: BroadcastState) -> list[int]:
    """Return the ids of everybody's broadcasts in these states."""
    found = select(Broadcast.id).where(col(Broadcast.state).in_(states))
    return [number for number in db.exec(found.order_by(col(Broadcast.id))) if number]


def deliveries(db: Db, broadcast_id: int) -> dict[tuple[NoticeState, Outcome | None], int]:
    """Return how many of a broadcast's notices have come how far, and why."""
    found = db.exec(
        select(Outbox.state, Outbox.outcome, func.count())
        .where(Outbox.broadcast_id == broadcast_id)
        .group_by(col(Outbox.state), col(Outbox.outcome))
    )
    return {
        (NoticeState(state), Outcome(outcome) if outcome else None): number
        for state, outcome, number in found
    }


def answers(db: Db, broadcast_id: int) -> dict[int | None, int]:
    """Return how many people tapped which button; None for those who have not answered."""
    found = db.exec(
        select(Recipient.choice, func.count())
        .where(Recipient.broadcast_id == broadcast_id)
        .group_by(col(Recipient.choice))
    )
    return dict(found.all())
