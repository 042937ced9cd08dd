"""Fetch updates and keep them before the next fetch tells Telegram that we have them."""

import asyncio
import json
from functools import partial
from typing import Any

import httpx
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.actions import inbox
from bot.clock import Clock
from storage.database import Database

LOG = structlog.get_logger()
HOLD_SECONDS = 25
ANSWER_SECONDS = 10
AGAIN_SECONDS = 2.0
EMPTY_SECONDS = 0.2
"""After nothing came: some servers do not hold a poll, and would be asked without a pause."""
FULL = 100
"""Telegram hands over at most so many at once: where so many came, more are waiting."""
KINDS = ["message", "callback_query", "my_chat_member"]
"""The kinds of updates that the chat understands."""


class Poller:
    """Long polling by the one active worker.

    The answer is taken as raw JSON: parsing it into the library's objects raises on
    updates that it does not know, and one of them would hold up all the others.
    """

    def __init__(
        self, database: Database, bot: str, client: httpx.AsyncClient, url: str, clock: Clock
    ) -> None:
        """Poll for `bot`; `url` is the Bot API's address with the token."""
        self._database = database
        self._bot = bot
        self._client = client
        self._url = url
        self._clock = clock
        self._offset: int | None = None
        self._was_away = True

    async def run(self) -> None:
        """Poll until cancelled; a fault is a pause, never an end."""
        while True:
            try:
                if not await self.step(hold=HOLD_SECONDS):
                    await asyncio.sleep(EMPTY_SECONDS)
            except (httpx.HTTPError, SQLAlchemyError, ValueError) as fault:
                answer = getattr(fault, "response", None)  # 401 and 409 are the operator's to mend
                status = answer.status_code if answer is not None else None
                LOG.warning("polling_waits", error=type(fault).__name__, status=status)
                await asyncio.sleep(AGAIN_SECONDS)

    async def step(self, *, hold: int = 0) -> int:
        """Fetch once, waiting up to `hold` seconds; return how many updates came."""
        try:
            updates = await self._fetch(hold)
        except (httpx.HTTPError, ValueError):
            self._was_away = True
            raise
        raws = [json.dumps(update).encode() for update in updates]
        keep = partial(inbox.keep, self._database, self._bot, raws, self._clock())
        await asyncio.to_thread(keep, was_away=self._was_away)
        self._was_away = self._was_away and len(updates) >= FULL
        numbers = [update["update_id"] for update in updates]
        self._offset = max(numbers, default=(self._offset or 0) - 1) + 1
        return len(updates)

    async def _fetch(self, hold: int) -> list[dict[str, Any]]:
        answer = await self._client.post(
            f"{self._url}/getUpdates",
            json={"timeout": hold, "allowed_updates": KINDS, "offset": self._offset},
            timeout=hold + ANSWER_SECONDS,
        )
        answer.raise_for_status()
        match answer.json():
            case {"result": list(updates)}:
                return [update for update in updates if _is_numbered(update)]
            case _:
                raise ValueError("Telegram answered without a result")


def _is_numbered(update: Any) -> bool:  # noqa: ANN401  # anything can be in a JSON text
    return isinstance(update, dict) and isinstance(update.get("update_id"), int)
