"""Polling: kept before Telegram is told that we have it, whatever comes over the wire."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.demo.botapi import Fault, Telegram, loopback, server
from bot.intake import polling
from bot.intake.polling import Poller
from bot.wiring.telegram import make_transport
from storage.database import Database
from storage.vocabulary import InboxState
from tests.intake.updates import BOT, NOW, clock, stored

SELAM = 7


def poller(database: Database, telegram: Telegram) -> Poller:
    http = httpx.AsyncClient(transport=httpx.ASGITransport(server.create(telegram)))
    return Poller(database, BOT, http, f"http://telegram/bot{telegram.token}", clock)


async def test_what_people_write_is_kept_and_then_confirmed(database: Database) -> None:
    telegram = Telegram()
    selam = telegram.phone(user_id=SELAM, first_name="Selam")
    selam.start()
    selam.send("ሰላም")
    reader = poller(database, telegram)
    assert await reader.step() == 2
    assert len(telegram.updates.pending) == 2, "not confirmed before they are kept"
    assert await reader.step() == 0
    assert telegram.updates.pending == []
    first, second = stored(database)
    assert (first.chat_key, first.state) == (SELAM, InboxState.RECEIVED)
    assert json.loads(second.raw)["message"]["text"] == "ሰላም"


async def test_when_a_tap_was_sent_is_not_known_of_what_waited_while_we_were_away(
    sqlite: Database,
) -> None:
    telegram = Telegram()
    phone = telegram.phone(user_id=SELAM, first_name="Selam")
    reader = poller(sqlite, telegram)

    async def tap() -> datetime | None:
        telegram.updates.put("callback_query", SELAM, {"id": "1", "from": {"id": SELAM}})
        await reader.step()
        return stored(sqlite)[-1].sent_at

    phone.start()
    assert await tap() is None, "the first that comes at all"
    assert await tap() == NOW
    telegram.faults.add("getUpdates", Fault.BAD_GATEWAY)
    with pytest.raises(httpx.HTTPError):
        await reader.step()
    assert await tap() is None
    assert await tap() == NOW


async def test_what_was_not_confirmed_comes_again_and_is_kept_once(database: Database) -> None:
    telegram = Telegram()
    telegram.phone(user_id=SELAM, first_name="Selam").start()
    assert await poller(database, telegram).step() == 1
    assert await poller(database, telegram).step() == 1
    assert len(stored(database)) == 1


async def test_what_the_library_cannot_read_is_kept_and_holds_up_nobody(
    sqlite: Database,
) -> None:
    strange: list[object] = [
        {"update_id": 1, "message": {"chat": "nobody", "date": "yesterday"}},
        {"update_id": 2, "message": None, "callback_query": []},
        {"update_id": 3, "message": {"text": "\ud83d"}},
        {"update_id": 4, "something_new": {"of": ["the", "future", None, 1e400]}},
        {"update_id": 2**70},
        {"no number": True},
        "not even an update",
        None,
        {"update_id": 5, "message": {"chat": {"id": SELAM}, "text": "hello"}},
    ]
    reader = _answered_by(sqlite, {"ok": True, "result": strange})
    assert await reader.step() == 6
    kept = [row.update_id for row in stored(sqlite)]
    assert kept == [None, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "answer",
    [{}, [], None, {"ok": True}, {"ok": True, "result": None}, {"ok": True, "result": {"a": 1}}],
)
async def test_an_answer_that_is_none_is_a_pause_and_no_end(
    sqlite: Database, answer: object
) -> None:
    with pytest.raises(ValueError, match="without a result"):
        await _answered_by(sqlite, answer).step()


def _answered_by(database: Database, answer: object) -> Poller:
    async def always(_request: Request) -> JSONResponse:
        response = JSONResponse(None)
        response.body = json.dumps(answer).encode()
        response.headers["content-length"] = str(len(response.body))
        return response

    app = Starlette(routes=[Route("/bot/getUpdates", always, methods=["POST"])])
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app))
    return Poller(database, BOT, http, "http://telegram/bot", clock)


@asynccontextmanager
async def running(database: Database, telegram: Telegram, address: str) -> AsyncIterator[None]:
    """Poll as the worker does, over real sockets."""
    async with httpx.AsyncClient(transport=make_transport()) as http:
        reader = Poller(database, BOT, http, f"{address}/bot{telegram.token}", clock)
        task = asyncio.ensure_future(reader.run())
        try:
            yield
            assert not task.done()
        finally:
            task.cancel()
            await asyncio.wait({task})


async def soon(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110  # nobody rings a bell for a test
            await asyncio.sleep(0.01)


@pytest.mark.enable_socket
@pytest.mark.faults
async def test_no_fault_of_the_wire_ends_the_polling(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "AGAIN_SECONDS", 0.01)
    telegram = Telegram()
    phone = telegram.phone(user_id=SELAM, first_name="Selam")
    for fault in Fault:
        telegram.faults.add("getUpdates", fault, seconds=0.1)
    async with loopback.serving(telegram) as address, running(sqlite, telegram, address):
        for number in range(len(Fault) + 1):
            phone.send(f"message {number}")
            await asyncio.sleep(0.02)
        await soon(lambda: len(stored(sqlite)) == len(Fault) + 1)
        assert telegram.faults.plans == []


@pytest.mark.enable_socket
@pytest.mark.faults
async def test_a_telegram_that_was_away_is_found_again(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "AGAIN_SECONDS", 0.01)
    telegram = Telegram()
    phone = telegram.phone(user_id=SELAM, first_name="Selam")
    async with loopback.serving(telegram) as address:
        port = int(address.rpartition(":")[2])
    async with running(sqlite, telegram, address):
        phone.send("are you there?")
        await asyncio.sleep(0.05)
        assert stored(sqlite) == []
        async with loopback.serving(telegram, port=port):
            await soon(lambda: len(stored(sqlite)) == 1)
