"""What a member of staff writes in their own chat: an answer, or one of few commands."""

import re
from collections.abc import Callable
from functools import cache, partial

from bot.actions import joining, staff_chats, staff_links
from bot.actions.turns import Act, Turn
from bot.chat.data import number
from bot.texts.staff import StaffVoice, today
from storage.vocabulary import Language

_COMMAND = re.compile(r"/(start|today|help|stop)(?:@\w+)?(?:\s+(\S+))?", re.IGNORECASE)


def meant(words: str, turn: Turn) -> Act | None:
    """Return what was meant, if it is clear."""
    if turn.reply_to is not None:
        return staff_chats.answer
    command = _COMMAND.fullmatch(words)
    if command is None:
        return staff_chats.see_today if words.casefold() in _today() else None
    if command[1].lower() == "start" and command[2]:
        return partial(joining.start, payload=command[2])
    return staff_links.leave if command[1].lower() == "stop" else staff_chats.see_today


def _today_page(page: str) -> Act:
    return partial(staff_chats.see_today, page=number(page))


def _deal(task: str, message: str = "") -> Act:
    under = number(message) if message else None
    return partial(staff_chats.deal, task_id=number(task), message_id=under)


def _deal_in_daily(task: str) -> Act:
    return partial(staff_chats.deal_in_daily, task_id=number(task))


def _show(task: str) -> Act:
    return partial(staff_chats.show, task_id=number(task))


VERBS: dict[str, Callable[..., Act]] = {
    "desk": _today_page,
    "desk_deal": _deal,
    "desk_dealt": _deal,
    "desk_show": _show,
    "daily_deal": _deal_in_daily,
}
"""What the data of a button begins with."""


@cache
def _today() -> frozenset[str]:
    """Return what stands on the key below the chat, in both languages."""
    both = (StaffVoice(Language.DANISH), StaffVoice(Language.ENGLISH))
    keys = [key for voice in both for row in today.menu(voice) for key in row]
    return frozenset(text.casefold() for key in keys for text in (key, key.split(" ", 1)[1]))
