"""Only what is a picture or a voice note, and not too much of it, is taken."""

import pytest

from bot.rules import media
from bot.rules.media import BIGGEST, LONGEST_SECONDS, Objection
from storage.vocabulary import MediaKind
from tests.support.media import JPEG, OGG

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
WEBP = b"RIFF\x10\0\0\0WEBPVP8 "


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [
        (MediaKind.VOICE, OGG, "audio/ogg"),
        (MediaKind.PHOTO, JPEG, "image/jpeg"),
        (MediaKind.PHOTO, PNG, "image/png"),
        (MediaKind.PHOTO, WEBP, "image/webp"),
        (MediaKind.PHOTO, OGG, None),
        (MediaKind.VOICE, JPEG, None),
        (MediaKind.VOICE, b"OggS" + b"\0" * 100, None),
        (MediaKind.PHOTO, b"<svg onload='alert(1)'>", None),
        (MediaKind.PHOTO, b"RIFF\x10\0\0\0AVI LIST", None),
        (MediaKind.PHOTO, b"", None),
    ],
)
def test_the_bytes_say_what_they_are(kind: MediaKind, content: bytes, found: str | None) -> None:
    assert media.media_type(kind, content) == found


def test_the_limits_themselves_are_let_through() -> None:
    assert media.objection(size=BIGGEST, seconds=LONGEST_SECONDS) is None
    assert media.objection(size=None, seconds=None) is None
    assert media.objection(size=BIGGEST + 1, seconds=None) is Objection.TOO_BIG
    assert media.objection(size=1, seconds=LONGEST_SECONDS + 1) is Objection.TOO_LONG
