"""The one active worker: in, out, and the ticks."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot import scheduler
from bot.actions.turns import Desk
from bot.chat import application, profile
from bot.delivery import election
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.fetching import Fetcher
from bot.delivery.files import TelegramFiles
from bot.delivery.mail import Mailer
from bot.delivery.pacing import Gate
from bot.delivery.telegram import TelegramSender
from bot.intake.polling import KINDS, Poller
from bot.intake.processor import Processor, Unreadable
from bot.wiring.installation import Installation
from bot.wiring.mail import mail_server
from bot.wiring.telegram import (
    AGAIN_SECONDS,
    NO_ANSWER,
    make_bot,
    make_transport,
    unknown_token,
)
from storage.lock import worker_lock

INTRODUCTION_AFTER_SECONDS = 2.0
THREADS = 64
LOG = structlog.get_logger()


class Worker:
    """The parts of one worker, put together; nothing runs and nothing is asked yet."""

    def __init__(
        self,
        home: Installation,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        gate: Gate | None = None,
    ) -> None:
        settings, database, clock, bot_id = home.settings, home.database, home.clock, home.bot_id
        self.home = home
        self.gate = gate = gate or Gate()
        self._transport = transport = transport or make_transport()
        self.bot = make_bot(settings, gate, transport)
        self.application = Application.builder().bot(self.bot).updater(None).build()
        desk = Desk(
            database,
            bot_id,
            settings.secret,
            clock,
            settings.updates_a_minute,
            settings.console_url,
        )
        application.build(self.application, desk)
        sender = TelegramSender(self.bot, gate)
        self.dispatcher = Dispatcher(database, bot_id, sender, gate, clock)
        self.fetcher = Fetcher(database, bot_id, TelegramFiles(self.bot), clock)
        self.mailer = Mailer(
            database, bot_id, mail_server(settings), clock, console_url=settings.console_url
        )
        self.processor = Processor(database, bot_id, self._handle, clock)
        client = httpx.AsyncClient(transport=transport)
        self.poller = Poller(database, bot_id, client, self.bot.base_url, clock)

    async def work(self) -> None:
        """Serve until cancelled; then finish what was begun."""
        async with self.open():
            ticks = scheduler.build(self.home.database, self.home.clock)
            ticks.start()
            jobs = [
                self.dispatcher.run(),
                self.processor.run(),
                self.fetcher.run(),
                self.mailer.run(),
                self._introduce_later(),
            ]
            if not self.home.settings.uses_webhook:
                jobs.append(self.poller.run())
            try:
                await asyncio.gather(*jobs)
            finally:
                ticks.shutdown(wait=False)
                await self.processor.stop()
                await self.fetcher.stop()
                await self.mailer.stop()
                await self.dispatcher.stop()

    async def _introduce_later(self) -> None:
        """Leave the first places at the gate to those who have waited for a worker."""
        await asyncio.sleep(INTRODUCTION_AFTER_SECONDS)
        await profile.introduce(self.bot, self.gate)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Introduce the bot to Telegram, however long that takes, and take leave at the end."""
        try:
            while not await self._introduced():  # noqa: ASYNC110  # Telegram rings no bell
                await asyncio.sleep(AGAIN_SECONDS)
            yield
        finally:
            with suppress(TelegramError):
                await self.application.shutdown()
            await self._transport.aclose()  # a bot that was never introduced closes nothing

    async def _introduced(self) -> bool:
        try:
            await self.application.initialize()
            await self._choose_intake()
        except InvalidToken:
            raise unknown_token(self.home.settings) from None
        except NO_ANSWER as error:
            LOG.warning("telegram_away", error=type(error).__name__)
            return False
        return True

    async def _choose_intake(self) -> None:
        settings = self.home.settings
        secret = settings.telegram_webhook_secret
        if settings.telegram_webhook_url is None or secret is None:
            await self.bot.delete_webhook()
            return
        await self.bot.set_webhook(
            settings.telegram_webhook_url,
            secret_token=secret.get_secret_value(),
            allowed_updates=KINDS,
        )

    async def _handle(self, raw: dict[str, Any]) -> None:
        await application.process(self.application, self._parsed(raw))

    def _parsed(self, raw: dict[str, Any]) -> Update:
        try:
            return Update.de_json(raw, self.bot)
        except Exception as error:  # it raises all kinds of them
            raise Unreadable from error


def make_room() -> None:
    """Let nobody wait for a thread because others wait in theirs for who edits.

    asyncio has four more than there are cores, for the chat, what is delivered, the ticks, the
    election and the looking up of Telegram's address.
    """
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))


async def work_when_elected(home: Installation) -> None:
    """Stand by until this process is the one active worker, then serve."""
    make_room()

    async def work() -> None:
        await Worker(home).work()

    await election.serve_when_elected(worker_lock(home.database, home.bot_id), work)
