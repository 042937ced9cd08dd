"""Real processes that serve: how they start when Telegram is away or strange, and how they end."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.demo.botapi import Telegram
from bot.demo.botapi.loopback import serving
from tests.support.operator import Operator, Service, free_port

FEW_SECONDS = 10
"""It takes less than one, unless this machine has more to do."""

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def operator(tmp_path: Path, telegram: Telegram) -> Operator:
    return Operator(
        tmp_path, f"http://127.0.0.1:{free_port()}", token=telegram.token, port=free_port()
    )


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110  # another process rings no bell
            await asyncio.sleep(0.05)


async def logged(service: Service, event: str, *, times: int = 1) -> None:
    """Wait until the service has logged an event so often; fails when it ends before."""
    await until(lambda: service.process.poll() is not None or service.log.count(event) >= times)
    assert service.process.poll() is None, service.log


async def test_a_service_waits_for_a_telegram_that_is_away_and_then_serves(
    operator: Operator, telegram: Telegram
) -> None:
    with operator.serving("run") as service:
        await logged(service, "telegram_away", times=2)
        async with serving(telegram, port=operator.telegram_port):
            phone = telegram.phone(user_id=4004, first_name="Nobody")
            phone.send("hello")
            await until(lambda: any(message.from_bot for message in phone.screen))
            async with httpx.AsyncClient() as browser:
                assert (await browser.get(f"{operator.address}/")).is_redirect
            end = await asyncio.to_thread(service.stop)
    assert end.code == 0, end.log
    assert telegram.token not in end.log


async def test_a_service_that_still_waits_stops_when_it_is_told_to(operator: Operator) -> None:
    with operator.serving("run") as service:
        await logged(service, "telegram_away")
        end = await asyncio.to_thread(service.stop)
    assert end.code == 0, end.log
    assert end.seconds < FEW_SECONDS


@pytest.mark.parametrize("command", ["web", "worker"])
async def test_a_wrong_token_gets_one_sentence(
    operator: Operator, telegram: Telegram, migrated_file: Path, command: str
) -> None:
    operator.token = "7000000003:not-the-token-of-this-bot"
    shutil.copy(migrated_file, operator.database)
    async with serving(telegram, port=operator.telegram_port):
        with operator.serving(command) as service:
            code = await asyncio.to_thread(service.process.wait, 60)
    told = [line for line in service.log.splitlines() if "worker_active" not in line]
    assert told == [f"{operator.telegram} does not know TELEGRAM_BOT_TOKEN."]
    assert code == 1


async def test_an_address_where_no_bot_api_is_served_is_not_taken_for_one(
    operator: Operator, telegram: Telegram
) -> None:
    async def greet(request: Request) -> JSONResponse:
        return JSONResponse({"hello": "world"})

    anything = Starlette(routes=[Route("/{path:path}", greet, methods=["GET", "POST"])])
    async with serving(telegram, port=operator.telegram_port, app=anything):
        with operator.serving("run") as service:
            await logged(service, "telegram_away")
            end = await asyncio.to_thread(service.stop)
    assert end.code == 0, end.log
    assert "exception" not in end.log
