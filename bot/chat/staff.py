"""What a member of staff writes in their own chat: an answer, or one of few commands."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from bot.actions import joining, staff_chats, staff_edits, staff_links, staff_searches
from bot.actions.staff_broadcasts import writing
from bot.actions.turns import Act, Desk, Turn
from bot.chat.data import number, telegram
from bot.queries import dialogues, staff_chats as queries
from bot.texts.staff import StaffVoice, today
from bot.texts.staff.proof import Proof
from storage.vocabulary import Language

COMMANDS: dict[str, Act] = {
    "start": staff_chats.see_today,
    "today": staff_chats.see_today,
    "help": staff_chats.see_today,
    "send": writing.begin,
    "sessions": staff_edits.see,
    "find": staff_searches.find,
    "stop": staff_links.leave,
}
_COMMAND = re.compile(rf"/({'|'.join(COMMANDS)})(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE)


def meant(words: str, desk: Desk, turn: Turn) -> Act | None:
    """Return what was meant, if it is clear; what answers no question of ours answers a person."""
    if turn.reply_to is not None and not _goes_on(desk, turn):
        return staff_chats.answer
    command = _COMMAND.fullmatch(words)
    if command is None:
        key = _keys().get(words.casefold())
        return _command(key) if key else None
    if command[1].lower() == "start" and command[2]:
        return partial(joining.start, payload=command[2])
    return _command(command[1].lower())


def _command(name: str) -> Act:
    """Return what a command does; the turn knows its name."""
    return lambda desk, turn: COMMANDS[name](desk, replace(turn, command=name))


def _goes_on(desk: Desk, turn: Turn) -> bool:
    """Tell whether a reply is to what we have asked, while something is awaited."""
    if dialogues.awaited(desk.database, desk.bot, turn.telegram_id) is None:
        return False
    return not queries.is_forwarded(desk.database, desk.bot, turn.telegram_id, turn.reply_to or 0)


def _today_page(page: str) -> Act:
    return partial(staff_chats.see_today, page=number(page))


def _deal(task: str, message: str = "") -> Act:
    under = number(message) if message else None
    return partial(staff_chats.deal, task_id=number(task), message_id=under)


def _deal_in_daily(task: str) -> Act:
    return partial(staff_chats.deal_in_daily, task_id=number(task))


def _prove(proof: str, task: str, *, is_daily: bool) -> Act:
    return partial(staff_chats.prove, task_id=number(task), proof=Proof(proof), is_daily=is_daily)


def _show(task: str) -> Act:
    return partial(staff_chats.show, task_id=number(task))


def _found(update: str, page: str) -> Act:
    return partial(staff_searches.turn_to, update_id=telegram(update), page=number(page))


VERBS: dict[str, Callable[..., Act]] = {
    "desk": _today_page,
    "desk_deal": _deal,
    "desk_dealt": _deal,
    "desk_proof": partial(_prove, is_daily=False),
    "desk_show": _show,
    "desk_found": _found,
    "daily_deal": _deal_in_daily,
    "daily_proof": partial(_prove, is_daily=True),
}
"""What the data of a button begins with."""


@cache
def _keys() -> dict[str, str]:
    """Return the commands of the keys below the chat by their words, in both languages."""
    both = (StaffVoice(Language.DANISH), StaffVoice(Language.ENGLISH))
    return {
        text.casefold(): command
        for voice in both
        for command, key in today.keys(voice).items()
        for text in (key, key.split(" ", 1)[1])
    }
