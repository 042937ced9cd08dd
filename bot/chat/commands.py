"""What each command does, whether it is written, chosen from the menu, or tapped behind "More"."""

from dataclasses import replace

from bot.actions import (
    chats,
    claims,
    discretion,
    joining,
    messages,
    mydata,
    pages,
    reporting,
    sharing,
)
from bot.actions.placements import pages as placements
from bot.actions.turns import Act

COMMANDS: dict[str, Act] = {
    "start": joining.start,
    "schedule": pages.see_schedule,
    "absence": reporting.ask_day,
    "message": messages.begin,
    "more": pages.see_more,
    "placements": placements.see,
    "outcome": claims.begin,
    "language": joining.languages,
    "privacy": mydata.see,
    "help": chats.ask_for_help,
    "stop": chats.ask_to_stop,
    "hide": discretion.hide_all,
    "who": sharing.ask,
}


def meant(name: str) -> Act:
    """Return what a command does; the turn knows its name. Raises KeyError."""
    act = COMMANDS[name]
    return lambda desk, turn: act(desk, replace(turn, command=name))
