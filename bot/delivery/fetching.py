"""From Telegram into the store: the voice notes and pictures that people have sent."""

import asyncio
from typing import Protocol

import structlog

from bot.actions import attachments
from bot.actions.attachments import Wanted
from bot.clock import Clock
from bot.delivery.consumer import RowConsumer
from bot.rules.media import BIGGEST, Objection
from storage.database import Database

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


class Fetcher(RowConsumer):
    """The one active worker's way to what people have sent."""

    idle_seconds = 0.5
    places = PLACES

    def __init__(self, database: Database, bot: str, files: Files, clock: Clock) -> None:
        """Fetch what was sent to `bot`."""
        super().__init__(database, bot, clock)
        self._files = files

    def due(self, limit: int) -> list[int]:
        return attachments.due(self._database, self._bot, self._clock(), limit=limit)

    async def do(self, number: int) -> None:
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
