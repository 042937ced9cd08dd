"""What waits for the bot: updates in order, kept until the bot has confirmed them.

Source: https://core.telegram.org/bots/api#getting-updates
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.demo.botapi import errors
from bot.demo.botapi.bell import Bell

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_ID = 500_000_001
LIFETIMES = {"callback_query": timedelta(seconds=150)}
LIFETIME = timedelta(hours=24)
OTHER_READER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True, slots=True)
class Update:
    """One update: its number, kind ("message", "callback_query" …), chat and JSON body."""

    update_id: int
    kind: str
    chat_id: int
    at: datetime
    body: dict[str, object]

    def wire(self) -> dict[str, object]:
        """Shape the update as Telegram sends it."""
        return {"update_id": self.update_id, self.kind: self.body}


class Updates:
    """The queue of one bot and its one reader; `changed` rings when the bot has read."""

    def __init__(self, now: Callable[[], datetime], changed: Bell) -> None:
        self.changed = changed
        self.bell = Bell()
        self.allowed: list[str] = []
        self.closed = False
        self._now = now
        self._next_id = FIRST_ID
        self._queue: list[Update] = []
        self._reader = 0
        self._interruption = OTHER_READER

    @property
    def pending(self) -> list[Update]:
        """Tell what still waits; a tap is worth nothing after 150 seconds, all else after a day."""
        now = self._now()
        self._queue = [
            update
            for update in self._queue
            if now - update.at < LIFETIMES.get(update.kind, LIFETIME)
        ]
        return list(self._queue)

    def put(self, kind: str, chat_id: int, body: dict[str, object]) -> None:
        """Add an update, unless the bot has asked not to hear of its kind."""
        if self.allowed and kind not in self.allowed:
            return
        self._queue.append(Update(self._next_id, kind, chat_id, self._now(), body))
        self._next_id += 1
        self.bell.ring()

    def confirm(self, update: Update) -> None:
        """Forget one update that the webhook has taken."""
        self._keep([waiting for waiting in self._queue if waiting.update_id != update.update_id])

    def confirm_below(self, offset: int) -> None:
        """Forget all updates below `offset`; a negative one keeps that many of the newest."""
        kept = (
            self._queue[offset:]
            if offset < 0
            else [u for u in self._queue if u.update_id >= offset]
        )
        self._keep(kept)

    def _keep(self, kept: list[Update]) -> None:
        if len(kept) != len(self._queue):
            self._queue = kept
            self.changed.ring()

    def drop(self) -> None:
        """Forget all updates."""
        self._keep([])

    def interrupt(self, reason: str) -> None:
        """End a poll that is held, with 409 and this reason."""
        self._reader += 1
        self._interruption = reason
        self.bell.ring()

    def close(self) -> None:
        """Let a poll that is held answer at once, and every later one too: the server stops."""
        self.closed = True
        self.bell.ring()

    async def poll(self, *, limit: int, patience: float) -> list[dict[str, object]]:
        """Tell what waits, or wait `patience` seconds for it; 409 if another reader comes."""
        self.interrupt(OTHER_READER)
        mine = self._reader
        end = asyncio.get_running_loop().time() + patience
        while True:
            seen = self.bell.strokes
            if self._reader != mine:
                raise errors.conflict(self._interruption)
            left = end - asyncio.get_running_loop().time()
            batch = self.pending[:limit]
            if batch or left <= 0 or self.closed:
                return [update.wire() for update in batch]
            await self.bell.wait(seen, left)
