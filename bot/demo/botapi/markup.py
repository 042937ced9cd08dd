"""Telegram's small HTML, read as strictly as Telegram reads it, with the same complaints.

Positions in complaints are UTF-8 byte offsets into the text as it was sent.
Source: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from bot.demo.botapi import errors
from bot.demo.botapi.entities import Entity, in_order, utf16_length

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LONGEST_REFERENCE = 10
LAST_CODE_POINT = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9A-Fa-f]+)|#(?P<dec>[0-9]+)|(?P<name>[A-Za-z]+));?")
ATTRIBUTE = re.compile(r"\s*(?P<name>[^\s=>]*)(?P<equals>\s*=\s*)?")
BARE_VALUE = re.compile(r"[A-Za-z0-9.-]*")
TAG_NAME = re.compile(r"[^\s>]*")


@dataclass(slots=True)
class _Open:
    """A tag that is not closed yet."""

    tag: str
    argument: str
    offset: int
    position: int
    flags: set[str] = field(default_factory=set)


class _Reader:
    """One pass over one text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            self._step()
        if self.open:
            _refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.out), in_order(self.entities)

    def _step(self) -> None:
        if self.source.startswith("</", self.at):
            self._end_tag()
        elif self.source[self.at] == "<":
            self._start_tag()
        else:
            self._write(self._character())

    def _write(self, character: str) -> None:
        self.out.append(character)
        self.units += utf16_length(character)

    def _character(self) -> str:
        """Take one character, or one reference such as &lt; that stands for one."""
        match = REFERENCE.match(self.source, self.at)
        character = _decoded(match) if match else None
        if match is None or character is None:
            self.at += 1
            return self.source[self.at - 1]
        self.at = match.end()
        return character

    def _start_tag(self) -> None:
        begin = self.at
        name = self._name(begin + 1)
        if self.at >= len(self.source):
            _refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in KINDS:
            _refuse(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        tag = _Open(name, "", self.units, len(self.out))
        while self.source[self.at] != ">":
            self._attribute(tag, begin)
        self.at += 1
        if name == "span" and tag.argument != "spoiler":
            _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.open.append(tag)

    def _name(self, start: int) -> str:
        match = TAG_NAME.match(self.source, start)
        self.at = match.end() if match else start
        return self.source[start : self.at].lower()

    def _attribute(self, tag: _Open, begin: int) -> None:
        match = ATTRIBUTE.match(self.source, self.at)
        if match is None:  # cannot be: every part of the pattern may be empty
            return
        self.at = match.end()
        name, equals = match["name"], match["equals"]
        if not name and not equals and self._peek() in (">", ""):
            self._needs_more(begin)
            return
        if not name:
            _refuse(
                f'Empty attribute name in the tag "{tag.tag}" at byte offset {self._byte(begin)}'
            )
        if equals:
            self._needs_more(begin)
            _apply(tag, name, self._value(begin))
        else:
            tag.flags.add(name)
        self._needs_more(begin)

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _needs_more(self, begin: int) -> None:
        if self.at >= len(self.source):
            _refuse(f"Unclosed start tag at byte offset {self._byte(begin)}")

    def _value(self, begin: int) -> str:
        quote = self._peek()
        if quote not in ("'", '"'):
            return self._bare_value()
        self.at += 1
        characters: list[str] = []
        while self._peek() not in (quote, ""):
            characters.append(self._character())
        self.at += 1
        self._needs_more(begin)
        return "".join(characters)

    def _bare_value(self) -> str:
        match = BARE_VALUE.match(self.source, self.at)
        start, self.at = self.at, match.end() if match else self.at
        if not self._peek().isspace() and self._peek() != ">":
            _refuse(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return self.source[start : self.at].lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            _refuse(f"Unexpected end tag at byte offset {self._byte(begin)}")
        name = self._name(begin + 2)
        while self._peek().isspace():
            self.at += 1
        if self._peek() != ">":
            _refuse(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag = self.open.pop()
        if name and name != tag.tag:
            _refuse(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag.tag}>", found "</{name}>"'
            )
        if self.units > tag.offset:
            self._close(tag)

    def _close(self, tag: _Open) -> None:
        entity = Entity(KINDS[tag.tag], tag.offset, self.units - tag.offset)
        last = self.entities[-1] if self.entities else None
        if tag.tag == "a":
            self._close_link(tag, entity)
        elif (
            tag.tag == "pre"
            and last
            and last.language
            and (last.type, last.end) == ("code", entity.end)
        ):
            self.entities[-1] = Entity("pre", entity.offset, entity.length, language=last.language)
        elif tag.tag == "code":
            self.entities.append(
                Entity("code", entity.offset, entity.length, language=tag.argument)
            )
        elif "expandable" in tag.flags:
            self.entities.append(Entity("expandable_blockquote", entity.offset, entity.length))
        else:
            self.entities.append(entity)

    def _close_link(self, tag: _Open, entity: Entity) -> None:
        """Keep a link that leads somewhere; without `href` the text itself is the address."""
        url = tag.argument or "".join(self.out[tag.position :])
        if re.match(r"(?:https?|tg)://.|mailto:.|tel:.", url):
            self.entities.append(Entity("text_link", entity.offset, entity.length, url=url))

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())


def parse(source: str) -> tuple[str, list[Entity]]:
    """Read HTML into plain text and its parts; 400 "can't parse entities: …" as Telegram."""
    text, entities = _Reader(source).read()
    # A language belongs to code inside pre; code alone forgets it.
    return text, [Entity("code", e.offset, e.length) if e.type == "code" else e for e in entities]


def _apply(tag: _Open, name: str, value: str) -> None:
    tag.flags.add(name)
    if (tag.tag, name) == ("a", "href"):
        tag.argument = value
    elif (tag.tag, name) == ("code", "class") and value.startswith("language-"):
        tag.argument = value.removeprefix("language-")
    elif (tag.tag, name) == ("span", "class") and value.startswith("tg-"):
        tag.argument = value.removeprefix("tg-")


def _decoded(match: re.Match[str]) -> str | None:
    """Tell the character a reference stands for; None if Telegram leaves it as it is written."""
    if match["name"]:
        return NAMED.get(match["name"])
    if len(match.group().rstrip(";")) >= LONGEST_REFERENCE:
        return None
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if code == 0 or code >= LAST_CODE_POINT:
        return None
    if code in SURROGATES:
        _refuse(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code)


def _refuse(text: str) -> NoReturn:
    raise errors.bad_request(f"can't parse entities: {text}")
