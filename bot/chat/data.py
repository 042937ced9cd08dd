"""The values in the data of a button. They come from the network: anything can stand in them."""

import re
from datetime import date

_NUMBER = re.compile(r"[0-9]{1,9}")
_TELEGRAM = re.compile(r"[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def number(text: str) -> int:
    """Return a number of ours; raises ValueError."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def telegram(text: str) -> int:
    """Return a number of Telegram's, which may be longer; raises ValueError."""
    if not _TELEGRAM.fullmatch(text):
        raise ValueError(text)
    return int(text)


def day(text: str) -> date:
    """Return a day written as 2026-11-26; raises ValueError."""
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)
