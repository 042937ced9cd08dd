"""Keyboards under a message and under the text field, checked as Telegram checks them.

Source: https://core.telegram.org/bots/api#inlinekeyboardmarkup, and for the texts the open Bot API
server.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.demo.botapi import errors
from bot.demo.botapi.params import Params

DATA_LIMIT = 64  # bytes of callback_data, https://core.telegram.org/bots/api#inlinekeyboardbutton
BUTTON_LIMIT = 100
UNSUPPORTED = (
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "pay",
)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: a tap sends `data` to the bot, or opens `url`."""

    label: str
    data: str = ""
    url: str = ""

    def wire(self) -> dict[str, str]:
        """Shape the button as Telegram sends it."""
        return (
            {"text": self.label, "url": self.url}
            if self.url
            else {"text": self.label, "callback_data": self.data}
        )


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The keys under the text field: rows of labels; `one_time` hides after a press."""

    rows: tuple[tuple[str, ...], ...]
    one_time: bool = False
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class ReplyMarkup:
    """What a message brings along: buttons under it, new keys, or that the keys go."""

    inline: tuple[tuple[Button, ...], ...] = ()
    keyboard: Keyboard | None = None
    remove: bool = False


def read(params: Params) -> ReplyMarkup:
    """Read `reply_markup`; raises 400 with Telegram's complaint."""
    parsed = params.parsed("reply_markup", "can't parse reply keyboard markup JSON object")
    if parsed is None:
        return ReplyMarkup()
    if not isinstance(parsed, dict):
        raise errors.bad_request("object expected as reply markup")
    if "inline_keyboard" in parsed:
        return ReplyMarkup(inline=_inline(parsed["inline_keyboard"]))
    if "keyboard" in parsed:
        return ReplyMarkup(keyboard=_keyboard(parsed))
    return ReplyMarkup(remove=parsed.get("remove_keyboard") is True)


def read_inline(params: Params) -> tuple[tuple[Button, ...], ...]:
    """Read `reply_markup` where only buttons under a message may stand, as in an edit."""
    markup = read(params)
    if markup.keyboard or markup.remove:
        raise errors.bad_request("inline keyboard expected")
    return markup.inline


def _rows(value: object, field: str, owner: str) -> list[list[object]]:
    if not isinstance(value, list):
        raise errors.bad_request(f'field "{field}" of the {owner} must be an Array')
    for row in value:
        if not isinstance(row, list):
            raise errors.bad_request(f'field "{field}" of the {owner} must be an Array of Arrays')
    return [row for row in value if row]


def _inline(value: object) -> tuple[tuple[Button, ...], ...]:
    rows = _rows(value, "inline_keyboard", "InlineKeyboardMarkup")
    buttons = tuple(tuple(_button(item) for item in row) for row in rows)
    if sum(map(len, buttons)) > BUTTON_LIMIT:
        raise errors.bad_request("REPLY_MARKUP_TOO_LONG")
    return buttons


def _button(item: object) -> Button:
    if not isinstance(item, dict):
        raise errors.bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    label = item.get("text")
    if not isinstance(label, str):
        raise errors.bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not label.strip():
        raise errors.bad_request("inline keyboard button text must be non-empty")
    if "url" in item:
        return Button(label, url=_checked_url(str(item["url"])))
    if "callback_data" in item:
        return Button(label, data=_checked_data(item["callback_data"]))
    for kind in UNSUPPORTED:
        # Telegram knows these; this server does not, and says so rather than pretending.
        if kind in item:
            raise errors.bad_request(f"BUTTON_TYPE_INVALID: {kind} is not built into this server")
    raise errors.bad_request(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )


def _checked_data(data: object) -> str:
    if not isinstance(data, str) or not 0 < len(data.encode()) <= DATA_LIMIT:
        raise errors.bad_request("BUTTON_DATA_INVALID")
    return data


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme == "tg" and parts.netloc:
        return url
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise errors.bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _keyboard(parsed: dict[str, object]) -> Keyboard:
    rows = _rows(parsed["keyboard"], "keyboard", "ReplyKeyboardMarkup")
    labels = tuple(tuple(_key(item) for item in row) for row in rows)
    if not labels:
        raise errors.bad_request("reply markup must have at least one button")
    placeholder = str(parsed.get("input_field_placeholder") or "")
    return Keyboard(
        labels, one_time=parsed.get("one_time_keyboard") is True, placeholder=placeholder
    )


def _key(item: object) -> str:
    label = item.get("text") if isinstance(item, dict) else item
    if not isinstance(label, str):
        raise errors.bad_request("can't parse keyboard button: KeyboardButton must be an Object")
    if not label.strip():
        raise errors.bad_request("keyboard button text must be non-empty")
    return label
