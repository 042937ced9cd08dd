"""Parts of a text with a meaning: bold, a link, a command; counted in UTF-16 units.

Source: https://core.telegram.org/bots/api#messageentity
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
# Telegram marks these by itself, in what people write and in what bots write.
AUTOMATIC = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    ),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """One marked part: its kind, where it starts and how long it is, both in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str = ""
    language: str = ""

    @property
    def end(self) -> int:
        """Tell the first position behind the part."""
        return self.offset + self.length

    def wire(self) -> dict[str, object]:
        """Shape the part as Telegram sends it."""
        shape: dict[str, object] = {"offset": self.offset, "length": self.length, "type": self.type}
        if self.url:
            shape["url"] = self.url
        if self.language:
            shape["language"] = self.language
        return shape


def utf16_length(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text) + sum(character > "\uffff" for character in text)


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take white space off both ends, as Telegram does, and move the parts along."""
    kept = text.strip()
    start = utf16_length(text[: len(text) - len(text.lstrip())])
    size = utf16_length(kept)
    moved = [_clip(entity, start, size) for entity in entities]
    return kept, [entity for entity in moved if entity.length > 0]


def _clip(entity: Entity, start: int, size: int) -> Entity:
    """Fit one part into a text of `size` units that used to begin `start` units earlier."""
    begin = min(max(entity.offset - start, 0), size)
    end = min(max(entity.end - start, 0), size)
    return replace(entity, offset=begin, length=end - begin)


def detect(text: str, entities: list[Entity]) -> list[Entity]:
    """Add links, addresses and commands that stand in the text outside code and other links."""
    closed = [entity for entity in entities if entity.type in {"code", "pre", "text_link", "url"}]
    found = list(entities)
    for kind, pattern in AUTOMATIC:
        for match in pattern.finditer(text):
            entity = Entity(kind, utf16_length(text[: match.start()]), utf16_length(match.group()))
            if not any(entity.offset < other.end and other.offset < entity.end for other in closed):
                found.append(entity)
                closed.append(entity)
    return in_order(found)


def in_order(entities: list[Entity]) -> list[Entity]:
    """Sort parts by where they start, the enclosing one first."""
    return sorted(entities, key=lambda entity: (entity.offset, -entity.length))


def to_html(text: str, entities: list[Entity]) -> str:
    """Write a text and its parts back as Telegram's HTML, everything else escaped."""
    units = text.encode("utf-16-le")
    cuts = sorted(
        {0, len(units) // 2} | {cut for entity in entities for cut in (entity.offset, entity.end)}
    )
    parts: list[str] = []
    open_parts: list[Entity] = []
    for here, after in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        while open_parts and open_parts[-1].end <= here:
            parts.append(_closing(open_parts.pop()))
        for entity in in_order([entity for entity in entities if entity.offset == here]):
            parts.append(_opening(entity))
            open_parts.append(entity)
        parts.append(
            html.escape(units[here * 2 : after * 2].decode("utf-16-le", "replace"), quote=False)
        )
    parts.extend(_closing(entity) for entity in reversed(open_parts))
    return "".join(parts)


def _opening(entity: Entity) -> str:
    if entity.type == "text_link":
        return f'<a href="{html.escape(entity.url)}">'
    if entity.type == "pre" and entity.language:
        return f'<pre><code class="language-{html.escape(entity.language)}">'
    if entity.type == "expandable_blockquote":
        return "<blockquote expandable>"
    tag = TAGS.get(entity.type)
    return f"<{tag}>" if tag else ""


def _closing(entity: Entity) -> str:
    if entity.type == "text_link":
        return "</a>"
    if entity.type == "pre" and entity.language:
        return "</code></pre>"
    tag = TAGS.get(entity.type)
    return f"</{tag}>" if tag else ""
