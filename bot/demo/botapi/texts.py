"""The text of a message or the caption of a file: parsed, trimmed and measured.

Source: https://core.telegram.org/bots/api#formatting-options
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.botapi import entities as parts, errors, markup
from bot.demo.botapi.entities import Entity

if TYPE_CHECKING:
    from bot.demo.botapi.params import Params

TEXT_LIMIT = 4096  # code points, after parsing
CAPTION_LIMIT = 1024
RAW_LIMIT = 2**15  # bytes, before parsing
KINDS = frozenset(
    {*parts.TAGS, "text_link", "url", "email", "bot_command", "mention", "hashtag", "phone_number"}
)


def message_text(params: Params) -> tuple[str, list[Entity]]:
    """Tell a message's text and parts; 400 if it is empty, too long or broken."""
    if not params.text("text"):
        raise errors.bad_request("message text is empty")
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise errors.bad_request("text must be non-empty")
    if len(text) > TEXT_LIMIT:
        raise errors.bad_request("message is too long")
    return text, entities


def caption(params: Params) -> tuple[str, list[Entity]]:
    """Tell a caption and its parts; it may be empty."""
    text, entities = _formatted(params, "caption", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise errors.bad_request("message caption is too long")
    return text, entities


def _formatted(params: Params, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    source = params.text(name)
    if len(source.encode()) > RAW_LIMIT:
        raise errors.bad_request(
            "message is too long" if name == "text" else "message caption is too long"
        )
    mode = params.text("parse_mode").lower()
    if mode not in ("", "html"):  # Markdown is Telegram's, but nobody here writes it
        raise errors.bad_request("unsupported parse_mode")
    text, entities = markup.parse(source) if mode else (source, _given(params, entities_name))
    text, entities = parts.trim(text.replace("\r", ""), entities)
    return text, parts.detect(text, entities)


def _given(params: Params, name: str) -> list[Entity]:
    """Read parts that the bot has counted itself; Telegram passes over those it does not know."""
    items = params.parsed(name, "can't parse entities JSON object")
    if items is None:
        return []
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise errors.bad_request("expected an Array of MessageEntity")
    return parts.in_order([_entity(item) for item in items if item.get("type") in KINDS])


def _entity(item: dict[str, object]) -> Entity:
    offset, length = item.get("offset"), item.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise errors.bad_request(
            "can't parse MessageEntity: offset and length must be of type Number"
        )
    return Entity(
        str(item["type"]),
        offset,
        length,
        str(item.get("url") or ""),
        str(item.get("language") or ""),
    )
