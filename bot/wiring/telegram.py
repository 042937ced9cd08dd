"""The bot: its way to the network, its gate, its name."""

import asyncio

import httpx
import structlog
from httpx_aiohttp import AiohttpTransport
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.delivery.pacing import Gate, Turn
from bot.settings import BadSettings, Settings

LOG = structlog.get_logger()
AGAIN_SECONDS = 2.0
"""Telegram is away: knock again after this."""

NO_ANSWER = (TelegramError, KeyError, TypeError, ValueError)
"""What the library raises when nobody answers, or somebody who is no Bot API server."""

CONNECTIONS = httpx.Limits(
    max_connections=100,
    max_keepalive_connections=50,
    # Servers close idle connections; one that closes as we use it would leave us in doubt.
    keepalive_expiry=4,
)


def make_transport() -> httpx.AsyncBaseTransport:
    """Return a way to the network; `delivery.faults` knows how to read its failures."""
    return AiohttpTransport(limits=CONNECTIONS)


def make_bot(settings: Settings, gate: Gate, transport: httpx.AsyncBaseTransport) -> ExtBot[Turn]:
    """Return the bot that speaks to the Bot API server of these settings through `gate`."""
    request = HTTPXRequest(
        connect_timeout=5,
        pool_timeout=5,
        read_timeout=20,
        write_timeout=20,
        httpx_kwargs={"transport": transport},
    )
    # The library would open a second way for its own polling, which we do not use.
    unused = HTTPXRequest(httpx_kwargs={"transport": transport})
    return ExtBot(
        settings.token,
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=request,
        get_updates_request=unused,
        rate_limiter=gate,
    )


async def username(settings: Settings) -> str:
    """Ask Telegram for the bot's name; raises BadSettings with a sentence when it cannot say."""
    try:
        return await _ask_name(settings)
    except NO_ANSWER as error:
        sentence = (
            f"{settings.telegram_api_url} does not answer for this bot ({type(error).__name__})."
        )
        raise BadSettings([sentence]) from None


async def username_in_time(settings: Settings) -> str:
    """Ask Telegram for the bot's name, again and again while it is away.

    Raises BadSettings when Telegram does not know the bot.
    """
    while True:
        try:
            return await _ask_name(settings)
        except NO_ANSWER as error:
            LOG.warning("telegram_away", error=type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)


def unknown_token(settings: Settings) -> BadSettings:
    """Return what to raise when the Bot API server does not know the bot."""
    return BadSettings([f"{settings.telegram_api_url} does not know TELEGRAM_BOT_TOKEN."])


async def _ask_name(settings: Settings) -> str:
    transport = make_transport()
    bot = make_bot(settings, Gate(), transport)
    try:
        return (await bot.get_me()).username or ""
    except InvalidToken:
        raise unknown_token(settings) from None
    finally:
        await transport.aclose()  # a bot that was never initialised closes nothing
