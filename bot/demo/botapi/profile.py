"""Methods about the bot itself, its commands and texts, and about one chat.

Source: https://core.telegram.org/bots/api#available-methods
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.demo.botapi import errors

if TYPE_CHECKING:
    from bot.demo.botapi.params import Params
    from bot.demo.botapi.telegram import Telegram

COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
COMMANDS_LIMIT, COMMAND_TEXT_LIMIT = 100, 256
DESCRIPTION_LIMIT, SHORT_DESCRIPTION_LIMIT = 512, 120
SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
MENU_KINDS = frozenset({"commands", "web_app", "default"})
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_me(telegram: Telegram, _: Params) -> object:
    """Tell who the bot is."""
    abilities = {"can_join_groups": True}
    inabilities = dict.fromkeys(
        (
            "can_read_all_group_messages",
            "supports_inline_queries",
            "can_connect_to_business",
            "has_main_web_app",
        ),
        False,
    )
    return telegram.user() | abilities | inabilities


def get_chat(telegram: Telegram, params: Params) -> object:
    """Tell about a chat."""
    phone = telegram.chat_of(params, writing=False)
    gifts = dict.fromkeys(GIFTS, False)
    return phone.chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }


def get_file(telegram: Telegram, params: Params) -> object:
    """Tell where a file is fetched."""
    return telegram.files.find(params.text("file_id")).wire()


def set_my_commands(telegram: Telegram, params: Params) -> object:
    """Set the commands of the menu for one scope and one language."""
    commands = params.parsed("commands", "can't parse commands JSON object")
    if not isinstance(commands, list):
        raise errors.bad_request("expected an Array of BotCommand")
    if len(commands) > COMMANDS_LIMIT:
        raise errors.bad_request("BOT_COMMANDS_TOO_MUCH")
    telegram.profile.commands[_scope(params)] = [_command(item) for item in commands]
    return True


def delete_my_commands(telegram: Telegram, params: Params) -> object:
    """Take the commands of one scope and one language away."""
    telegram.profile.commands.pop(_scope(params), None)
    return True


def get_my_commands(telegram: Telegram, params: Params) -> object:
    """Tell the commands of one scope and one language."""
    return telegram.profile.commands.get(_scope(params), [])


def set_my_description(telegram: Telegram, params: Params) -> object:
    """Set what an empty chat shows."""
    return _describe(telegram.profile.descriptions, params, "description", DESCRIPTION_LIMIT)


def get_my_description(telegram: Telegram, params: Params) -> object:
    """Tell what an empty chat shows."""
    return {"description": _spoken(telegram.profile.descriptions, params)}


def set_my_short_description(telegram: Telegram, params: Params) -> object:
    """Set what the bot's own page shows."""
    return _describe(
        telegram.profile.short_descriptions, params, "short_description", SHORT_DESCRIPTION_LIMIT
    )


def get_my_short_description(telegram: Telegram, params: Params) -> object:
    """Tell what the bot's own page shows."""
    return {"short_description": _spoken(telegram.profile.short_descriptions, params)}


def set_chat_menu_button(telegram: Telegram, params: Params) -> object:
    """Set the button beside the text field, of one chat or of all."""
    button = params.parsed("menu_button", "can't parse menu button JSON object")
    chat_id = telegram.chat_of(params, writing=False).user_id if params.text("chat_id") else None
    kind = button.get("type") if isinstance(button, dict) else None
    if button is not None and kind not in MENU_KINDS:
        raise errors.bad_request("MenuButton has unsupported type")
    telegram.profile.menu_buttons[chat_id] = (
        button if isinstance(button, dict) else {"type": "default"}
    )
    return True


def get_chat_menu_button(telegram: Telegram, params: Params) -> object:
    """Tell the button beside the text field."""
    buttons = telegram.profile.menu_buttons
    return buttons.get(params.integer("chat_id")) or buttons.get(None) or {"type": "commands"}


def _scope(params: Params) -> tuple[str, str]:
    scope = params.parsed("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise errors.bad_request("BotCommandScope has unsupported type")
    return json.dumps(scope, sort_keys=True), params.text("language_code")


def _command(item: object) -> dict[str, object]:
    if not isinstance(item, dict):
        raise errors.bad_request("expected an Array of BotCommand")
    command, description = str(item.get("command") or ""), str(item.get("description") or "")
    if not COMMAND.fullmatch(command):
        raise errors.bad_request("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= COMMAND_TEXT_LIMIT:
        raise errors.bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command.removeprefix("/"), "description": description}


def _describe(store: dict[str, str], params: Params, name: str, limit: int) -> bool:
    text = params.text(name)
    if len(text) > limit:
        raise errors.bad_request(f"{name.replace('_', ' ')} is too long")
    store[params.text("language_code")] = text
    return True


def _spoken(store: dict[str, str], params: Params) -> str:
    return store.get(params.text("language_code")) or store.get("", "")
