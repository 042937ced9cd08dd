"""A query as it is typed in a chat: behind a command."""

import re

_FIND = re.compile(r"\s*/find(?:@\w+)?\s+(.*)", re.IGNORECASE | re.DOTALL)


def behind_command(text: str) -> str:
    """Return what stands behind the command, if anything does."""
    found = _FIND.fullmatch(text)
    return found[1].strip() if found else ""
