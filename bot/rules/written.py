"""What somebody has written, as it can be kept and shown."""

JOINERS = "\u200c\u200d"
"""Arabic writing needs them, though they are invisible."""


def clean(text: str) -> str:
    """Return a text without control characters, which no database and no page wants."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or sign in JOINERS)


def units(text: str) -> int:
    """Return how long Telegram takes a text to be: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
