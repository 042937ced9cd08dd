"""A server, a bot that is the real python-telegram-bot, and Selam's phone."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.demo import phones
from bot.demo.botapi import Phone, Telegram, server
from bot.demo.phones import Person, Stage

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


class Steps:
    """The clock of the stage, moved by one step."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def now(self) -> datetime:
        return self.clock.time

    def choices(self) -> list[tuple[str, str]]:
        return [("day", "Next day")]

    def move(self, choice: str) -> None:
        self.clock.time += {"day": timedelta(days=1)}[choice]


@pytest.fixture
def amal(telegram: Telegram) -> Phone:
    return telegram.phone(user_id=1002, first_name="Amal")


@pytest.fixture
def stage(telegram: Telegram, selam: Phone, amal: Phone, clock: Clock) -> Stage:
    people = [Person(selam, "ti", "reads Tigrinya"), Person(amal, "ar", invitation="inv-amal")]
    return Stage(telegram, people, Steps(clock), "http://127.0.0.1:9/console")


@pytest.fixture
async def web(stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    """The page without a script, below a path of a larger application."""
    app = Starlette(routes=[Mount("/demo", phones.create(stage))])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://stage/demo") as client:
        yield client
