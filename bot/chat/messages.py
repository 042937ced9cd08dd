"""Buttons about messages to the caseworker."""

from collections.abc import Callable
from functools import partial

from bot.actions import messages
from bot.actions.turns import Act
from bot.chat.data import number
from bot.texts.messages import KEEP, SEND


def _written(message: str = "") -> Act:
    return partial(messages.finish, message_id=number(message) if message else None)


def _offer(answer: str) -> Act:
    return {SEND: messages.send, KEEP: messages.keep}[answer]


def _remove(message: str) -> Act:
    return partial(messages.remove, message_id=number(message))


VERBS: dict[str, Callable[..., Act]] = {
    "written": _written,
    "offer": _offer,
    "remove": _remove,
}
"""What the data of a button begins with."""
