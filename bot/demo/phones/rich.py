"""A message's text as HTML, built from its parts; nothing in the text itself is ever markup."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bot.demo.botapi import entities
from bot.demo.botapi.entities import Entity

TAGS = {
    "bold": Markup("<b>{}</b>"),
    "italic": Markup("<i>{}</i>"),
    "underline": Markup("<u>{}</u>"),
    "strikethrough": Markup("<s>{}</s>"),
    "spoiler": Markup('<span class="spoiler" tabindex="0">{}</span>'),
    "code": Markup("<code>{}</code>"),
    "pre": Markup("<pre>{}</pre>"),
    "blockquote": Markup("<blockquote>{}</blockquote>"),
    "expandable_blockquote": Markup("<blockquote>{}</blockquote>"),
}
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "tg"})
LINK = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
COMMAND = Markup(
    '<button class="command" dir="ltr" form="commands-{}" name="text" value="{}">{}</button>'
)
SCRIPTS = (
    ("ti", re.compile(r"[\u1200-\u139f\u2d80-\u2ddf]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]")),
    ("da", re.compile(r"[A-Za-zÀ-ɏ]")),
)


def language(text: str, reader: str) -> str:
    """Tell a text's language by its script, for voices and fonts; Latin may be the reader's."""
    counts = {lang: len(script.findall(text)) for lang, script in SCRIPTS}
    lang = max(counts, key=lambda key: counts[key])
    own_is_latin = reader not in ("ti", "ar")
    return reader if not counts[lang] or (lang == "da" and own_is_latin) else lang


def render(text: str, parts: list[Entity], user_id: int) -> Markup:
    """Build the HTML of a text; `user_id` names the phone whose form sends commands."""
    units = text.encode("utf-16-le")
    return _span(units, entities.in_order(parts), (0, len(units) // 2), user_id)


def _span(units: bytes, parts: list[Entity], bounds: tuple[int, int], user_id: int) -> Markup:
    """Build one stretch: its own text, and the parts in it, each built the same way."""
    at, end = bounds
    built = Markup()
    while parts:
        part, *parts = parts
        stop = min(part.end, end)
        inside = [inner for inner in parts if inner.offset < stop]
        parts = parts[len(inside) :]
        built += escape(_text(units, at, part.offset))
        content = _span(units, inside, (part.offset, stop), user_id)
        built += _wrapped(part, content, _text(units, part.offset, stop), user_id)
        at = stop
    return built + escape(_text(units, at, end))


def _text(units: bytes, start: int, end: int) -> str:
    return units[start * 2 : end * 2].decode("utf-16-le", "replace")


def _wrapped(part: Entity, content: Markup, plain: str, user_id: int) -> Markup:
    if part.type == "bot_command":
        return COMMAND.format(user_id, plain, plain)
    if part.type in ("url", "text_link", "email"):
        return _link(part.url or ("mailto:" if part.type == "email" else "") + plain, content)
    return TAGS[part.type].format(content) if part.type in TAGS else content


def _link(url: str, content: Markup) -> Markup:
    return LINK.format(url, content) if urlsplit(url).scheme in SAFE_SCHEMES else content
