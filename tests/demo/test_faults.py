"""Faults on request look to the bot as they would from Telegram."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from bot.demo.botapi import Fault, Phone, Telegram, loopback

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]

BREAKS = httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError
BROKEN = [Fault.BEFORE_READING, Fault.AFTER_READING, Fault.AFTER_ACTING]
DELIVERED = {Fault.AFTER_ACTING, Fault.NO_RESULT, Fault.HTML, Fault.SLOW}


@pytest.fixture
async def far(telegram: Telegram, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """A bot at the other end of a real connection, with little patience."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the library warns of its own habit
    async with loopback.serving(telegram) as url:
        request = HTTPXRequest(read_timeout=0.1, httpx_kwargs={"trust_env": False})
        made = Bot(telegram.token, base_url=f"{url}/bot", request=request)
        async with made:
            yield made


@pytest.mark.parametrize("fault", list(Fault))
async def test_each_fault_over_a_real_connection(
    far: Bot, telegram: Telegram, selam: Phone, fault: Fault
) -> None:
    telegram.faults.add("sendMessage", fault, seconds=0.3)
    with pytest.raises(EXPECTED[fault]) as problem:
        await far.send_message(1001, "hej")
    assert isinstance(problem.value.__cause__, BREAKS) == (fault in BROKEN)
    assert ("hej" in [message.text for message in selam.messages]) == (fault in DELIVERED)
    (call,) = telegram.called("sendMessage")
    assert (call.fault, call.outcome) == (fault, "ok" if fault in DELIVERED else "not done")
    await far.send_message(1001, "igen")
    assert selam.last.text == "igen"


EXPECTED: dict[Fault, type[Exception]] = {
    Fault.BEFORE_READING: NetworkError,
    Fault.AFTER_READING: NetworkError,
    Fault.AFTER_ACTING: NetworkError,
    Fault.SERVER_ERROR: NetworkError,
    Fault.BAD_GATEWAY: NetworkError,
    Fault.FLOOD: RetryAfter,
    Fault.NO_RESULT: KeyError,
    Fault.HTML: TelegramError,
    Fault.SLOW: TimedOut,
}


@pytest.mark.parametrize("fault", BROKEN)
async def test_without_a_socket_the_nearest_error_is_raised(
    bot: Bot, telegram: Telegram, selam: Phone, fault: Fault
) -> None:
    telegram.faults.add("sendMessage", fault)
    with pytest.raises(NetworkError):
        await bot.send_message(1001, "hej")
    assert len(telegram.called("sendMessage")) == 1


async def test_faults_are_counted_chosen_by_chance_and_cleared(
    bot: Bot, telegram: Telegram, selam: Phone
) -> None:
    telegram.faults.add("*", Fault.SERVER_ERROR, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.get_me()
    await bot.get_me()
    telegram.faults.add("getMe", Fault.SERVER_ERROR, times=None, probability=0.5)
    outcomes = [telegram.faults.take("getMe") for _ in range(100)]
    assert 30 < sum(plan is None for plan in outcomes) < 70
    telegram.faults.clear()
    await bot.get_me()


async def test_a_held_poll_does_not_keep_the_server_from_stopping(telegram: Telegram) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        async with loopback.serving(telegram) as url:
            address = f"{url}/bot{telegram.token}/getUpdates"
            poll = asyncio.create_task(client.get(address, params={"timeout": 50}))
            await asyncio.sleep(0.1)
            began = time.monotonic()
        assert time.monotonic() - began < 2
        assert (await poll).json() == {"ok": True, "result": []}


async def test_a_server_can_be_started_again_with_everything_it_knew(
    telegram: Telegram, selam: Phone
) -> None:
    for text in ("1", "2"):
        async with loopback.serving(telegram) as url, httpx.AsyncClient(trust_env=False) as client:
            params = {"chat_id": 1001, "text": text}
            await client.post(f"{url}/bot{telegram.token}/sendMessage", json=params)
    assert [message.text for message in selam.messages] == ["/start", "1", "2"]
