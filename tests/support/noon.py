"""One noon in the street: a database, a Telegram, and workers who come and go."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.clock import MovableClock
from bot.demo.botapi import Telegram, loopback
from storage.database import open_database
from tests.support import scratch, street
from tests.support.death import Point
from tests.support.nursery import Birth
from tests.support.street import NOON, Ending, Street
from tests.support.workers import Worker, Workers


@dataclass(frozen=True)
class Template:
    """A street that was built once; `copy` gives the address of a database like it."""

    street: Street
    copy: Callable[[], AbstractContextManager[str]]


class Wire:
    """The way to a Telegram, that can be cut and mended."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self._port = 0
        self._serving = loopback.serving(telegram)

    async def open(self) -> str:
        """Serve, always at the same address; return it."""
        self._serving = loopback.serving(self.telegram, port=self._port)
        url = await self._serving.__aenter__()
        self._port = int(url.rpartition(":")[2])
        return url

    async def close(self) -> None:
        """Take no calls."""
        await self._serving.__aexit__(None, None, None)


class Noon:
    """What happens in one copy of the street."""

    def __init__(self, nursery: Workers, wire: Wire, birth: Birth) -> None:
        self.wire = wire
        self.telegram = wire.telegram
        self.database = open_database(birth.database_url)
        self._nursery = nursery
        self._birth = birth
        self._workers: list[Worker] = []

    def worker(self, point: Point | None = None, nth: int = 1) -> Worker:
        """Let a worker begin, who dies at the point if there is one."""
        now = self.telegram.now().isoformat()
        born = self._nursery.bear(replace(self._birth, now=now, point=point, nth=nth))
        self._workers.append(born)
        return born

    def practice(self) -> AbstractContextManager[None]:
        """Let the nursery do the work for once, and its workers learn from that."""
        return self._nursery.practising(replace(self._birth, now=self.telegram.now().isoformat()))

    async def quiet(self) -> None:
        """Wait until nothing is left to do."""
        await self.until(lambda: street.is_quiet(self.database, self.telegram))

    async def until(self, come: Callable[[], bool], seconds: float = 40) -> None:
        """Wait for something; if it never comes, show what the workers wrote."""
        end = time.monotonic() + seconds
        while not await asyncio.to_thread(come):
            is_hopeless = self._workers and all(worker.died.done() for worker in self._workers)
            assert not is_hopeless, self.log()
            assert time.monotonic() < end, f"{self.log()}\n{self.ending()}"
            await asyncio.sleep(0.03)

    def ending(self) -> Ending:
        """Tell what it has come to."""
        return street.ending(self.database, self.telegram)

    def log(self) -> str:
        """Tell what the workers wrote."""
        log = Path(self._birth.log)
        return log.read_text() if log.exists() else ""

    async def close(self) -> None:
        """End every worker."""
        for worker in self._workers:
            worker.kill()
            await worker.death()
        self.database.close()


@contextlib.asynccontextmanager
async def noon(
    nursery: Workers, template: Template, *, time_passes: bool = False
) -> AsyncIterator[Noon]:
    """Open a copy of the street, with its own Telegram on the loopback."""
    clock = MovableClock(NOON, running=time_passes)
    telegram = street.telegram_of(template.street, clock)
    with template.copy() as url, scratch.folder() as folder:
        wire = Wire(telegram)
        api_url = await wire.open()
        log = str(folder / "log")
        opened = Noon(nursery, wire, Birth(url, api_url, "", log, time_passes=time_passes))
        try:
            yield opened
        finally:
            await opened.close()
            await wire.close()
