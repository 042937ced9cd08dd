"""What takes work out of a table: serve until stopped, and finish what was begun."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from functools import partial
from typing import ClassVar, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from storage.database import AWAY, Database, is_held

LOG = structlog.get_logger()
WRITE_AGAIN_SECONDS = 1.0
HELD_SECONDS = 0.1
"""Whoever holds a row does so for a moment, or waits themselves."""
AT_ONCE = 2
"""So many threads are at one counter of the database: more take the interpreter from each other
between any two statements, and all together are slower."""

T = TypeVar("T")


class Consumer(ABC):
    """Takes up what waits for one bot; a database that is away is asked again."""

    idle_seconds: ClassVar[float]

    def __init__(self, database: Database, bot: str, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._stopping = False
        self._counter = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Serve until cancelled or stopped."""
        while not self._stopping:
            try:
                taken = await self.step()
            except SQLAlchemyError as fault:
                work = type(self).__name__
                LOG.warning("queue_unreadable", worker=work, error=type(fault).__name__)
                taken = 0
            if not taken:
                await asyncio.sleep(self.idle_seconds)

    async def stop(self) -> None:
        """Take up no more, and finish what was begun."""
        self._stopping = True
        await self._settled()

    async def drain(self) -> int:
        """Do all that is waiting; return how much was taken up."""
        taken = 0
        while count := await self.step():
            taken += count
            await self._settled()
        return taken

    @abstractmethod
    async def step(self) -> int:
        """Take up what there is room for; return how much that was."""

    @abstractmethod
    def begun(self) -> Collection[asyncio.Task[None]]:
        """Return what is being done at this moment."""

    async def _settled(self) -> None:
        while tasks := self.begun():
            await asyncio.wait(list(tasks))

    async def _ask(self, work: Callable[[], T], counter: asyncio.Semaphore | None = None) -> T:
        """Do this at the database, at a counter of its own if it has one."""
        async with counter or self._counter:
            return await asyncio.to_thread(work)

    async def _write_down(
        self, row_id: int, write: Callable[[], None], counter: asyncio.Semaphore | None = None
    ) -> None:
        """Write what became of a row, however long the database stays away."""
        while True:
            try:
                return await self._ask(write, counter)
            except AWAY as fault:
                pause = HELD_SECONDS
                if not is_held(fault):
                    LOG.warning("result_waits", row=row_id, error=type(fault).__name__)
                    pause = WRITE_AGAIN_SECONDS
            await asyncio.sleep(pause)


class RowConsumer(Consumer):
    """Takes up rows by their numbers, a few at a time, and none twice at the same time."""

    places: ClassVar[int]

    def __init__(self, database: Database, bot: str, clock: Clock) -> None:
        super().__init__(database, bot, clock)
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def step(self) -> int:
        """Begin with what is due, as far as there is room; return how much that is."""
        found = await self._ask(partial(self.due, self.places + len(self._busy)))
        fresh = [number for number in found if number not in self._busy]
        taken = fresh[: self.places - len(self._busy)]
        for number in taken:
            self._busy[number] = asyncio.create_task(self._do_and_leave(number))
        return len(taken)

    def begun(self) -> Collection[asyncio.Task[None]]:
        return self._busy.values()

    @abstractmethod
    def due(self, limit: int) -> list[int]:
        """Return the numbers of at most so many rows that are due."""

    @abstractmethod
    async def do(self, number: int) -> None:
        """Bring one row further."""

    async def _do_and_leave(self, number: int) -> None:
        try:
            await self.do(number)
        except AWAY as fault:
            work = type(self).__name__
            LOG.warning("row_waits", worker=work, row=number, error=type(fault).__name__)
        finally:
            del self._busy[number]
