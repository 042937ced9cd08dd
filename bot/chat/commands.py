"""What each command does, whether it is written, chosen from the menu, or tapped behind "More"."""

from bot.actions import chats, claims, joining, pages, reporting
from bot.actions.turns import Act

COMMANDS: dict[str, Act] = {
    "start": joining.start,
    "schedule": pages.see_schedule,
    "absence": reporting.ask_day,
    "more": pages.see_more,
    "outcome": claims.begin,
    "language": joining.languages,
    "privacy": chats.ask_for_privacy,
    "help": chats.ask_for_help,
    "stop": chats.ask_to_stop,
}
