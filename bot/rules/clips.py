"""Whether a file is a voice note that Telegram plays: OGG with Opus, short, and whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.rules.refusals import Refused

LONGEST_SECONDS = 120
BIGGEST = 1_000_000
"""Bytes; Telegram shows what is larger as a file."""

MEDIA_TYPE = "audio/ogg"

_HEAD = 27
_SAMPLES_A_SECOND = 48_000
_UNKNOWN = (1 << 64) - 1


class NotAVoiceNote(Refused):
    """This is not a voice note. Record it as OGG with Opus, for example with Telegram itself."""


class ClipTooLong(Refused):
    """This is too long: at most {seconds} seconds. Record a shorter one."""


class ClipTooBig(Refused):
    """This file is too large: at most {bytes} bytes. Record a shorter one."""


@dataclass(frozen=True)
class _Page:
    body: bytes
    granule: int


def check(content: bytes) -> float:
    """Return how many seconds a voice note lasts; raises a refusal when it is none."""
    if len(content) > BIGGEST:
        raise ClipTooBig(bytes=BIGGEST)
    pages = list(_pages(content))
    if not pages or not pages[0].body.startswith(b"OpusHead"):
        raise NotAVoiceNote
    seconds = max(page.granule for page in pages) / _SAMPLES_A_SECOND
    if seconds <= 0:
        raise NotAVoiceNote
    if seconds > LONGEST_SECONDS:
        raise ClipTooLong(seconds=LONGEST_SECONDS)
    return seconds


def _pages(content: bytes) -> Iterator[_Page]:
    """Yield the pages of an OGG file; nothing else may stand before, between or after them."""
    place = 0
    while place < len(content):
        head = content[place : place + _HEAD]
        if len(head) < _HEAD or not head.startswith(b"OggS\0"):
            raise NotAVoiceNote
        begin = place + _HEAD + head[-1]
        sizes = content[place + _HEAD : begin]
        place = begin + sum(sizes)
        if len(sizes) < head[-1] or place > len(content):
            raise NotAVoiceNote
        granule = int.from_bytes(head[6:14], "little")
        yield _Page(content[begin:place], 0 if granule == _UNKNOWN else granule)
