"""What somebody may have meant who has typed another word."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 40
"""Nobody has a name that is longer in mind; and to compare long ones takes time."""
CLOSE = 0.6


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that looks most like the word, if one does."""
    typed = word.lower()[:LONGEST]
    known: dict[str, str] = {}
    for name in names:
        known.setdefault(name.lower(), name)
    begin = sorted((name for name in known if typed and name.startswith(typed)), key=len)
    found = begin or get_close_matches(typed, known, n=1, cutoff=CLOSE)
    return known[found[0]] if found else None
