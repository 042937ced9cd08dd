"""What a broadcast owes: a notice for each of its recipients, put and taken back as a crowd."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session as Db, String, cast, col, func, select, update

from storage import said
from storage.broadcasts import Broadcast, Recipient
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import OPEN_STATES, NoticeState, Outcome, Priority

KIND = "broadcast"
"""The kind of the notice."""


@dataclass(frozen=True)
class Window:
    """When a broadcast leaves, and past which moment it is useless; `urgent` breaks the quiet."""

    due_at: datetime
    not_after: datetime
    urgent: bool
    priority: Priority = Priority.BROADCAST


def put(db: Db, broadcast: Broadcast, bot: str, window: Window, *, now: datetime) -> int:
    """Owe a broadcast to all of its recipients, in one statement; return how many they are.

    Who was erased since the audience was frozen is left out.
    """
    outbox = Outbox.__table__.c  # type: ignore[attr-defined]
    state = NoticeState.READY if window.due_at <= now else NoticeState.PLANNED
    values = {
        "bot": bot,
        "municipality_id": broadcast.municipality_id,
        "broadcast_id": broadcast.id,
        "kind": KIND,
        "params": {"broadcast_id": broadcast.id},
        "state": state,
        "priority": int(window.priority),
        "urgent": window.urgent,
        "due_at": window.due_at,
        "not_after": window.not_after,
        "attempts": 0,
        "tries": 0,
        "has_file": False,
        "created_at": now,
    }
    person = col(Recipient.participant_id)
    key: ColumnElement[str] = literal(f"{KIND}:{broadcast.id}:") + cast(person, String)
    owed = (
        select(
            person,
            key,
            *(literal(value, outbox[name].type) for name, value in values.items()),
        )
        .join(Participant, col(Participant.id) == person)
        .where(Recipient.broadcast_id == broadcast.id, col(Participant.erased_at).is_(None))
        .order_by(col(Recipient.id))
    )
    into = ("participant_id", "dedupe_key", *values)
    done = db.connection().execute(insert(Outbox).from_select(into, owed, include_defaults=False))
    return done.rowcount


def hold(db: Db, broadcast_id: int) -> None:
    """Hold back what is not on its way yet, because the broadcast is paused."""
    waiting = _of(broadcast_id, *OPEN_STATES)
    _change(db, *waiting, state=NoticeState.HELD, outcome=Outcome.PAUSED)


def release(db: Db, broadcast_id: int) -> None:
    """Let go on what was held back; the last check holds again what must still wait."""
    _change(db, *_of(broadcast_id, NoticeState.HELD), state=NoticeState.PLANNED, outcome=None)


def release_to(db: Db, participant_id: int) -> None:
    """Let the last check look again at what somebody waits for, whose language is another now."""
    held = (col(Outbox.broadcast_id).is_not(None), col(Outbox.state) == NoticeState.HELD)
    theirs = col(Outbox.participant_id) == participant_id
    _change(db, theirs, *held, state=NoticeState.PLANNED, outcome=None)


def cancel(db: Db, broadcast_id: int, outcome: Outcome, *, now: datetime) -> None:
    """Take back for good what is not on its way yet."""
    waiting = _of(broadcast_id, *OPEN_STATES)
    _change(db, *waiting, state=NoticeState.CANCELLED, outcome=outcome, finished_at=now)


def expire(db: Db, broadcast_id: int, now: datetime) -> None:
    """End what was held back until it was of no use any more."""
    late = (*_of(broadcast_id, NoticeState.HELD), col(Outbox.not_after) < now)
    _change(db, *late, state=NoticeState.EXPIRED, outcome=Outcome.TOO_LATE, finished_at=now)


def is_open(db: Db, broadcast_id: int) -> bool:
    """Tell whether something of a broadcast is still to be sent, or on its way."""
    unfinished = _of(broadcast_id, *OPEN_STATES, NoticeState.SENDING)
    found = select(Outbox.id).where(*unfinished)
    return db.exec(found.limit(1)).first() is not None


def on_phones(db: Db, broadcast_id: int) -> list[tuple[int, Participant]]:
    """Return what of a broadcast is on phones, or about to be, and whose they are.

    A file that stands beside the words as a message of its own is one of them.
    """
    file, owner = aliased(Outbox), col(Participant.id) == Outbox.participant_id
    here, on_the_way = Outbox.broadcast_id == broadcast_id, (NoticeState.SENT, NoticeState.SENDING)
    words = select(Outbox.id, Participant).join(Participant, owner)
    files = select(file.id, Participant).join_from(Outbox, Participant, owner)
    found = (
        *db.exec(words.where(here, col(Outbox.state).in_(on_the_way)).order_by(col(Outbox.id))),
        *db.exec(files.join(file, said.is_file_of(file)).where(here).order_by(col(file.id))),
    )
    return [(number or 0, person) for number, person in found]


def begins(db: Db, broadcast_id: int) -> datetime | None:
    """Return when the next of a broadcast's notices may leave, if there is one."""
    waiting = (NoticeState.PLANNED, NoticeState.READY, NoticeState.LEASED)
    found = select(func.min(Outbox.due_at)).where(
        Outbox.broadcast_id == broadcast_id, col(Outbox.state).in_(waiting)
    )
    return db.exec(found).one()


def ahead(db: Db, bot: str) -> int:
    """Return how many messages of this bot's wait to be sent now."""
    found = select(func.count()).select_from(Outbox)
    return db.exec(found.where(Outbox.bot == bot, Outbox.state == NoticeState.READY)).one()


def _of(broadcast_id: int, *states: NoticeState) -> tuple[ColumnElement[bool], ...]:
    return col(Outbox.broadcast_id) == broadcast_id, col(Outbox.state).in_(states)


def _change(db: Db, *where: ColumnElement[bool], **values: object) -> None:
    # By its number, as everybody who locks several notices does.
    chosen = select(Outbox.id).where(*where).order_by(col(Outbox.id)).with_for_update().cte()
    free = {"lease_token": None, "leased_until": None}
    db.exec(update(Outbox).where(col(Outbox.id).in_(select(chosen.c.id))).values(**values, **free))
