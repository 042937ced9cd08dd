"""A dispatcher at work, and a wire to nowhere."""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable

from bot.clock import MovableClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pacing import Gate, Turn
from bot.rules.results import Delivered, Result
from bot.rules.time import read
from bot.texts.message import Message, Text
from storage.database import Database
from storage.vocabulary import NoticeState
from tests.support.cast import Stage
from tests.support.town import BOT

EVENING = read("2026-11-23 18:00")
Answering = Callable[[int, Message], Awaitable[Result]]


async def at_once(_chat: int, _message: Message) -> Result:
    return Delivered(1)


class Wire:
    """A way to nowhere that remembers what went over it."""

    def __init__(self, answer: Answering = at_once) -> None:
        self.sent: list[tuple[int, Message]] = []
        self.answer = answer
        self.most_at_once: defaultdict[int, int] = defaultdict(int)
        self._now_sending: defaultdict[int, int] = defaultdict(int)

    async def prepare(self, message: Message) -> None:
        """Nothing here takes a while."""

    async def send(self, telegram_id: int, message: Message, turn: Turn) -> Result:
        """Make one attempt."""
        self.sent.append((telegram_id, message))
        self._now_sending[telegram_id] += 1
        most = max(self.most_at_once[telegram_id], self._now_sending[telegram_id])
        self.most_at_once[telegram_id] = most
        try:
            return await self.answer(telegram_id, message)
        finally:
            self._now_sending[telegram_id] -= 1

    def edits(self, chat: int) -> list[int | None]:
        """Return the numbers of the messages that were edited in a chat, in order."""
        return [said.edits for whose, said in self.sent if whose == chat and isinstance(said, Text)]


def hurried() -> Gate:
    """Return a gate whose seconds are short."""
    return Gate(lambda: time.monotonic() * 1000, lambda seconds: asyncio.sleep(seconds / 1000))


def dispatcher(
    database: Database, wire: Wire, *, gate: Gate | None = None, bot: str = BOT
) -> Dispatcher:
    clock = MovableClock(EVENING, running=False)
    return Dispatcher(database, bot, wire, gate or hurried(), clock)


@contextlib.asynccontextmanager
async def serving(at_work: Dispatcher) -> AsyncIterator[None]:
    """Let it run as it does in the worker."""
    running = asyncio.ensure_future(at_work.run())
    try:
        yield
    finally:
        await at_work.stop()
        await running


async def soon(is_so: Callable[[], bool], *, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110  # nobody rings a bell for a test
            await asyncio.sleep(0.01)


def chat_of(here: Stage, who: str) -> int:
    return 900000 + here.town.people[who]


def states(here: Stage, who: str) -> list[NoticeState]:
    return [row.state for row in here.rows(who)]
