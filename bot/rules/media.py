"""Which voice notes and pictures are taken: their size, and what their first bytes say."""

from enum import StrEnum

from storage.vocabulary import MediaKind

MEGABYTE = 2**20
BIGGEST_MEGABYTES = 5
BIGGEST = BIGGEST_MEGABYTES * MEGABYTE
LONGEST_MINUTES = 3
LONGEST_SECONDS = LONGEST_MINUTES * 60
HEAD = 64
"""Within so many bytes an OGG file says what is in it."""


class Objection(StrEnum):
    """Why something that was sent is not taken."""

    TOO_BIG = "too_big"
    TOO_LONG = "too_long"
    OTHER_KIND = "other_kind"
    NOT_RECEIVED = "not_received"


def objection(*, size: int | None, seconds: int | None) -> Objection | None:
    """Return why something of this size in bytes and length is not taken, if so."""
    if (size or 0) > BIGGEST:
        return Objection.TOO_BIG
    return Objection.TOO_LONG if (seconds or 0) > LONGEST_SECONDS else None


def media_type(kind: MediaKind, content: bytes) -> str | None:
    """Return the media type that the bytes themselves show, None when they are not of the kind."""
    if kind is MediaKind.VOICE:
        is_opus = content.startswith(b"OggS") and b"OpusHead" in content[:HEAD]
        return "audio/ogg" if is_opus else None
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None
