"""Whose update is this, which, and from when? Read from the raw bytes without trusting them."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

WIDEST = 2**63
HOLDERS = ("message", "edited_message", "callback_query", "my_chat_member")


@dataclass(frozen=True)
class Identity:
    """An update's number and the chat whose updates are done in order; None where unreadable.

    `sent_at` is Telegram's own date, in whole seconds. A tap has none: the date of the message
    with the button says nothing of it.
    """

    update_id: int | None = None
    chat_key: int | None = None
    sent_at: datetime | None = None


def identify(raw: bytes) -> Identity:
    """Return who an update is about; never raises."""
    try:
        update = json.loads(raw)
    except (ValueError, RecursionError):
        return Identity()
    return Identity(_number(update, "update_id"), _chat_key(update), _sent_at(update))


def _chat_key(update: Any) -> int | None:  # noqa: ANN401  # anything can be in a JSON text
    for name in HOLDERS:
        event = _part(update, name)
        for holder in (_part(event, "message"), event):
            number = _number(_part(holder, "chat"), "id")
            if number is not None:
                return number
        number = _number(_part(event, "from"), "id")
        if number is not None:
            return number
    return None


def _sent_at(update: Any) -> datetime | None:  # noqa: ANN401
    dates = (_number(_part(update, name), "date") for name in HOLDERS)
    seconds = next((date for date in dates if date is not None), None)
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _part(value: Any, name: str) -> Any:  # noqa: ANN401
    return value.get(name) if isinstance(value, dict) else None


def _number(value: Any, name: str) -> int | None:  # noqa: ANN401
    number = _part(value, name)
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if -WIDEST < number < WIDEST else None
