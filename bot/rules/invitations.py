"""The token of an invitation: its number and a signature, at most 64 of `[A-Za-z0-9_-]`."""

import hmac
import re
from base64 import urlsafe_b64encode

_FORM = re.compile(r"([0-9]{1,12})-([A-Za-z0-9_-]{24})")


def token(secret: str, invitation_id: int) -> str:
    """Return the deep link's payload for an invitation."""
    return f"{invitation_id}-{_signature(secret, invitation_id)}"


def read(secret: str, text: str) -> int | None:
    """Return the number of the invitation when the token is ours to the letter, else None."""
    form = _FORM.fullmatch(text)
    if not form:
        return None
    number = int(form[1])
    return number if hmac.compare_digest(text, token(secret, number)) else None


def _signature(secret: str, number: int) -> str:
    digest = hmac.digest(secret.encode(), f"invitation {number}".encode(), "sha256")
    return urlsafe_b64encode(digest[:18]).decode()
