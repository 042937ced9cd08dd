"""The values in the data of a button. They come from the network: anything can stand in them."""

import re

_NUMBER = re.compile(r"[0-9]{1,9}")


def number(text: str) -> int:
    """Return a number of ours; raises ValueError."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)
