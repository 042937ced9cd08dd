"""What people write: a command, a number, a word of a button or of the menu, a language."""

import re
from dataclasses import replace
from functools import partial

from bot.actions import chats, joining, messages, staff_chats as doing
from bot.actions.turns import Act, Desk, Turn
from bot.chat import commands, hearing, staff, taps
from bot.chat.commands import COMMANDS
from bot.queries import choices, staff_chats
from bot.rules import numerals
from bot.texts import menu, spoken
from bot.texts.languages import by_name
from storage.vocabulary import Language

LONGEST = 200
"""Nothing that we understand is longer."""

_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+(\S+))?", re.ASCII | re.IGNORECASE)


def do(text: str, desk: Desk, turn: Turn) -> None:
    """Do what somebody wrote; what is awaited is heard, what nobody understands answered gently."""
    is_shown = turn.said.media is not None or turn.said.is_other
    words = "" if is_shown else " ".join(text[:LONGEST].split())
    if staff_chats.is_one(desk.database, desk.bot, turn.telegram_id):
        meant = staff.meant(words, desk, turn) or _button(words, desk, turn)
        (meant or hearing.hearer(desk, turn) or doing.see_today)(desk, turn)
        return
    act = _command(words) or _button(words, desk, turn) or _word(words)
    (act or hearing.hearer(desk, turn) or _key(words) or messages.offer)(desk, turn)


def _command(words: str) -> Act | None:
    form = _COMMAND.match(words)
    if form is None:
        return None
    name, payload = form[1].lower(), form[2]
    if name == "start" and payload:
        return partial(joining.start, payload=payload)
    return commands.meant(name) if name in COMMANDS else chats.say_something


def _button(words: str, desk: Desk, turn: Turn) -> Act | None:
    """Return what the button does that was meant, out of those that were shown last."""
    if turn.resumed:  # another question has been shown since
        return None
    number, beginnings = numerals.read(words), _data(words)
    if number is None and not beginnings:
        return None
    if number is not None and hearing.counts(desk, turn):
        return None
    shown = choices.shown(desk.database, desk.bot, turn.telegram_id)
    if shown is None:
        return None
    if number is not None:
        meant = shown.data[number - 1 : number]
    else:
        meant = tuple(data for data in shown.data if f"{data}:".startswith(beginnings))
    return _typed(taps.read(meant[0]), shown.message_id) if meant else None


def _data(words: str) -> tuple[str, ...]:
    """Return what the data of a button with these words can begin with."""
    language = _language(words)
    if language is not None:
        return (f"lang:{language.value}:",)
    return tuple(f"{data}:" for data in spoken.buttons().get(words.casefold(), ()))


def _typed(act: Act, message_id: int) -> Act:
    """Return what a button does when its words or its number are typed."""
    return lambda desk, turn: act(desk, replace(turn, typed_for=message_id))


def _word(words: str) -> Act | None:
    language = _language(words)
    if language is not None:
        return partial(joining.choose_language, language=language)
    name = spoken.commands().get(words.casefold())
    return commands.meant(name) if name else None


def _key(words: str) -> Act | None:
    """Return what a key below the chat does, by its number, when no button has that number."""
    number = numerals.read(words)
    keys = menu.key_commands()
    return commands.meant(keys[number - 1]) if number and number <= len(keys) else None


def _language(words: str) -> Language | None:
    return by_name().get(words.casefold())
