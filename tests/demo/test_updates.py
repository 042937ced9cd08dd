"""Updates wait in order until the bot has them, and reach one reader only."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import Conflict

from bot.demo.botapi import Phone, Telegram, server
from tests.demo.conftest import Call, Clock

HOOK = "http://bot/hook"


async def test_updates_come_in_order_and_again_until_confirmed(bot: Bot, selam: Phone) -> None:
    for text in ("1", "2", "3"):
        selam.send(text)
    first = await bot.get_updates(limit=2)
    assert [update.message.text for update in first if update.message] == ["1", "2"]
    assert await bot.get_updates(limit=2) == first
    (last,) = await bot.get_updates(offset=first[-1].update_id + 1)
    assert last.update_id == first[-1].update_id + 1


async def test_a_negative_offset_keeps_the_newest(bot: Bot, selam: Phone) -> None:
    for text in ("1", "2", "3"):
        selam.send(text)
    (newest,) = await bot.get_updates(offset=-1)
    assert newest.message
    assert newest.message.text == "3"
    assert len(await bot.get_updates()) == 1


async def test_a_held_poll_wakes_when_something_comes(bot: Bot, selam: Phone) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.01)
    assert not poll.done()
    selam.send("hej")
    assert len(await asyncio.wait_for(poll, 1)) == 1


async def test_a_second_poll_ends_the_first_with_conflict(bot: Bot, selam: Phone) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(bot.get_updates(timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    selam.send("hej")
    assert len(await second) == 1


async def test_a_webhook_ends_a_poll_and_refuses_the_next(bot: Bot, telegram: Telegram) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.01)
    await bot.set_webhook(HOOK)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    assert await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_closing_lets_a_held_poll_answer(call: Call, telegram: Telegram) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=50))
    await asyncio.sleep(0.01)
    telegram.close()
    assert await asyncio.wait_for(poll, 1) == (200, {"ok": True, "result": []})


async def test_only_kinds_the_bot_wants_are_kept(bot: Bot, selam: Phone) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    selam.send("hej")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    selam.send("hej igen")
    assert len(await bot.get_updates()) == 1


async def test_an_update_lives_a_day_and_a_tap_150_seconds(
    bot: Bot, selam: Phone, telegram: Telegram, clock: Clock
) -> None:
    selam.send("hej")
    await bot.send_message(
        1001,
        "?",
        reply_markup=json.dumps(  # type: ignore[arg-type]  # as sent
            {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
        ),
    )
    selam.tap("Ja")
    clock.forward(seconds=151)
    assert [update.kind for update in telegram.updates.pending] == ["message"]
    clock.forward(hours=24)
    assert telegram.updates.pending == []


async def test_ticks_tell_what_the_bot_has_read(
    call: Call, selam: Phone, telegram: Telegram
) -> None:
    first, second = selam.send("1"), selam.send("2")
    assert telegram.unread() == {first.message_id, second.message_id}
    await call("getUpdates", offset=telegram.updates.pending[1].update_id)
    assert telegram.unread() == {second.message_id}


class Listener:
    """A bot's own address, which answers what it is told to."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str | None]] = []
        self.answers: list[int] = []
        self.app = Starlette(routes=[Route("/hook", self.hear, methods=["POST"])])

    async def hear(self, request: Request) -> Response:
        text = (await request.json())["message"]["text"]
        self.heard.append((text, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return Response(status_code=self.answers.pop(0) if self.answers else 200)

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.heard]


Hooked = Callable[..., Awaitable[Telegram]]


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def hooked(listener: Listener, clock: Clock) -> Hooked:
    """Set the webhook of a server whose bot is the listener."""
    telegram = Telegram(now=clock.now, transport=httpx.ASGITransport(listener.app))
    telegram.webhook.retry_seconds = 0.01
    transport = httpx.ASGITransport(server.create(telegram))

    async def hook(**params: object) -> Telegram:
        async with httpx.AsyncClient(transport=transport) as client:
            url = f"http://telegram/bot{telegram.token}/setWebhook"
            await client.post(url, json={"url": HOOK} | params)
        return telegram

    return hook


async def until(done: Callable[[], bool]) -> None:
    async with asyncio.timeout(2):
        while not done():  # noqa: ASYNC110  # nothing rings when a queue is empty
            await asyncio.sleep(0.002)


async def test_a_webhook_gets_updates_with_the_secret(hooked: Hooked, listener: Listener) -> None:
    telegram = await hooked(secret_token="abc")
    telegram.phone(user_id=1, first_name="Selam").send("hej")
    await until(lambda: telegram.updates.pending == [])
    assert listener.heard == [("hej", "abc")]
    telegram.close()


async def test_a_refused_update_comes_again_and_holds_up_its_chat_only(
    hooked: Hooked, listener: Listener
) -> None:
    telegram = await hooked()
    listener.answers = [500]
    selam = telegram.phone(user_id=1, first_name="Selam")
    amal = telegram.phone(user_id=2, first_name="Amal")
    selam.send("1")
    selam.send("2")
    amal.send("3")
    await until(lambda: telegram.updates.pending == [])
    assert listener.texts[0] == "1"
    assert [text for text in listener.texts if text != "3"] == ["1", "1", "2"]
    assert telegram.webhook.last_error
    assert telegram.webhook.last_error[1].startswith("Wrong response from the webhook: 500")
    telegram.close()


async def test_the_webhook_info_tells_how_it_goes(
    bot: Bot, selam: Phone, telegram: Telegram
) -> None:
    await bot.set_webhook(HOOK, allowed_updates=["message"], max_connections=7)
    telegram.webhook.stop()
    selam.send("hej")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (HOOK, 1, 7)
    assert info.allowed_updates == ("message",)
    await bot.set_webhook("", drop_pending_updates=True)
    assert (await bot.get_webhook_info()).pending_update_count == 0
