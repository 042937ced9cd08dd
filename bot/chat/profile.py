"""The bot introduces itself: its commands, and what it is for, in each language of Telegram's.

Nothing depends on it, so nothing waits for it, and a server that refuses is left alone.
"""

from collections.abc import Awaitable, Callable

import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.delivery.pacing import Gate, Turn
from bot.texts import introduction
from bot.texts.introduction import Introduction
from storage.vocabulary import Language, Priority

LOG = structlog.get_logger()
REFUSALS = (TelegramError, KeyError, TypeError, ValueError)
"""What the library raises, also when a server does not answer as Telegram would."""

Call = Callable[[Turn], Awaitable[bool]]


async def introduce(bot: ExtBot[Turn], gate: Gate) -> None:
    """Say who we are, behind everything else that is to be said; never raises a refusal."""
    await _set(bot, gate, introduction.for_everybody(), None)
    for language in Language:
        if language is not Language.ENGLISH:
            await _set(bot, gate, introduction.in_language(language), language.value)


async def _set(bot: ExtBot[Turn], gate: Gate, said: Introduction, code: str | None) -> None:
    """Set all three parts for the readers of one language, None for all others."""
    calls: dict[str, Call] = {
        "setMyCommands": lambda turn: bot.set_my_commands(
            said.commands, language_code=code, rate_limit_args=turn
        ),
        "setMyShortDescription": lambda turn: bot.set_my_short_description(
            said.short, language_code=code, rate_limit_args=turn
        ),
        "setMyDescription": lambda turn: bot.set_my_description(
            said.long, language_code=code, rate_limit_args=turn
        ),
    }
    for method, call in calls.items():
        async with gate.turn(Priority.BROADCAST, None) as turn:
            try:
                await call(turn)
            except REFUSALS as error:  # it does without, or has no such language
                LOG.info("introduction_refused", method=method, error=type(error).__name__)
