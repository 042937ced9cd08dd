"""From Telegram into the store: the voice notes and pictures that people have sent."""

import asyncio
from collections.abc import Collection
from typing import Protocol

import structlog

from bot.actions import attachments
from bot.actions.attachments import Wanted
from bot.clock import Clock
from bot.delivery.consumer import Consumer
from bot.rules.media import BIGGEST, Objection
from storage.database import AWAY, Database

LOG = structlog.get_logger()
PLACES = 4


class TooBig(Exception):  # noqa: N818  # a finding about a file, not a fault
    """The file is bigger than what we take."""


class Gone(Exception):  # noqa: N818  # likewise
    """Telegram does not know the file, or not any more."""


class Files(Protocol):
    """A way to the files at Telegram."""

    async def fetch(self, telegram_file: str, *, limit: int) -> bytes:
        """Return at most `limit` bytes; raises TooBig, Gone, or whatever went wrong."""


class Fetcher(Consumer):
    """The one active worker's way to what people have sent."""

    idle_seconds = 0.5

    def __init__(self, database: Database, bot: str, files: Files, clock: Clock) -> None:
        """Fetch what was sent to `bot`."""
        super().__init__(database, bot, clock)
        self._files = files
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def step(self) -> int:
        """Begin to fetch what is due, as far as there is room; return how much that is."""
        limit = PLACES + len(self._busy)
        found = await asyncio.to_thread(
            attachments.due, self._database, self._bot, self._clock(), limit=limit
        )
        fresh = [number for number in found if number not in self._busy]
        taken = fresh[: PLACES - len(self._busy)]
        for number in taken:
            self._busy[number] = asyncio.create_task(self._fetch_and_leave(number))
        return len(taken)

    def begun(self) -> Collection[asyncio.Task[None]]:
        return self._busy.values()

    async def _fetch_and_leave(self, number: int) -> None:
        try:
            await self._fetch(number)
        except AWAY as fault:
            LOG.warning("file_waits", row=number, error=type(fault).__name__)
        finally:
            del self._busy[number]

    async def _fetch(self, number: int) -> None:
        wanted = await asyncio.to_thread(attachments.begin, self._database, number, self._clock())
        if wanted is None:
            return
        try:
            content = await self._files.fetch(wanted.telegram_file, limit=BIGGEST)
        except TooBig:
            await self._refuse(wanted, Objection.TOO_BIG)
        except Gone:
            await self._refuse(wanted, Objection.NOT_RECEIVED)
        except Exception as fault:  # noqa: BLE001  # whatever it is, it is tried again
            LOG.warning("file_not_fetched", row=number, error=type(fault).__name__)
        else:
            await asyncio.to_thread(
                attachments.store, self._database, number, content, self._clock()
            )

    async def _refuse(self, wanted: Wanted, why: Objection) -> None:
        await asyncio.to_thread(attachments.refuse, self._database, wanted.id, why, self._clock())
