"""What was owed to people of our own accord: what arrived, what did not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case
from sqlmodel import Session as Db, col, func, select

from bot.actions.access import Caller
from bot.queries import refs
from bot.queries.refs import PersonRef, SessionRef
from storage.database import Database
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import InboxState, NoticeState, Outcome, Priority

Condition = ColumnElement[bool]

PAGE = 50
ALL = 1000
SILENT = "refresh"
"""An edit that brings an older message up to date makes no sound and is not news."""


class Group(StrEnum):
    """What became of a notice, as a caseworker asks for it."""

    NOT_ARRIVED = "not_arrived"
    UNCERTAIN = "uncertain"
    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


STATES = {
    Group.NOT_ARRIVED: (NoticeState.FAILED, NoticeState.EXPIRED, NoticeState.CANCELLED),
    Group.UNCERTAIN: (NoticeState.UNCERTAIN,),
    Group.UNCONFIRMED: (NoticeState.SENT,),
    Group.WAITING: (
        NoticeState.PLANNED,
        NoticeState.READY,
        NoticeState.LEASED,
        NoticeState.HELD,
        NoticeState.SENDING,
    ),
    Group.SENT: (NoticeState.SENT,),
    Group.WITHDRAWN: (NoticeState.SUPERSEDED,),
}


@dataclass(frozen=True)
class Delivery:
    """One notice to one person; moments are aware UTC."""

    id: int
    kind: str
    priority: int
    person: PersonRef | None
    session: SessionRef | None
    state: NoticeState
    outcome: Outcome | None
    due_at: datetime
    finished_at: datetime | None
    acknowledged_at: datetime | None

    @property
    def wants_acknowledgement(self) -> bool:
        """Whether this is a change that the person has not yet said to have seen."""
        is_sent = self.state is NoticeState.SENT and self.priority == Priority.CHANGE
        return is_sent and self.acknowledged_at is None


@dataclass(frozen=True)
class Listing:
    """One page of the deliveries, and how many there are of each group."""

    rows: tuple[Delivery, ...]
    counts: dict[Group, int]
    page: int
    pages: int
    quarantined: int


def listing(
    database: Database, caller: Caller, *, group: Group | None = None, page: int = 1
) -> Listing:
    """Return the caller's municipality's deliveries, the most urgent first; 50 to a page."""
    with database.reading() as db:
        wanted = _of_group(group) if group else []
        total = _count(db, caller, wanted)
        pages = max(1, -(-total // PAGE))
        page = min(max(page, 1), pages)
        rows = [] if caller.counts_only else found(db, caller, *wanted, page=page)
        return Listing(
            rows=tuple(rows),
            counts={one: _count(db, caller, _of_group(one)) for one in Group},
            page=page,
            pages=pages,
            quarantined=_quarantined(db),
        )


def found(
    db: Db,
    caller: Caller,
    *where: Condition,
    page: int = 1,
    size: int = PAGE,
) -> list[Delivery]:
    """Return the municipality's deliveries that meet the conditions, the most urgent first."""
    rows = db.exec(
        select(Outbox, Participant, Session)
        .join(Participant, col(Participant.id) == Outbox.participant_id)
        .outerjoin(Session, col(Session.id) == Outbox.session_id)
        .where(*_ours(caller), *where)
        .order_by(_urgency(), _soonest(), col(Outbox.due_at).desc(), col(Outbox.id).desc())
        .offset((page - 1) * size)
        .limit(size)
    )
    return [_delivery(row, person, session) for row, person, session in rows]


def counted(db: Db, caller: Caller, *where: Condition) -> dict[Group, int]:
    """Return how many deliveries that meet the conditions are in each group."""
    return {group: _count(db, caller, [*where, *_of_group(group)]) for group in Group}


def not_arrived() -> Condition:
    """Return the condition for what certainly did not arrive."""
    return col(Outbox.state).in_(STATES[Group.NOT_ARRIVED])


def unconfirmed() -> Sequence[Condition]:
    """Return the conditions for changes that arrived and were not acknowledged."""
    return _of_group(Group.UNCONFIRMED)


def _of_group(group: Group) -> list[Condition]:
    conditions: list[Condition] = [col(Outbox.state).in_(STATES[group])]
    if group is Group.UNCONFIRMED:
        conditions += [
            col(Outbox.priority) == int(Priority.CHANGE),
            col(Outbox.acknowledged_at).is_(None),
        ]
    return conditions


def _urgency() -> ColumnElement[int]:
    """Return the rank of a delivery: first those about which somebody must do something."""
    groups = list(enumerate(Group))
    return case(*((and_(*_of_group(group)), rank) for rank, group in groups), else_=len(groups))


def _soonest() -> ColumnElement[datetime | None]:
    """Return when a delivery goes out that has not yet: of those the next one comes first."""
    return case((col(Outbox.state).in_(STATES[Group.WAITING]), col(Outbox.due_at)), else_=None)


def _ours(caller: Caller) -> list[Condition]:
    return [
        col(Outbox.municipality_id) == caller.municipality_id,
        col(Outbox.participant_id).is_not(None),
        col(Outbox.priority) > int(Priority.ANSWER),
        col(Outbox.kind) != SILENT,
    ]


def _count(db: Db, caller: Caller, where: Sequence[Condition]) -> int:
    return db.exec(select(func.count()).select_from(Outbox).where(*_ours(caller), *where)).one()


def _quarantined(db: Db) -> int:
    put_aside = Inbox.state == InboxState.QUARANTINED
    return db.exec(select(func.count()).select_from(Inbox).where(put_aside)).one()


def _delivery(row: Outbox, person: Participant, session: Session | None) -> Delivery:
    return Delivery(
        id=row.id or 0,
        kind=row.kind,
        priority=row.priority,
        person=refs.person(person),
        session=refs.session(session) if session else None,
        state=row.state,
        outcome=row.outcome,
        due_at=row.due_at,
        finished_at=row.finished_at,
        acknowledged_at=row.acknowledged_at,
    )
