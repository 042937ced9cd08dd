"""Telegram, the bot and the console in one process, under a clock that stands until it is moved.

The wire is faked and nothing else: the real python-telegram-bot speaks to the demo's Bot API
server through httpx's ASGI transport.
"""

import asyncio
from datetime import datetime
from typing import Self

import httpx
from pydantic import SecretStr
from sqlmodel import col, func, select

from bot import scheduler
from bot.clock import MovableClock
from bot.delivery.pacing import Gate
from bot.demo.botapi import Phone, Telegram, server
from bot.settings import Settings
from bot.wiring.installation import Installation
from bot.wiring.worker import Worker
from storage.database import Database
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.vocabulary import OPEN_STATES, InboxState

SECRET = "a secret key of the tests, long enough to be one"


class Instant:
    """Seconds that pass without being waited for, until somebody lets them stand still."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._until = float("inf")
        self.stands = asyncio.Event()
        self._goes_on = asyncio.Event()

    def now(self) -> float:
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        if self._seconds >= self._until:
            self.stands.set()
            await self._goes_on.wait()
        self._seconds += seconds
        await asyncio.sleep(0)

    def stand_after(self, seconds: float) -> None:
        """Stand still so many seconds from now."""
        self._until = self._seconds + seconds

    def go_on(self) -> None:
        self._until = float("inf")
        self._goes_on.set()


class World:
    """One installation with its Telegram; `restart` is a new process as far as memory goes."""

    def __init__(
        self, database: Database, now: datetime, *, updates_a_minute: int = 10_000
    ) -> None:
        """Stand still at `now`: a minute lasts for ever there, so by default much is allowed."""
        self.clock = MovableClock(now, running=False)
        self.telegram = Telegram(now=self.clock)
        settings = Settings(
            telegram_bot_token=SecretStr(self.telegram.token),
            telegram_api_url="http://telegram.test",
            database_url="sqlite://",
            console_url="http://console.test/console",
            secret_key=SecretStr(SECRET),
            updates_a_minute=updates_a_minute,
        )
        self.home = Installation(settings, database, self.clock)
        self.worker: Worker
        self.seconds: Instant

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._close()

    async def restart(self) -> None:
        """Lose everything that is only in memory."""
        await self._close()
        await self._open()

    async def _close(self) -> None:
        """End it; nothing that anybody did may have been put aside as a fault of ours."""
        await self._opened.__aexit__(None, None, None)
        with self.home.database.reading() as db:
            put_aside = select(Inbox.fault).where(Inbox.state == InboxState.QUARANTINED)
            faults = db.exec(put_aside).all()
        assert not faults, faults

    async def _open(self) -> None:
        self.seconds = Instant()
        transport = httpx.ASGITransport(server.create(self.telegram))
        gate = Gate(self.seconds.now, self.seconds.sleep)
        self.worker = Worker(self.home, transport=transport, gate=gate)
        self._opened = self.worker.open()
        await self._opened.__aenter__()

    async def settle(self) -> None:
        """Let everything happen that is to happen at this moment."""
        while await self._round():
            pass

    async def _round(self) -> int:
        return (
            await self.worker.poller.step()
            + await self.worker.processor.drain()
            + await self.worker.fetcher.drain()
            + await self.worker.mailer.drain()
            + await self.worker.dispatcher.drain()
        )

    async def at(self, moment: datetime) -> None:
        """Let time pass until `moment`, stopping wherever something is due."""
        self._plan()
        while self.clock() < moment:
            self.clock.move_to(self._next_due(moment))
            await self.settle()
        self._plan()
        await self.settle()

    def _plan(self) -> None:
        for planner in scheduler.PLANNERS:
            planner(self.home.database, self.clock())

    def _next_due(self, latest: datetime) -> datetime:
        with self.home.database.reading() as db:
            due: datetime | None = db.exec(
                select(func.min(Outbox.due_at)).where(
                    col(Outbox.state).in_(OPEN_STATES), Outbox.due_at > self.clock()
                )
            ).one()
        return latest if due is None else min(due, latest)

    def phone(self, user_id: int, name: str) -> Phone:
        return self.telegram.phone(user_id=user_id, first_name=name)
