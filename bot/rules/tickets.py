"""The token with which a member of staff connects their own chat: signed, short-lived, for once.

It names how many chats they have ever connected: with the first use there is one more, and the
token is no longer the next.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime

_FORM = re.compile(r"s([0-9]{1,12})-([0-9]{1,6})-([0-9]{1,12})-([A-Za-z0-9_-]{24})")


@dataclass(frozen=True)
class Ticket:
    """Who may connect a chat, as which one in a row, and until when (aware UTC, whole seconds)."""

    staff_id: int
    number: int
    expires_at: datetime


def token(secret: str, ticket: Ticket) -> str:
    """Return the deep link's payload, at most 64 of `[A-Za-z0-9_-]`."""
    said = f"{ticket.staff_id}-{ticket.number}-{int(ticket.expires_at.timestamp())}"
    digest = hmac.digest(secret.encode(), f"staff chat {said}".encode(), "sha256")
    return f"s{said}-{urlsafe_b64encode(digest[:18]).decode()}"


def read(secret: str, text: str) -> Ticket | None:
    """Return the ticket when the token is ours to the letter, else None."""
    form = _FORM.fullmatch(text)
    if not form:
        return None
    try:
        expires_at = datetime.fromtimestamp(int(form[3]), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    ticket = Ticket(int(form[1]), int(form[2]), expires_at)
    return ticket if hmac.compare_digest(text, token(secret, ticket)) else None
