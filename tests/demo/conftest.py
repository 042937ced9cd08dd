"""A server, a bot that is the real python-telegram-bot, and Selam's phone."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.demo.botapi import Phone, Telegram, server

JSON = {"content-type": "application/json"}
Answer = tuple[int, dict[str, object]]
Call = Callable[..., Coroutine[None, None, Answer]]


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        self.time += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Telegram:
    return Telegram(now=clock.now)


@pytest.fixture
def selam(telegram: Telegram) -> Phone:
    """Selam, who has started the bot; nothing waits for it."""
    phone = telegram.phone(user_id=1001, first_name="Selam")
    phone.start()
    telegram.updates.drop()
    return phone


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    app = server.create(telegram)

    def request() -> HTTPXRequest:
        return HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(app)})

    made = Bot(
        telegram.token,
        base_url="http://telegram/bot",
        base_file_url="http://telegram/file/bot",
        request=request(),
        get_updates_request=request(),
    )
    async with made:
        telegram.faults.clear()
        yield made


@pytest.fixture
async def call(telegram: Telegram) -> AsyncIterator[Call]:
    """Call a method with JSON, and tell the status and the answer."""
    transport = httpx.ASGITransport(server.create(telegram))
    url = f"http://telegram/bot{telegram.token}"
    async with httpx.AsyncClient(transport=transport, base_url=url) as client:

        async def ask(method: str, /, **params: object) -> Answer:
            body = json.dumps(params)  # in ASCII, so that a lone surrogate gets through
            answer = await client.post(f"/{method}", content=body, headers=JSON)
            return answer.status_code, answer.json()

        yield ask
