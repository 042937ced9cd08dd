"""Broadcasts: what staff send to many, to whom, and what people answered."""

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import (
    Field,
    Session as Db,
    SQLModel,
    UniqueConstraint,
    and_,
    col,
    func,
    or_,
    select,
    update,
)

from storage.columns import document, word
from storage.database import FOR_CHANGE
from storage.outbox import Outbox
from storage.vocabulary import (
    BroadcastRelation,
    BroadcastState,
    NoticeState,
    Outcome,
    Reply,
)

REACHED = (NoticeState.SENT, NoticeState.SENDING, NoticeState.UNCERTAIN)
"""What arrived, or is about to, as far as can be told."""

SAYS_THE_SAME = (BroadcastRelation.CORRECTION, BroadcastRelation.AGAIN)
"""How a broadcast stands to another one with which it is mended."""

Deliveries = dict[tuple[NoticeState, Outcome | None], int]
"""How many notices have come how far, and why."""


class Broadcast(SQLModel, table=True):
    """One message to many, from the first word of its draft to its end.

    `audience` is an `Audience` of `bot.rules.audiences` as JSON; it is expanded when the sender
    confirms, or, when it `is_live`, as the sending begins. `gaps` holds by language what the
    sender has decided where no reviewed translation is. `session_id` is what `{session}` and
    `{time}` speak of. It is of use for `useful_hours` from its beginning. An `override` is the
    reason why it may break the quiet. One that recurs is never sent itself: on `recurs_weekday`
    (0 is Monday) at `recurs_at` (Copenhagen) it brings forth an occurrence, for as long as the
    course `recurs_course_id` runs. `parent_id` is what it comes from.
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
    confirmed_by: int | None = Field(default=None, foreign_key="staff.id")
    approved_at: datetime | None = None
    approved_by: int | None = Field(default=None, foreign_key="staff.id")
    started_at: datetime | None = None
    ended_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def recurs(self) -> bool:
        """Whether it brings forth occurrences, and is not sent itself."""
        return self.recurs_weekday is not None

    @property
    def is_correction(self) -> bool:
        """Whether it says right what another one has said."""
        return self.relation is BroadcastRelation.CORRECTION

    @property
    def says_the_same(self) -> bool:
        """Whether it is mended with what it comes from: its correction, or it sent again."""
        return self.relation in SAYS_THE_SAME

    @property
    def senders(self) -> frozenset[int | None]:
        """Who has written it and who has confirmed it: neither of them can approve it."""
        return frozenset((self.author_id, self.confirmed_by))


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


def orphan(db: Db, broadcast_id: int) -> None:
    """Forget what the occurrences of a broadcast come from."""
    theirs = col(Broadcast.parent_id) == broadcast_id
    db.exec(update(Broadcast).where(theirs).values(parent_id=None))


def drafts_of(db: Db, staff_id: int) -> list[Broadcast]:
    """Return what a member of staff has begun to write and not confirmed, the newest first."""
    return list(
        db.exec(
            select(Broadcast)
            .where(Broadcast.author_id == staff_id, Broadcast.state == BroadcastState.DRAFT)
            .order_by(col(Broadcast.id).desc())
        )
    )


def begun(db: Db, *, ended_after: datetime) -> list[Broadcast]:
    """Return everybody's broadcasts that are being sent, or that have ended since then."""
    ended = col(Broadcast.ended_at)
    return list(
        db.exec(
            select(Broadcast)
            .where(
                col(Broadcast.started_at).is_not(None), or_(ended.is_(None), ended > ended_after)
            )
            .order_by(col(Broadcast.id))
        )
    )


def naming(db: Db, session_id: int, *, since: datetime) -> list[Broadcast]:
    """Return what was sent since then whose words speak of a session, and still holds."""
    return list(
        db.exec(
            select(Broadcast).where(
                Broadcast.session_id == session_id,
                col(Broadcast.started_at) > since,
                col(Broadcast.withdrawn_at).is_(None),
            )
        )
    )


def choice_of(db: Db, broadcast_id: int, participant_id: int) -> tuple[int | None, bool]:
    """Return what somebody chose, and whether a correction of the broadcast goes to them.

    A correction of what was sent again is one of the first, too, and the other way round.
    """
    theirs = col(Recipient.participant_id) == participant_id
    again = Broadcast.relation == BroadcastRelation.AGAIN
    first = select(Broadcast.parent_id).where(Broadcast.id == broadcast_id, again)
    copies = select(Broadcast.id).where(Broadcast.parent_id == broadcast_id, again)
    parent = col(Broadcast.parent_id)
    corrections = select(Broadcast.id).where(
        or_(parent == broadcast_id, parent.in_(first), parent.in_(copies)),
        Broadcast.relation == BroadcastRelation.CORRECTION,
    )
    numbers = or_(
        col(Recipient.broadcast_id) == broadcast_id, col(Recipient.broadcast_id).in_(corrections)
    )
    found = db.exec(select(Recipient.broadcast_id, Recipient.choice).where(theirs, numbers)).all()
    choices = dict(found)
    return choices.pop(broadcast_id, None), bool(choices)


def first_of(db: Db, broadcast_id: int) -> int:
    """Return the id of what a broadcast corrects or sends again in the end; else its own."""
    found = db.get(Broadcast, broadcast_id)
    while found is not None and found.says_the_same:
        broadcast_id = found.parent_id or 0
        found = db.get(Broadcast, broadcast_id)
    return broadcast_id


def locked(db: Db, broadcast_id: int) -> Broadcast | None:
    """Return a broadcast that nobody else changes until the transaction ends, if it is there.

    What it corrects or sends again in the end is locked before it, for the words of a correction
    go there as it begins: so no two who mend the same wait for each other crosswise.
    """
    first = first_of(db, broadcast_id)
    if first != broadcast_id:
        db.get(Broadcast, first, with_for_update=FOR_CHANGE)
    return db.get(Broadcast, broadcast_id, with_for_update=FOR_CHANGE)


def corrected(db: Db, broadcast_id: int) -> list[Broadcast]:
    """Return a broadcast and all that corrects or sends the same again, by their ids.

    Also what has not begun yet, and says something else until then.
    """
    found: list[Broadcast] = []
    latest = list(db.exec(select(Broadcast).where(Broadcast.id == first_of(db, broadcast_id))))
    while latest:
        found += latest
        numbers = [one.id for one in latest]
        by = col(Broadcast.parent_id).in_(numbers)
        same = col(Broadcast.relation).in_(SAYS_THE_SAME)
        latest = list(db.exec(select(Broadcast).where(by, same)))
    return sorted(found, key=lambda one: one.id or 0)


def others(db: Db, broadcast: Broadcast) -> list[Broadcast]:
    """Return what was sent that is mended with a broadcast, by their ids."""
    chain = corrected(db, broadcast.id or 0)
    return [one for one in chain if one.started_at is not None and one.id != broadcast.id]


def corrections(db: Db, broadcast: Broadcast, *states: BroadcastState) -> list[Broadcast]:
    """Return the other corrections in these states of a broadcast, and of what it corrects."""
    return [one for one in to_come(db, broadcast, *states) if one.is_correction]


def to_come(db: Db, broadcast: Broadcast, *states: BroadcastState) -> list[Broadcast]:
    """Return what is mended with a broadcast, has not begun, and is in one of these states."""
    found = [one for one in corrected(db, broadcast.id or 0) if one.id != broadcast.id]
    return [one for one in found if one.started_at is None and one.state in states]


def in_state(db: Db, *states: BroadcastState) -> list[int]:
    """Return the ids of everybody's broadcasts in these states."""
    found = select(Broadcast.id).where(col(Broadcast.state).in_(states))
    return [number for number in db.exec(found.order_by(col(Broadcast.id))) if number]


def deliveries(db: Db, numbers: Collection[int]) -> dict[int, Deliveries]:
    """Return by broadcast how far its notices have come, in one statement."""
    found = db.exec(
        select(Outbox.broadcast_id, Outbox.state, Outbox.outcome, func.count())
        .where(col(Outbox.broadcast_id).in_(numbers))
        .group_by(col(Outbox.broadcast_id), col(Outbox.state), col(Outbox.outcome))
    )
    counts: dict[int, Deliveries] = {number: {} for number in numbers}
    for number, state, outcome, count in found:
        counts[number or 0][NoticeState(state), Outcome(outcome) if outcome else None] = count
    return counts


def answers(db: Db, numbers: Collection[int]) -> dict[int, dict[int | None, int]]:
    """Return by broadcast how many of those who have it tapped which button; None for none yet."""
    found = db.exec(
        select(Recipient.broadcast_id, Recipient.choice, func.count())
        .join(Outbox, is_owed())
        .where(col(Recipient.broadcast_id).in_(numbers), col(Outbox.state).in_(REACHED))
        .group_by(col(Recipient.broadcast_id), col(Recipient.choice))
    )
    counts: dict[int, dict[int | None, int]] = {number: {} for number in numbers}
    for number, choice, count in found:
        counts[number][choice] = count
    return counts


def is_owed() -> ColumnElement[bool]:
    """Return the condition that a notice is the one owed to a recipient."""
    return and_(
        col(Outbox.broadcast_id) == Recipient.broadcast_id,
        col(Outbox.participant_id) == Recipient.participant_id,
    )
