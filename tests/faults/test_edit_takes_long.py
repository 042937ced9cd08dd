"""An edit that takes long keeps nobody waiting whom it does not concern.

SQLite's writers wait for each other whatever they write, so this is a promise on PostgreSQL.
"""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.actions import access
from bot.actions.access import OPERATOR
from bot.delivery.consumer import AT_ONCE
from bot.demo.botapi import Message, Phone
from bot.demo.botapi.keyboards import Button, ReplyMarkup
from bot.texts.reminders import Reminder
from bot.wiring import worker
from storage.database import Database
from storage.outbox import Outbox
from storage.vocabulary import Outcome
from tests.delivery.wire import soon
from tests.support import crowd
from tests.support.street import MORNING, NOON
from tests.support.world import World

pytestmark = pytest.mark.faults

SIZE = 34
"""More than Telegram takes in a second: if each kept a turn while it waits, none would be left."""
TAPPING = 8
"""More than asyncio has threads for on two cores."""
ASKING = 4


async def test_whoever_asks_for_something_else_is_answered_meanwhile(postgresql: Database) -> None:
    course = crowd.course(postgresql, "C", SIZE, now=MORNING)
    session = crowd.session(postgresql, course, "cv", NOON + timedelta(hours=2), now=MORNING)
    elsewhere = crowd.course(postgresql, "D", 1, now=MORNING)
    worker.make_room()
    async with World(postgresql, NOON) as world:
        phones, [other] = _phones(world, course), _phones(world, elsewhere)
        tapping, asking = phones[:TAPPING], phones[-ASKING:]
        processor, dispatcher = world.worker.processor, world.worker.dispatcher
        with postgresql.transaction() as db:
            access.session(db, OPERATOR, session, lock=True).revision += 1
            db.flush()
            working = asyncio.create_task(world.worker.work())
            for phone in tapping:
                _tap(phone, f"seen:{session}:1")
            for phone in asking:
                phone.send("/schedule")
            await soon(lambda: len(processor.begun()) >= TAPPING)
            await soon(lambda: len(dispatcher.begun()) >= SIZE + ASKING)
            other.send("/help")
            await soon(lambda: _is_answered(other))
            assert not any(_is_answered(phone) for phone in asking)
        await soon(lambda: all(phone.toast for phone in tapping))
        await soon(lambda: all(_is_answered(phone) for phone in asking))
        await soon(lambda: not dispatcher.begun())
        working.cancel()
        await asyncio.wait({working})
    assert _outcomes(postgresql) == {Outcome.SESSION_CHANGED: SIZE}


async def test_what_has_waited_goes_by_the_hour_that_it_is_by_then(postgresql: Database) -> None:
    course = crowd.course(postgresql, "C", AT_ONCE, now=MORNING)
    session = crowd.session(postgresql, course, "cv", NOON + timedelta(hours=2), now=MORNING)
    async with World(postgresql, NOON) as world:
        phones, dispatcher = _phones(world, course), world.worker.dispatcher
        with postgresql.transaction() as db:
            access.session(db, OPERATOR, session, lock=True)
            delivering = asyncio.create_task(dispatcher.drain())
            await soon(dispatcher._crowd.waiting_room.locked)
            world.clock.move_to(NOON + timedelta(hours=3))
        await delivering
    assert not any(phone.screen for phone in phones)
    assert _outcomes(postgresql) == {Outcome.TOO_LATE: AT_ONCE}


def _phones(world: World, course: int) -> list[Phone]:
    chats = crowd.chats_of(world.home.database, course)
    phones = [world.phone(chat, f"Person {chat}") for chat in chats]
    for phone in phones:
        phone.started = True
    return phones


def _tap(phone: Phone, data: str) -> None:
    """Tap a button of a message from before."""
    keys = ((Button("Seen", data),),)
    said = Message(99, phone.user_id, from_bot=True, date=MORNING, text="Before", buttons=keys)
    phone.receive(said, ReplyMarkup(keys))
    phone.tap(data)


def _is_answered(phone: Phone) -> bool:
    return phone.screen[-1].from_bot


def _outcomes(database: Database) -> Counter[Outcome | None]:
    """Return what became of the reminders that were due before the edit."""
    before = (Outbox.kind == Reminder.kind, Outbox.session_revision == 1, Outbox.due_at <= NOON)
    with database.reading() as db:
        return Counter(row.outcome for row in db.exec(select(Outbox).where(*before)))
