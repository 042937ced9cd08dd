"""How many points a picture has, as its first bytes say, and whether Telegram shows it.

Sources: https://www.w3.org/TR/png-3/#11IHDR, ITU-T T.81 B.2.2,
https://developers.google.com/speed/webp/docs/riff_container, and for the limits
https://core.telegram.org/bots/api#sendphoto
"""

import re

BOTH_SIDES = 10_000
RATIO = 20

Size = tuple[int, int]
"""Width and height in points."""

_SEGMENT = re.compile(rb"\xff++(.)(..)", re.DOTALL)
"""What a segment of a JPEG begins with, its kind and how long it is.

A marker may be filled up with any number of its first byte.
"""
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The kinds that tell the size."""
_MOST_SEGMENTS = 1000
"""Far more than a photo has before its frame."""


def is_shown(size: Size) -> bool:
    """Tell whether Telegram takes a picture of this size as one."""
    return sum(size) <= BOTH_SIDES and max(size) <= RATIO * max(min(size), 1)


def size_of(content: bytes) -> Size | None:
    """Return the size of a JPEG, PNG or WebP; None where the bytes do not tell."""
    if content.startswith(b"\x89PNG"):
        found = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    elif content.startswith(b"\xff\xd8"):
        found = _of_jpeg(content)
    else:
        found = _of_webp(content)
    return found if all(found) else None


def _of_jpeg(content: bytes) -> Size:
    """Go from segment to segment until one begins the frame."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        segment = _SEGMENT.match(content, at)
        if segment is None:
            break
        if ord(segment[1]) in _FRAMES:
            at = segment.end() + 1
            return int.from_bytes(content[at + 2 : at + 4]), int.from_bytes(content[at : at + 2])
        at = segment.start(2) + max(int.from_bytes(segment[2]), 2)
    return 0, 0


def _of_webp(content: bytes) -> Size:
    match content[12:16]:
        case b"VP8X":
            return _little(content[24:27]) + 1, _little(content[27:30]) + 1
        case b"VP8L":
            packed = _little(content[21:25])
            return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return _little(content[26:28]) & 0x3FFF, _little(content[28:30]) & 0x3FFF
        case _:
            return 0, 0


def _little(content: bytes) -> int:
    return int.from_bytes(content, "little")
