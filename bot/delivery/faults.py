"""Read from an exception whether a call can have reached Telegram.

Neither python-telegram-bot nor httpx tells; the chain of causes does. The aiohttp transport
reports a connection that broke after the request was sent as `httpx.ConnectTimeout`, just like
one that was never made, so only aiohttp's own exception is believed.
"""

import os
from collections.abc import Iterator
from datetime import timedelta

import aiohttp
import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.rules.results import Ambiguous, NotSent, Rejected, Result, Unreachable, Wait
from storage.vocabulary import Outcome

# Otherwise the library warns of its own coming change whenever Telegram asks for a pause.
os.environ.setdefault("PTB_TIMEDELTA", "true")

NEVER_LEFT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,  # to connect, or to get a connection out of the pool
    httpx.PoolTimeout,
)
UNKNOWN_FILE = ("file identifier", "wrong file_id", "can't use file of type", "file_reference")
GONE = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid")


def result_of(error: BaseException) -> Result:
    """Return what an exception out of a call to Telegram means."""
    match error:
        case RetryAfter():
            return Wait(_seconds(error))
        case Forbidden() | BadRequest() if _is_gone(error):
            return Unreachable(Outcome.CHAT_GONE)
        case Forbidden():
            return Unreachable(Outcome.BLOCKED)
        case BadRequest():
            return Rejected()
        case InvalidToken():
            return NotSent()
        case _:
            return NotSent() if never_left(error) else Ambiguous()


def is_unchanged(error: BaseException) -> bool:
    """Tell whether Telegram says that an edit changes nothing, so that it is as we want it."""
    return _is_bad(error, "message is not modified")


def is_removed(error: BaseException) -> bool:
    """Tell whether Telegram says that what is to be removed is not there."""
    return _is_bad(error, "message to delete not found")


def is_unknown_file(error: BaseException) -> bool:
    """Tell whether Telegram does not take the name of a file, so that nothing was sent."""
    return _is_bad(error, *UNKNOWN_FILE)


def never_left(error: BaseException) -> bool:
    """Tell whether the request certainly was not sent: there was no connection to send it on."""
    causes = list(_causes(error))
    if any(isinstance(cause, NEVER_LEFT) for cause in causes):
        return True
    by_aiohttp = any(isinstance(cause, aiohttp.ClientError) for cause in causes)
    return not by_aiohttp and any(isinstance(cause, httpx.ConnectError) for cause in causes)


def _is_bad(error: BaseException, *words: str) -> bool:
    return isinstance(error, BadRequest) and any(one in str(error).lower() for one in words)


def _is_gone(error: TelegramError) -> bool:
    text = str(error).lower()
    return any(words in text for words in GONE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _seconds(error: RetryAfter) -> float:
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)
