"""A street on a busy noon: everything that a worker can have to do at once.

Reminders have come due, one session was moved and another called off, people tap and write.
An ending tells what it has all come to; an undisturbed worker's is the measure for the others.
"""

import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import col, select

from bot.actions import schedule as scheduling
from bot.clock import MovableClock
from bot.demo.botapi import Message, Telegram
from bot.demo.botapi.keyboards import Button, ReplyMarkup
from storage import outbox
from storage.changes import Change
from storage.database import Database, open_database
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.vocabulary import InboxState, NoticeState, Outcome
from tests.support import crowd, moving

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
"""A Tuesday, 12:00 in Copenhagen."""
MORNING = NOON - timedelta(minutes=30)
EARLIER = 100_000
"""The first number of a message from before."""
BEFORE = "Before"
RECEIPT = re.compile("🧾 \u2068\\d+")
"""Who reports first has the first number, and that is anybody."""
PATIENCE = 10.0
WAITING = (NoticeState.READY, NoticeState.LEASED, NoticeState.SENDING)


@dataclass
class Street:
    """Who lives there, by chat; `buttons` are on messages from before: chat → number, data."""

    reminded: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    tapping: list[int] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)
    buttons: dict[int, tuple[int, str]] = field(default_factory=dict)

    @property
    def everybody(self) -> list[int]:
        """All chats."""
        return [*self.reminded, *self.moved, *self.cancelled, *self.tapping, *self.asking]


SIZES = {"reminded": 3, "moved": 3, "cancelled": 3, "tapping": 5, "asking": 5}


def build(url: str, sizes: Mapping[str, int] = SIZES) -> Street:
    """Fill an empty database; `sizes` tells how many people have which errand."""
    database = open_database(url)
    street = Street()
    ids: dict[str, int] = {}
    for name, size in sizes.items():
        ids[name] = crowd.course(database, name, size, now=MORNING)
        getattr(street, name).extend(crowd.chats_of(database, ids[name]))
    tomorrow = NOON + timedelta(days=1)
    crowd.session(database, ids["reminded"], "cv", NOON + timedelta(hours=2), now=MORNING)
    there = {
        name: crowd.session(database, ids[name], name, tomorrow, now=MORNING)
        for name in ("moved", "cancelled", "tapping")
        if name in ids
    }
    for name in there.keys() - {"cancelled"}:
        _said_before(database, there[name], street)
    if "moved" in there:
        later = (tomorrow + timedelta(hours=2), tomorrow + timedelta(hours=4))
        moving.move(database, there["moved"], *later, cause=crowd.by_staff("move", MORNING))
    if "cancelled" in there:
        scheduling.cancel(database, there["cancelled"], cause=crowd.by_staff("cancel", MORNING))
    database.close()
    return street


def _said_before(database: Database, session_id: int, street: Street) -> None:
    """Let everybody have had their first reminder of this session, with its buttons."""
    with database.transaction() as db:
        latest_first = outbox.of_session(db, session_id)
        firsts = {row.participant_id: row for row in latest_first}
        for person, row in firsts.items():
            row.state, row.outcome, row.finished_at = NoticeState.SENT, Outcome.DELIVERED, MORNING
            row.message_id = EARLIER + (row.id or 0)
            street.buttons[crowd.FIRST_CHAT + (person or 0)] = (
                row.message_id,
                f"miss:{session_id}:1",
            )


def telegram_of(street: Street, clock: MovableClock) -> Telegram:
    """Return Telegram with everybody's phone, and the messages from before on them."""
    telegram = Telegram(now=clock)
    for chat in street.everybody:
        phone = telegram.phone(user_id=chat, first_name=f"Person {chat}")
        phone.started = True
        if chat in street.buttons:
            number, data = street.buttons[chat]
            keys = ((Button("I cannot come", data),),)
            said = Message(number, chat, from_bot=True, date=MORNING, text=BEFORE, buttons=keys)
            phone.receive(said, ReplyMarkup(keys))
    return telegram


def act(street: Street, telegram: Telegram, number: int) -> None:
    """Let somebody tap, or write, in turn."""
    whose, is_writing = divmod(number, 2)
    if is_writing:
        telegram.phones[street.asking[whose]].send("/help")
    else:
        tapping = street.tapping[whose]
        telegram.phones[tapping].tap(street.buttons[tapping][1])


@dataclass(frozen=True)
class Ending:
    """What it has come to: the notices, what people read, the updates, what was changed."""

    notices: dict[str, str]
    read: dict[int, Counter[str]]
    updates: Counter[str]
    changes: Counter[str]


def ending(database: Database, telegram: Telegram) -> Ending:
    """Look at the tables and at the phones."""
    with database.reading() as db:
        notices = {row.dedupe_key: row.state.value for row in db.exec(select(Outbox))}
        updates = Counter(row.state.value for row in db.exec(select(Inbox)))
        changes = Counter(row.cause for row in db.exec(select(Change)))
    read = {
        chat: Counter(
            RECEIPT.sub("🧾", message.text) for message in phone.screen if message.from_bot
        )
        for chat, phone in telegram.phones.items()
    }
    return Ending(notices, read, updates, changes)


def in_doubt(database: Database) -> dict[str, int]:
    """Return what is being sent: its key, and to which chat (0: to none that is linked)."""
    if not database.is_sqlite:
        _until_the_dead_are_done(database)
    with database.reading() as db:
        sending = db.exec(select(Outbox).where(Outbox.state == NoticeState.SENDING))
        return {row.dedupe_key: crowd.FIRST_CHAT + (row.participant_id or 0) for row in sending}


def _until_the_dead_are_done(database: Database) -> None:
    """Wait for PostgreSQL: a commit that was asked for just before a death comes just after it."""
    busy = text(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    end = time.monotonic() + PATIENCE
    # Within one transaction PostgreSQL would tell the same for ever.
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as looking:
        while looking.execute(busy).first() is not None:
            assert time.monotonic() < end, "a transaction of the dead does not end"
            time.sleep(0.002)


def is_quiet(database: Database, telegram: Telegram) -> bool:
    """Tell whether nothing is left to do."""
    if telegram.updates.pending:
        return False
    now = telegram.now()
    planned = (col(Outbox.state) == NoticeState.PLANNED) & (col(Outbox.due_at) <= now)
    with database.reading() as db:
        owed = select(Outbox.id).where(col(Outbox.state).in_(WAITING) | planned).limit(1)
        undone = select(Inbox.id).where(Inbox.state == InboxState.RECEIVED).limit(1)
        return db.exec(owed).first() is None and db.exec(undone).first() is None
