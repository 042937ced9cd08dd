"""From the store to the mail server: the daily lists that go by e-mail."""

import asyncio
from functools import partial

import structlog

from bot.actions import mailing
from bot.clock import Clock
from bot.delivery import compose, letters
from bot.delivery.consumer import RowConsumer
from bot.delivery.smtp import MailServer
from storage.database import AWAY, Database

LOG = structlog.get_logger()


class Mailer(RowConsumer):
    """The one active worker's way to the staff's mailboxes; without a server it does nothing."""

    idle_seconds = 2.0
    places = 2

    def __init__(
        self,
        database: Database,
        bot: str,
        server: MailServer | None,
        clock: Clock,
        *,
        console_url: str,
    ) -> None:
        """Send what the staff of the municipalities of `bot` get; links lead to `console_url`."""
        super().__init__(database, bot, clock)
        self._server = server
        self._console_url = console_url
        self._has_taken_over = False

    async def step(self) -> int:
        """Begin to send what is due, at first what the worker before was at."""
        if self._server is None:
            return 0
        if not self._has_taken_over:
            await asyncio.to_thread(mailing.take_over, self._database, self._bot, self._clock())
            self._has_taken_over = True
        return await super().step()

    def due(self, limit: int) -> list[int]:
        return mailing.due(self._database, self._bot, self._clock(), limit=limit)

    async def do(self, number: int) -> None:
        """Bring one list further; a fault of ours stops neither the others nor the loop."""
        try:
            await self._attempt(number)
        except AWAY:
            await self._write_down(number, partial(mailing.put_back, self._database, number))
            raise
        except Exception:
            LOG.exception("letter_failed", row=number)
            aside = partial(mailing.put_aside, self._database, number, self._clock())
            await self._write_down(number, aside)

    async def _attempt(self, number: int) -> None:
        begin = partial(mailing.begin, self._database, number, compose=compose.letter)
        attempt = await asyncio.to_thread(begin, self._clock())
        if attempt is None or self._server is None:
            return
        message = letters.email(
            attempt,
            server=self._server,
            console_url=self._console_url,
            bot=self._bot,
            now=self._clock(),
        )
        result = await asyncio.to_thread(self._server.send, attempt.address, message)
        settle = partial(mailing.settle, self._database, attempt, result, self._clock())
        await self._write_down(number, settle)
