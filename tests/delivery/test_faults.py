"""What went wrong on the wire, and what it means: over real sockets, with the real library."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import pytest
from httpx_aiohttp import AiohttpTransport
from markupsafe import Markup
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.delivery.pacing import Gate, Turn
from bot.delivery.telegram import TelegramSender
from bot.demo.botapi import Fault, Phone, Telegram, loopback
from bot.rules.results import (
    Ambiguous,
    Delivered,
    NotSent,
    Rejected,
    Result,
    Unreachable,
    Wait,
)
from bot.texts.message import Button, Message, Text, Toast, Venue
from storage.vocabulary import Outcome, Priority

pytestmark = pytest.mark.enable_socket

HELLO = Text(Markup("Hello"))
SELAM = 7


@dataclass
class Wire:
    """A sender on a real connection to a Bot API server, and Selam's phone at its other end."""

    sender: TelegramSender
    gate: Gate
    telegram: Telegram
    phone: Phone

    async def send(self, message: Message = HELLO, *, to: int = SELAM) -> Result:
        async with self.gate.turn(Priority.ANSWER, None) as turn:
            return await self.sender.send(to, message, turn)

    @property
    def arrived(self) -> list[str]:
        return [message.text for message in self.phone.messages if message.from_bot]


@asynccontextmanager
async def connected(
    address: str, telegram: Telegram, *, connections: int = 10, pool_timeout: float = 5
) -> AsyncIterator[Wire]:
    transport = AiohttpTransport(limits=httpx.Limits(max_connections=connections))
    gate = Gate()
    request = HTTPXRequest(
        connect_timeout=2,
        pool_timeout=pool_timeout,
        read_timeout=0.5,
        write_timeout=2,
        httpx_kwargs={"transport": transport},
    )
    bot: ExtBot[Turn] = ExtBot(
        telegram.token,
        base_url=f"{address}/bot",
        request=request,
        get_updates_request=HTTPXRequest(httpx_kwargs={"transport": transport}),
        rate_limiter=gate,
    )
    await bot.initialize()
    try:
        phone = telegram.phone(user_id=SELAM, first_name="Selam")
        phone.start()
        yield Wire(TelegramSender(bot, gate), gate, telegram, phone)
    finally:
        await bot.shutdown()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    telegram = Telegram()
    async with loopback.serving(telegram) as address, connected(address, telegram) as wire:
        yield wire


@pytest.mark.parametrize(
    ("fault", "result", "copies"),
    [
        (Fault.BEFORE_READING, Ambiguous(), 0),
        (Fault.AFTER_READING, Ambiguous(), 0),
        (Fault.AFTER_ACTING, Ambiguous(), 1),
        (Fault.SERVER_ERROR, Ambiguous(), 0),
        (Fault.BAD_GATEWAY, Ambiguous(), 0),
        (Fault.NO_RESULT, Ambiguous(), 1),
        (Fault.HTML, Ambiguous(), 1),
        (Fault.SLOW, Ambiguous(), 1),
        (Fault.FLOOD, Wait(3), 0),
    ],
)
async def test_a_fault_means_what_it_means(
    wire: Wire, fault: Fault, result: Result, copies: int
) -> None:
    wire.telegram.faults.add("sendMessage", fault, seconds=3)
    assert await wire.send() == result
    assert len(wire.arrived) == copies


@pytest.mark.parametrize(
    "fault", [Fault.BEFORE_READING, Fault.AFTER_ACTING, Fault.BAD_GATEWAY, Fault.HTML]
)
async def test_after_a_fault_all_is_as_before(wire: Wire, fault: Fault) -> None:
    wire.telegram.faults.add("sendMessage", fault, times=3)
    for _ in range(3):
        await wire.send()
    assert isinstance(await wire.send(), Delivered)


async def test_what_arrives_is_delivered_with_its_number(wire: Wire) -> None:
    assert await wire.send() == Delivered(wire.phone.last.message_id)
    assert wire.arrived == ["Hello"]


async def test_after_a_flood_the_gate_stays_shut(wire: Wire) -> None:
    wire.telegram.faults.add("sendMessage", Fault.FLOOD, seconds=60)
    assert await wire.send() == Wait(60)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await wire.send()


async def test_a_server_that_went_away_has_nothing() -> None:
    telegram = Telegram()
    async with loopback.serving(telegram) as address:
        pass
    async with loopback.serving(telegram) as living, connected(living, telegram) as wire:
        wire.sender._bot._base_url = f"{address}/bot{telegram.token}"
        assert await wire.send() == NotSent()
    assert wire.arrived == []


async def test_who_gets_no_connection_has_sent_nothing() -> None:
    telegram = Telegram()
    async with (
        loopback.serving(telegram) as address,
        connected(address, telegram, connections=1, pool_timeout=0.1) as wire,
    ):
        telegram.faults.add("sendMessage", Fault.SLOW, seconds=0.4)
        first, second = await asyncio.gather(wire.send(), wire.send())
        assert {type(first), type(second)} == {Delivered, NotSent}
        assert len(wire.arrived) == 1


async def test_who_blocked_the_bot_cannot_be_reached(wire: Wire) -> None:
    wire.phone.block()
    assert await wire.send() == Unreachable(Outcome.BLOCKED)


async def test_who_never_wrote_is_not_there(wire: Wire) -> None:
    assert await wire.send(to=999) == Unreachable(Outcome.CHAT_GONE)


@pytest.mark.parametrize(
    "html", ["<b>open", "<blink>old</blink>", "", "x" * 4097, "a < b", "&nbsp &bogus; <i></b>"]
)
async def test_what_telegram_will_never_take_is_rejected(wire: Wire, html: str) -> None:
    assert await wire.send(Text(Markup(html))) == Rejected()  # noqa: S704  # wrong on purpose


async def test_a_token_that_telegram_does_not_know_is_no_reason_to_lose_a_message(
    wire: Wire,
) -> None:
    wire.telegram.token = "1:another"
    assert await wire.send() == NotSent()


async def test_an_edit_that_changes_nothing_has_arrived(wire: Wire) -> None:
    await wire.send()
    number = wire.phone.last.message_id
    assert await wire.send(Text(Markup("Hello"), edits=number)) == Delivered(number)
    assert await wire.send(Text(Markup("Changed"), edits=number)) == Delivered(number)
    assert wire.arrived == ["Changed"]


async def test_an_edit_of_what_is_not_there_is_rejected(wire: Wire) -> None:
    assert await wire.send(Text(Markup("Hello"), edits=999)) == Rejected()


async def test_a_menu_comes_and_goes(wire: Wire) -> None:
    await wire.send(Text(Markup("Here"), menu=(("One", "Two"), ("Three",))))
    assert wire.phone.keyboard == [["One", "Two"], ["Three"]]
    await wire.send(Text(Markup("As it was")))
    assert wire.phone.keyboard == [["One", "Two"], ["Three"]]
    await wire.send(Text(Markup("Gone"), menu=()))
    assert wire.phone.keyboard is None


async def test_a_tap_is_answered_once(wire: Wire) -> None:
    await wire.send(Text(Markup("Coming?"), buttons=((Button("Yes", "yes:1"),),)))
    tap = wire.phone.tap("Yes")
    assert await wire.send(Toast(tap, "Noted")) == Delivered()
    assert wire.phone.toast == "Noted"
    assert await wire.send(Toast(tap)) == Rejected()


async def test_a_place_is_shown_on_the_map(wire: Wire) -> None:
    venue = Venue(56.46, 10.04, "Jobcenter", "Laksetorvet 1")
    assert await wire.send(venue) == Delivered(wire.phone.last.message_id)


async def test_who_is_interrupted_hears_of_it(wire: Wire) -> None:
    """The dispatcher settles what was being sent; the sender must not swallow the interruption."""
    wire.telegram.faults.add("sendMessage", Fault.SLOW, seconds=0.3)
    sending = asyncio.ensure_future(wire.send())
    await asyncio.sleep(0.1)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
