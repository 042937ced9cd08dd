"""Read from an exception whether a call can have reached Telegram.

Neither python-telegram-bot nor httpx tells; the chain of causes does. The aiohttp transport
reports a connection that broke after the request was sent as `httpx.ConnectTimeout`, just like
one that was never made, so only aiohttp's own exception is believed.
"""

from collections.abc import Iterator

import aiohttp
import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.rules.results import Ambiguous, NotSent, Rejected, Result, Unreachable, Wait
from storage.vocabulary import Outcome

GONE = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid")


def result_of(error: BaseException) -> Result:
    """Return what an exception out of a call to Telegram means."""
    match error:
        case RetryAfter():
            return Wait(_seconds(error))
        case Forbidden():
            return Unreachable(Outcome.BLOCKED)
        case BadRequest():
            text = str(error).lower()
            is_gone = any(words in text for words in GONE)
            return Unreachable(Outcome.CHAT_GONE) if is_gone else Rejected()
        case InvalidToken():
            return NotSent()
        case _:
            return NotSent() if never_left(error) else Ambiguous()


def is_unchanged(error: BaseException) -> bool:
    """Tell whether Telegram says that an edit changes nothing, so that it is as we want it."""
    return isinstance(error, BadRequest) and "message is not modified" in str(error).lower()


def never_left(error: BaseException) -> bool:
    """Tell whether the request certainly was not sent: there was no connection to send it on."""
    causes = list(_causes(error))
    if any(isinstance(cause, aiohttp.ClientConnectorError | httpx.PoolTimeout) for cause in causes):
        return True
    by_aiohttp = any(isinstance(cause, aiohttp.ClientError) for cause in causes)
    return not by_aiohttp and any(isinstance(cause, httpx.ConnectError) for cause in causes)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _seconds(error: TelegramError) -> float:
    pause = getattr(error, "retry_after", 1)
    return float(pause.total_seconds() if hasattr(pause, "total_seconds") else pause)
