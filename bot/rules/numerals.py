"""Numbers as people type them: "1", "١", "፩"."""

from unicodedata import numeric

LONGEST = 3
LARGEST = 999


def read(text: str) -> int | None:
    """Return the number from 1 to 999 that the text is, or None."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        return None
    if text.isdecimal():
        return int(text) or None
    value = numeric(text, 0.0) if len(text) == 1 else 0.0
    return int(value) if 1 <= value <= LARGEST and value.is_integer() else None
