"""Voice notes made by hand: whole OGG files with nothing to hear in them."""

import struct

HEAD = b"OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00"
TAGS = b"OpusTags\x04\x00\x00\x00test\x00\x00\x00\x00"


def page(body: bytes, *, samples: int = 0, number: int = 0) -> bytes:
    """Return one page that ends after so many samples of 48,000 a second."""
    sizes = [255] * (len(body) // 255) + [len(body) % 255]
    head = struct.pack("<4sBBQIIIB", b"OggS", 0, 0, samples, 1, number, 0, len(sizes))
    return head + bytes(sizes) + body


def voice_note(*, seconds: float = 3.0, body: bytes = b"\xf8\xff\xfe") -> bytes:
    """Return a voice note that says that it lasts so long."""
    return page(HEAD) + page(TAGS, number=1) + page(body, samples=int(seconds * 48_000), number=2)
