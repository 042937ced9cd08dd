"""From the inbox to the chat: one person's updates in order, everybody else's beside them."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import structlog

from bot.actions import inbox
from bot.clock import Clock
from bot.delivery.consumer import Consumer
from storage.database import AWAY, Database
from storage.inbox import Inbox

LOG = structlog.get_logger()
AGAIN_SECONDS = 1.0
PLACES = 20
MOST_FAULTS = 3
DEATHS = 30
"""An update that was begun so often and never came to an end is what ends us."""

Handle = Callable[[dict[str, Any]], Awaitable[None]]
"""Does one update, given as Telegram's JSON; raises when it could not."""


class Unreadable(Exception):  # noqa: N818  # a finding about an update, not a fault of ours
    """This update is not of a form that python-telegram-bot reads."""


class Processor(Consumer):
    """The one active worker's way in."""

    idle_seconds = 0.1

    def __init__(self, database: Database, bot: str, handle: Handle, clock: Clock) -> None:
        """Serve the inbox of `bot`."""
        super().__init__(database, bot, clock)
        self._handle = handle
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def step(self) -> int:
        """Take up the oldest update of each chat that is not busy; return how many."""
        rows = await asyncio.to_thread(
            inbox.waiting, self._database, self._bot, limit=PLACES, not_of=list(self._busy)
        )
        free = PLACES - len(self._busy)
        firsts: dict[int, Inbox] = {}
        for row in rows:
            firsts.setdefault(row.chat_key or 0, row)
        for chat, row in list(firsts.items())[:free]:
            self._busy[chat] = asyncio.create_task(self._do_and_leave(chat, row))
        return min(len(firsts), max(free, 0))

    def begun(self) -> Collection[asyncio.Task[None]]:
        return self._busy.values()

    async def _do_and_leave(self, chat: int, row: Inbox) -> None:
        try:
            await self._do(row)
        except AWAY as fault:
            LOG.warning("update_waits", row=row.id, error=type(fault).__name__)
            await asyncio.sleep(AGAIN_SECONDS)
        finally:
            del self._busy[chat]

    async def _do(self, row: Inbox) -> None:
        attempt = await asyncio.to_thread(inbox.begin, self._database, row.id or 0)
        if attempt > DEATHS:
            await self._quarantine(row, "unfinished")
            return
        try:
            await self._handle(json.loads(row.raw))
        except AWAY:
            raise
        except Unreadable:
            await self._quarantine(row, "unreadable")
        except Exception as fault:
            LOG.exception("update_failed", row=row.id, attempt=attempt)
            # Neither a restart nor a database that is away speaks against the update.
            if await asyncio.to_thread(inbox.fail, self._database, row.id or 0) >= MOST_FAULTS:
                await self._quarantine(row, type(fault).__name__)
        else:
            await asyncio.to_thread(inbox.finish, self._database, row.id or 0, self._clock())

    async def _quarantine(self, row: Inbox, fault: str) -> None:
        await asyncio.to_thread(
            inbox.quarantine, self._database, row.id or 0, self._clock(), fault=fault
        )
