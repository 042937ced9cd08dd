"""The outbox at work: claim what is due, write "sending" before the attempt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session as Db

from bot.actions import holding, resting
from bot.actions.calendar import quiet_hours
from bot.rules.sending import Standing, Verdict, objection
from bot.texts.message import Message
from storage import answers, attendance, chats, leases, municipalities, writings
from storage.broadcasts import Broadcast
from storage.chats import Chat
from storage.database import FOR_CHANGE, Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import NoticeState, Outcome, Priority

LEASE = timedelta(minutes=2)

Compose = Callable[[Db, Outbox, datetime], Message | None]
"""Says a notice as things are now; None when there is nothing left to say."""


@dataclass(frozen=True)
class Attempt:
    """A notice that is about to be sent: what, and to which chat of Telegram's."""

    row_id: int
    chat_id: int
    telegram_id: int
    message: Message


def take_over(database: Database, bot: str, now: datetime) -> list[Outbox]:
    """Begin as the one active worker of `bot`: settle what a dead one left behind.

    Return what may just have arrived and is sent again.
    """
    with database.transaction() as db:
        municipalities.adopt(db, bot)
        leases.adopt(db, bot)
        return leases.settle(db, bot, now)


def claim(
    database: Database,
    bot: str,
    rooms: Mapping[tuple[Priority, ...], int],
    *,
    token: str,
    now: datetime,
) -> list[Outbox]:
    """Lease what is due: for each group of priorities as many notices as there is room for.

    The groups keep their order; within each, the most urgent come first.
    """
    with database.transaction() as db:
        leases.ripen(db, bot, now)
        claimed = partial(leases.claim, db, bot, token=token, now=now, until=now + LEASE)
        return [row for group, room in rooms.items() for row in claimed(group, limit=room)]


def begin(
    database: Database, row_id: int, *, token: str, now: datetime, compose: Compose
) -> Attempt | None:
    """Write "sending", unless the lease is lost or there is an objection; then return None.

    The words are chosen in the same transaction, so that they are true as it commits.
    """
    with database.transaction() as db:
        found = db.get(Outbox, row_id)
        if found is None:  # erased with the person meanwhile
            return None
        session, _kept = _hold(db, found, now)
        row = leases.held(db, row_id, token, state=NoticeState.LEASED)
        if row is None:
            return None
        chat, reach = _reach(db, row)
        standing = replace(
            _standing(db, row, session, reach), rests=resting.outcome(db, row, session, now)
        )
        verdict = objection(standing, now)
        if verdict is not None:
            _put_off(row, verdict, now)
            return None
        message = compose(db, row, now)
        if message is None or chat is None:
            _put_off(row, Verdict(NoticeState.SUPERSEDED, Outcome.REPLACED), now)
            return None
        row.state = NoticeState.SENDING
        row.attempts += 1
        return Attempt(row_id, chat.id or 0, chat.telegram_id, message)


def wait(database: Database, row_id: int, *, now: datetime) -> None:
    """Wait until nobody changes a notice, or what it names, any more; change nothing."""
    with database.transaction() as db:
        found = db.get(Outbox, row_id)
        if found is not None:
            _hold(db, found, now)
            db.get(Outbox, row_id, with_for_update=FOR_CHANGE)


def preview(database: Database, row: Outbox, *, now: datetime, compose: Compose) -> Message | None:
    """Return what a notice would say now; nothing is locked, nothing written."""
    with database.reading() as db:
        return compose(db, row, now)


def _reach(db: Db, row: Outbox) -> tuple[Chat | None, Outcome | None]:
    """Return the chat that the notice goes to, or why there is none."""
    if row.staff_id is not None:
        return _reach_staff(db, row)
    if row.chat_id is not None:
        return db.get_one(Chat, row.chat_id), None
    person = row.participant_id or 0
    chat = chats.chat_of_participant(db, person)
    if chat is not None:
        return chat, None
    return None, Outcome.STOPPED if chats.links_ever(db, person) else Outcome.NOT_LINKED


def _reach_staff(db: Db, row: Outbox) -> tuple[Chat | None, Outcome | None]:
    """Return the chat of a member of staff who still works here; an answer keeps to its chat."""
    member = db.get_one(Staff, row.staff_id)
    link = chats.staff_link_of(db, member.id or 0)
    if link is None or not member.active or row.chat_id not in {None, link.chat_id}:
        return None, Outcome.NOT_LINKED
    return db.get_one(Chat, link.chat_id), None


def _hold(
    db: Db, row: Outbox, now: datetime
) -> tuple[Session | None, Sequence[Broadcast | Session]]:
    """Lock the session before the notice, as every edit does, so that neither waits in a circle.

    Return the one that it was planned from, and all that is held. An answer has none that it was
    planned from; what it names is kept as it is all the same.
    """
    if row.session_revision is None:
        return None, holding.named_in(db, row, now)
    session = holding.one(db, row.session_id or 0)
    return session, [session]


def _standing(db: Db, row: Outbox, session: Session | None, reach: Outcome | None) -> Standing:
    home = db.get(Municipality, row.municipality_id) if row.municipality_id else None
    standing = Standing(
        priority=row.priority,
        not_after=row.not_after,
        urgent=row.urgent,
        reach=reach,
        quiet=quiet_hours(home) if home else None,
    )
    if row.broadcast_id is not None:
        return _with_broadcast(db, standing, row)
    return _with_session(db, standing, row, session) if session else standing


def _with_broadcast(db: Db, standing: Standing, row: Outbox) -> Standing:
    broadcast = db.get_one(Broadcast, row.broadcast_id)
    person = db.get_one(Participant, row.participant_id)
    said = writings.said_in(db, broadcast.writing_id, person.language, broadcast.gaps)
    return replace(standing, broadcast=broadcast.state, in_words=said is not None)


def _with_session(db: Db, standing: Standing, row: Outbox, session: Session) -> Standing:
    person = row.participant_id or 0
    answer = answers.of(db, session.id or 0, person)
    return replace(
        standing,
        planned_revision=row.session_revision,
        session_revision=session.revision,
        session_cancelled=session.cancelled_at is not None,
        is_enrolled=attendance.attends(db, session, person),
        answer=answer.kind if answer else None,
    )


def _put_off(row: Outbox, verdict: Verdict, now: datetime) -> None:
    """Do not send: not now if there is another time for it, else never."""
    row.state, row.outcome = verdict.state, verdict.outcome
    row.lease_token = row.leased_until = None
    if verdict.again_at is not None:
        row.due_at = verdict.again_at
    elif verdict.state is not NoticeState.HELD:
        row.finished_at = now
