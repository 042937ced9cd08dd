"""What takes work out of a table: serve until stopped, and finish what was begun."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import ClassVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from storage.database import Database

LOG = structlog.get_logger()


class Consumer(ABC):
    """Takes up what waits for one bot; a database that is away is asked again."""

    idle_seconds: ClassVar[float]

    def __init__(self, database: Database, bot: str, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._stopping = False

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
