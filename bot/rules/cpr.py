"""Recognise what looks like a Danish CPR number, so that none is ever stored."""

import re
from datetime import date

_FORM = re.compile(r"(?<![\d+])(\d{2})(\d{2})(\d{2})(\s?[-–\u2010\u2011]?\s?)(\d{4})(?!\d)")
LENT = 60
"""Added to the day in the number that a hospital lends to somebody without one."""
LEAP_YEAR = 2000
"""The number does not tell the century, so 29 February always counts."""


def is_in(text: str) -> bool:
    """Tell whether DDMMYY-NNNN with a possible day and month stands anywhere in the text."""
    return any(_is_day(int(found[1]), int(found[2])) for found in _FORM.finditer(text))


def _is_day(day: int, month: int) -> bool:
    try:
        date(LEAP_YEAR, month, day - LENT if day > LENT else day)
    except ValueError:
        return False
    return True
