"""Pushing updates to the bot's own address, again and again until it says 200.

Source: https://core.telegram.org/bots/api#setwebhook
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.demo.botapi.updates import Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
PATIENCE = 60.0  # seconds the bot has for its answer


class Webhook:
    """The bot's address, and the pushing to it while it is set."""

    def __init__(
        self,
        updates: Updates,
        now: Callable[[], datetime],
        transport: httpx.AsyncBaseTransport | None,
    ) -> None:
        """Start without an address; `transport` reaches a bot that listens in this process."""
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.retry_seconds = 1.0
        self.last_error: tuple[datetime, str] | None = None
        self._updates = updates
        self._now = now
        self._transport = transport
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Push to `url` from now on."""
        self.stop()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self.last_error = None
        self.resume()

    def resume(self) -> None:
        """Push, if there is an address and nobody pushes already."""
        if self.url and self._task is None:
            self._task = asyncio.create_task(self._push_for_ever())

    def unset(self) -> None:
        """Keep updates until somebody asks for them."""
        self.stop()
        self.url, self.secret, self.last_error = "", "", None

    def stop(self) -> None:
        """End the pushing, but remember the address."""
        if self._task is not None:
            # A loop that is closed already has taken the task with it.
            with contextlib.suppress(RuntimeError):
                self._task.cancel()
            self._task = None

    async def push(self) -> bool:
        """Push everything that waits, chat by chat in order; tell whether all of it was taken."""
        chats: dict[int, list[Update]] = defaultdict(list)
        for update in self._updates.pending:
            chats[update.chat_id].append(update)
        limit = asyncio.Semaphore(self.max_connections)
        async with httpx.AsyncClient(
            transport=self._transport, timeout=PATIENCE, trust_env=False
        ) as client:
            taken = await asyncio.gather(
                *(self._push_chat(client, limit, waiting) for waiting in chats.values())
            )
        return all(taken)

    async def _push_chat(
        self, client: httpx.AsyncClient, limit: asyncio.Semaphore, waiting: list[Update]
    ) -> bool:
        """Push one chat's updates; the first that is not taken holds up the rest of its chat."""
        async with limit:
            for update in waiting:
                problem = await self._post(client, update)
                if problem:
                    self.last_error = (self._now(), problem)
                    return False
                self._updates.confirm(update)
        return True

    async def _post(self, client: httpx.AsyncClient, update: Update) -> str:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            answer = await client.post(self.url, json=update.wire(), headers=headers)
        except httpx.ConnectError:
            return "Connection refused"
        except httpx.TimeoutException:
            return "Connection timed out"
        except httpx.HTTPError:
            return "Connection reset by peer"
        if answer.is_success:
            return ""
        return f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"

    async def _push_for_ever(self) -> None:
        while True:
            seen = self._updates.bell.strokes
            if await self.push():
                await self._updates.bell.wait(seen)
            else:
                await asyncio.sleep(self.retry_seconds)
