"""What people write: a command, a number, a word of a button or of the menu, a language."""

import re
from functools import partial

from bot.actions import chats, joining, pages
from bot.actions.turns import Desk, Turn
from bot.chat import taps
from bot.chat.taps import Act
from bot.queries import choices
from bot.rules import numerals
from bot.texts import spoken
from bot.texts.languages import by_name

LONGEST = 200
"""Nothing that we understand is longer."""

_COMMAND = re.compile(r"/([a-z]+)(?:@\w+)?(?:\s+(\S+))?", re.ASCII | re.IGNORECASE)

_COMMANDS: dict[str, Act] = {
    "start": joining.start,
    "schedule": pages.see_schedule,
    "language": joining.languages,
    "privacy": chats.ask_for_privacy,
    "help": chats.ask_for_help,
    "stop": chats.ask_to_stop,
}


def do(text: str, desk: Desk, turn: Turn) -> None:
    """Do what somebody wrote; what we do not understand is answered gently."""
    words = " ".join(text[:LONGEST].split())
    act = _command(words) or _button(words, desk, turn) or _word(words)
    (act or chats.say_something)(desk, turn)


def _command(words: str) -> Act | None:
    form = _COMMAND.match(words)
    if form is None:
        return None
    name, payload = form[1].lower(), form[2]
    if name == "start" and payload:
        return partial(joining.start, payload=payload)
    return _COMMANDS.get(name)


def _button(words: str, desk: Desk, turn: Turn) -> Act | None:
    """Return what the button does that was meant, out of those that were shown last."""
    number, verb = numerals.read(words), spoken.buttons().get(words.casefold())
    if number is None and verb is None:
        return None
    shown = choices.shown(desk.database, desk.bot, turn.telegram_id)
    if number is not None:
        return taps.read(shown[number - 1]) if number <= len(shown) else None
    return next((taps.read(data) for data in shown if f"{data}:".startswith(f"{verb}:")), None)


def _word(words: str) -> Act | None:
    language = by_name().get(words.casefold())
    if language is not None:
        return partial(joining.choose_language, language=language)
    return _COMMANDS.get(spoken.commands().get(words.casefold(), ""))
