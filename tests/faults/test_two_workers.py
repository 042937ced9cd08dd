"""One worker is active and another stands by: it takes over within seconds, and only then."""

import asyncio
import contextlib
import random
import time
from collections import Counter
from datetime import timedelta
from signal import SIGKILL

import psycopg
import pytest
from sqlmodel import select

from bot.demo.botapi import Fault, Telegram
from storage.database import Database
from storage.outbox import Outbox
from storage.vocabulary import NoticeState
from tests.support import crowd, street
from tests.support.noon import Noon, Template, noon
from tests.support.street import MORNING, NOON
from tests.support.workers import Workers
from tests.support.world import World

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]

CROWD = 60
HALF_WAY = 25
TAKEN_OVER_SECONDS = 8
"""On a busy machine; on an idle one it takes two or three."""


def _crowd(url: str) -> Template:
    built = street.build(url, {"reminded": CROWD})
    return Template(built, lambda: contextlib.nullcontext(url))


def _copies(telegram: Telegram) -> Counter[int]:
    return Counter(
        phone.user_id
        for phone in telegram.phones.values()
        for said in phone.screen
        if said.from_bot
    )


async def _reached(here: Noon, count: int) -> None:
    """Wait until so many people have their message."""
    await here.until(lambda: len(_copies(here.telegram)) >= count)


async def test_a_worker_dies_and_the_other_one_takes_over(
    nursery: Workers, database_url: str
) -> None:
    async with noon(nursery, _crowd(database_url)) as here:
        active = here.worker()
        await _reached(here, 1)
        here.worker()
        await _reached(here, HALF_WAY)
        assert here.log().count("worker_active") == 1, "the other one stands by"
        active.kill()
        assert await active.death() == -SIGKILL
        died, doubted = time.monotonic(), street.in_doubt(here.database)
        known = len(_copies(here.telegram) - Counter(doubted.values()))
        await _reached(here, known + 1)
        await here.quiet()
        _assert_all_told(here, set(doubted.values()))
        again = [c.monotonic for c in here.telegram.called("sendMessage") if c.monotonic > died]
        assert again[0] - died < TAKEN_OVER_SECONDS


def _assert_all_told(here: Noon, doubted: set[int]) -> None:
    copies = _copies(here.telegram)
    assert len(copies) == CROWD
    for chat, times in copies.items():
        assert times == 1 or (times == 2 and chat in doubted)
    assert set(here.ending().notices.values()) == {"sent"}


async def test_a_worker_that_loses_its_lock_stops_and_changes_nothing_more(
    nursery: Workers, postgresql_url: str
) -> None:
    """The connection that holds the lock breaks while messages of the first are under way.

    Those come twice: the second worker cannot know what becomes of them.
    """
    async with noon(nursery, _crowd(postgresql_url)) as here:
        first = here.worker()
        await _reached(here, 1)
        second = here.worker()
        await _reached(here, HALF_WAY)
        here.telegram.faults.add("sendMessage", Fault.SLOW, times=5, seconds=6)
        await here.until(lambda: sum(c.fault is not None for c in here.telegram.calls) == 5)
        _break_the_lock(postgresql_url)
        await here.until(lambda: here.log().count("worker_active") == 2)
        await here.quiet()
        first.stop()
        second.stop()
        assert (await first.death(), await second.death()) == (0, 0), here.log()
        slow = {int(str(call.params["chat_id"])) for call in here.telegram.calls if call.fault}
        _assert_the_second_has_the_last_word(here, slow)


def _break_the_lock(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON oid = database"
            " WHERE locktype = 'advisory' AND datname = current_database()"
        )


def _assert_the_second_has_the_last_word(here: Noon, slow: set[int]) -> None:
    """What the first one hears after it was replaced is not written down."""
    with here.database.reading() as db:
        rows = {
            crowd.FIRST_CHAT + (row.participant_id or 0): row for row in db.exec(select(Outbox))
        }
    copies = _copies(here.telegram)
    assert rows.keys() == copies.keys()
    for chat, row in rows.items():
        numbers = [said.message_id for said in here.telegram.phones[chat].screen]
        assert (row.state, row.message_id) == (NoticeState.SENT, numbers[-1])
        assert copies[chat] <= row.attempts <= 2
    assert all(copies[chat] == 2 for chat in slow)


async def test_a_worker_that_is_stopped_at_any_moment_leaves_nothing_leased(
    database: Database,
) -> None:
    course = crowd.course(database, "BUS", 5, now=MORNING)
    crowd.session(database, course, "bus", NOON + timedelta(hours=2), now=MORNING)
    chance = random.Random()
    async with World(database, NOON) as world:
        for chat in crowd.chats_of(database, course):
            world.phone(chat, "Selam").started = True
        for _ in range(20):
            dispatcher = world.worker.dispatcher
            serving = asyncio.create_task(dispatcher.run())
            await asyncio.sleep(chance.uniform(0, 0.03))
            serving.cancel()
            await asyncio.wait({serving})
            await dispatcher.stop()
            _assert_nothing_is_held(database)
            await world.restart()


def _assert_nothing_is_held(database: Database) -> None:
    """Also makes everything ready once more."""
    with database.transaction() as db:
        rows = db.exec(select(Outbox)).all()
        assert {row.state for row in rows} <= {
            NoticeState.PLANNED,
            NoticeState.READY,
            NoticeState.SENT,
        }
        for row in rows:
            row.state, row.attempts = NoticeState.READY, 0
