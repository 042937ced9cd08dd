"""A query as it is typed: a value that has spaces, and in a chat what stands behind a command."""

import re

from bot.rules.search import catalogue, reading

_PLAIN = re.compile(r'[^\s()":=<>~!≤≥≠]+')
_RESERVED = {*catalogue.KEYWORDS, *reading.NOTHING, *reading.ANYTHING, *reading.ME}
_FIND = re.compile(r"\s*/find(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


def behind_command(text: str) -> str:
    """Return what stands behind the command, if anything does."""
    found = _FIND.fullmatch(text)
    return (found[1] or "").strip() if found else ""


def asked(text: str) -> str:
    """Return what a text asks for, whether a command stands in front of it or not."""
    return behind_command(text) if _FIND.fullmatch(text) else text.strip()


def quoted(text: str) -> str:
    """Return a value as it has to be typed."""
    plain = text.replace('"', "")
    is_plain = _PLAIN.fullmatch(plain) and plain.lower() not in _RESERVED
    return plain if is_plain else f'"{plain}"'
