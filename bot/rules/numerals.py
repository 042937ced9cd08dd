"""Numbers as people type them: "1", "١", "፩", "፴፯"."""

import re
from unicodedata import numeric

LARGEST = 999
LONGEST = 4
"""So many digits has a year, and nothing that is typed here has more."""

_GEEZ = re.compile(r"(?:(?P<hundreds>[፲-፺]?[፩-፱]?)(?P<hundred>፻))?(?P<rest>[፲-፺]?[፩-፱]?)")


def read(text: str) -> int | None:
    """Return the number from 1 to 999 that the text is, or None."""
    value = whole(text)
    return value if value and value <= LARGEST else None


def whole(text: str) -> int | None:
    """Return the number from 0 to 9999 that the text is, or None."""
    text = text.strip()
    if text.isdecimal():
        return int(text) if len(text) <= LONGEST else None
    if text and (form := _GEEZ.fullmatch(text)):
        hundreds = (_sum(form["hundreds"]) or 1) if form["hundred"] else 0
        return hundreds * 100 + _sum(form["rest"])
    value = numeric(text, 0.0) if len(text) == 1 else 0.0
    return int(value) if 1 <= value <= LARGEST and value.is_integer() else None


def _sum(signs: str) -> int:
    """Return what Ge'ez tens and ones come to."""
    return sum(int(numeric(sign)) for sign in signs)
