"""From the inbox to the chat: each chat in order, all chats beside each other, poison aside."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import IntegrityError, OperationalError

from bot.actions import inbox
from bot.intake.processor import DEATHS, PLACES, Processor, Unreadable
from storage.database import Database
from storage.vocabulary import InboxState
from tests.intake.updates import BOT, NOW, clock, stored, update


class Chat:
    """Does what it is told with each update, and remembers."""

    def __init__(self, act: Callable[[dict[str, Any]], object] = lambda _: None) -> None:
        self.done: list[int] = []
        self.most_at_once = 0
        self._act = act
        self._now: defaultdict[int, int] = defaultdict(int)

    async def handle(self, found: dict[str, Any]) -> None:
        """Handle an update."""
        chat = found["message"]["chat"]["id"]
        self._now[chat] += 1
        assert self._now[chat] == 1, "one chat's updates are done one by one"
        self.most_at_once = max(self.most_at_once, sum(self._now.values()))
        await asyncio.sleep(0.001)
        try:
            self._act(found)
            self.done.append(found["update_id"])
        finally:
            self._now[chat] -= 1


def at_work(database: Database, chat: Chat) -> Processor:
    return Processor(database, BOT, chat.handle, clock)


async def test_an_update_is_done_once(database: Database) -> None:
    inbox.keep(database, BOT, [update(1)], NOW)
    chat = Chat()
    assert await at_work(database, chat).drain() == 1
    inbox.keep(database, BOT, [update(1)], NOW)
    assert await at_work(database, chat).drain() == 0
    assert chat.done == [1]
    (row,) = stored(database)
    assert (row.state, row.done_at, row.attempts) == (InboxState.DONE, NOW, 1)


async def test_one_chats_updates_are_done_in_order_and_others_beside_them(
    database: Database,
) -> None:
    numbers = list(range(1, 61))
    raws = [update(number, chat=number % 3) for number in numbers]
    inbox.keep(database, BOT, raws[::-1], NOW)
    chat = Chat()
    await at_work(database, chat).drain()
    for whose in range(3):
        mine = [number for number in chat.done if number % 3 == whose]
        assert mine == sorted(mine)
    assert sorted(chat.done) == numbers
    assert chat.most_at_once > 1


async def test_a_chat_that_is_slow_holds_up_nobody(sqlite: Database) -> None:
    let_go, done = asyncio.Event(), []

    async def handle(found: dict[str, Any]) -> None:
        if found["message"]["chat"]["id"] == 1:
            await let_go.wait()
        done.append(found["update_id"])

    raws = [update(1, chat=1), update(2, chat=1), *(update(n, chat=n) for n in range(3, 60))]
    inbox.keep(sqlite, BOT, raws, NOW)
    processor = Processor(sqlite, BOT, handle, clock)
    running = asyncio.ensure_future(processor.run())
    async with asyncio.timeout(10):
        while len(done) < 57:  # noqa: ASYNC110  # nobody rings a bell for a test
            await asyncio.sleep(0.01)
    assert not {1, 2} & set(done)
    let_go.set()
    async with asyncio.timeout(10):
        while len(done) < 59:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert done[-2:] == [1, 2]
    await processor.stop()
    await running


async def test_who_came_first_is_taken_up_first_when_there_are_too_many(
    sqlite: Database,
) -> None:
    inbox.keep(sqlite, BOT, [update(n, chat=n) for n in range(1, 100)], NOW)
    begun: list[int] = []
    let_go = asyncio.Event()

    async def handle(found: dict[str, Any]) -> None:
        begun.append(found["update_id"])
        if found["update_id"] <= PLACES - 2:
            await let_go.wait()

    processor = Processor(sqlite, BOT, handle, clock)
    for _ in range(40):
        await processor.step()
        await asyncio.sleep(0.01)
        if len(begun) >= PLACES + 2:
            break
    assert len(begun) >= PLACES + 2
    assert max(begun) <= len(begun) + 2
    let_go.set()
    await processor.stop()


async def test_what_fails_three_times_is_put_aside_and_the_chat_goes_on(
    database: Database,
) -> None:
    attempts: list[int] = []

    def fail(found: dict[str, Any]) -> None:
        if found["update_id"] == 1:
            attempts.append(1)
            raise ZeroDivisionError

    inbox.keep(database, BOT, [update(1), update(2)], NOW)
    chat = Chat(fail)
    await at_work(database, chat).drain()
    assert len(attempts) == 3
    assert chat.done == [2]
    poison, fine = stored(database)
    assert (poison.state, poison.fault) == (InboxState.QUARANTINED, "ZeroDivisionError")
    assert fine.state is InboxState.DONE


async def test_what_fails_once_is_done_the_next_time(database: Database) -> None:
    faults = [ZeroDivisionError()]

    def fail_once(_: dict[str, Any]) -> None:
        if faults:
            raise faults.pop()

    inbox.keep(database, BOT, [update(1)], NOW)
    await at_work(database, Chat(fail_once)).drain()
    (row,) = stored(database)
    assert (row.state, row.attempts) == (InboxState.DONE, 2)


async def test_what_was_interrupted_before_still_may_fail_twice(sqlite: Database) -> None:
    faults: list[Exception] = [ZeroDivisionError(), ZeroDivisionError()]

    def fail_twice(_: dict[str, Any]) -> None:
        if faults:
            raise faults.pop()

    inbox.keep(sqlite, BOT, [update(1)], NOW)
    for _ in range(5):
        inbox.begin(sqlite, stored(sqlite)[0].id or 0)
    await at_work(sqlite, Chat(fail_twice)).drain()
    assert stored(sqlite)[0].state is InboxState.DONE


async def test_what_cannot_be_read_is_put_aside_at_once(database: Database) -> None:
    def refuse(_: dict[str, Any]) -> None:
        raise Unreadable

    inbox.keep(database, BOT, [update(1)], NOW)
    await at_work(database, Chat(refuse)).drain()
    (row,) = stored(database)
    assert (row.state, row.fault, row.attempts) == (InboxState.QUARANTINED, "unreadable", 1)


async def test_what_the_database_refuses_for_good_is_put_aside_too(
    sqlite: Database,
) -> None:
    def refuse(_: dict[str, Any]) -> None:
        raise IntegrityError("INSERT", {}, Exception())

    inbox.keep(sqlite, BOT, [update(1)], NOW)
    await at_work(sqlite, Chat(refuse)).drain()
    assert stored(sqlite)[0].state is InboxState.QUARANTINED


async def test_a_database_that_is_away_is_nobodys_fault(sqlite: Database) -> None:
    faults = [OperationalError("SELECT", {}, Exception())]

    def be_away(_: dict[str, Any]) -> None:
        if faults:
            raise faults.pop()

    inbox.keep(sqlite, BOT, [update(1)], NOW)
    await at_work(sqlite, Chat(be_away)).drain()
    assert stored(sqlite)[0].state is InboxState.DONE


async def test_what_ends_us_each_time_is_put_aside_in_the_end(sqlite: Database) -> None:
    inbox.keep(sqlite, BOT, [update(1), update(2)], NOW)
    deadly = stored(sqlite)[0].id or 0
    for _ in range(DEATHS):
        inbox.begin(sqlite, deadly)
    chat = Chat()
    await at_work(sqlite, chat).drain()
    assert chat.done == [2]
    row = stored(sqlite)[0]
    assert (row.state, row.fault) == (InboxState.QUARANTINED, "unfinished")


async def test_who_dies_a_few_times_over_an_update_still_does_it(
    sqlite: Database,
) -> None:
    inbox.keep(sqlite, BOT, [update(1)], NOW)
    for _ in range(10):
        inbox.begin(sqlite, stored(sqlite)[0].id or 0)
    chat = Chat()
    await at_work(sqlite, chat).drain()
    assert chat.done == [1]


async def test_who_stops_finishes_what_was_begun(sqlite: Database) -> None:
    inbox.keep(sqlite, BOT, [update(n, chat=n) for n in range(1, 6)], NOW)
    chat = Chat()
    processor = at_work(sqlite, chat)
    await processor.step()
    await processor.stop()
    assert sorted(chat.done) == [1, 2, 3, 4, 5]
    assert {row.state for row in stored(sqlite)} == {InboxState.DONE}


async def test_anothers_bot_updates_are_left_alone(sqlite: Database) -> None:
    inbox.keep(sqlite, "2", [update(1)], NOW)
    assert await at_work(sqlite, Chat()).drain() == 0
