"""A query as it is typed in a chat: behind a command, or as an answer."""

import re

_FIND = re.compile(r"\s*/find(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


def behind_command(text: str) -> str:
    """Return what stands behind the command, if anything does."""
    found = _FIND.fullmatch(text)
    return (found[1] or "").strip() if found else ""


def asked(text: str) -> str:
    """Return what a text asks for, whether a command stands in front of it or not."""
    return behind_command(text) if _FIND.fullmatch(text) else text.strip()
