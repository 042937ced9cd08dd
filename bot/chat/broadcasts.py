"""Buttons of what staff send to many."""

from collections.abc import Callable
from functools import partial

from bot.actions.broadcasts import answering
from bot.actions.turns import Act
from bot.chat.data import number


def _reply(broadcast: str, choice: str) -> Act:
    return partial(answering.answer, broadcast_id=number(broadcast), choice=number(choice))


VERBS: dict[str, Callable[..., Act]] = {"reply": _reply}
"""What the data of a button begins with."""
