"""Of a token only this is kept, so that who reads the database cannot sign in."""

from hashlib import sha256


def digest(token: str) -> str:
    """Return the SHA-256 of a token, in hexadecimal."""
    return sha256(token.encode()).hexdigest()
