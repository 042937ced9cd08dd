"""A picture says how large it is, and one that Telegram would not show is refused in time."""

from pathlib import Path

import pytest

from bot.demo.phones import samples
from bot.rules import enclosures, pictures
from bot.rules.enclosures import PictureOfNoUse
from tests.support.media import JPEG

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
WEBP = b"RIFF\0\0\0\0WEBP"
FILLED = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xff\xc2\x00\x0b\x08\x00\x14\x01\x40\x03"


def png(width: int, height: int) -> bytes:
    return PNG + width.to_bytes(4) + height.to_bytes(4)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(640, 480), (640, 480)),
        (FILLED, (320, 20)),
        (WEBP + b"VP8X" + bytes(8) + b"\x7f\x02\0\xdf\x01\0", (640, 480)),
        (WEBP + b"VP8L" + bytes(4) + b"\x2f" + (639 | 479 << 14).to_bytes(4, "little"), (640, 480)),
        (WEBP + b"VP8 " + bytes(7) + b"\x9d\x01\x2a\x80\x02\xe0\x01", (640, 480)),
        (JPEG, None),
        (FILLED[:10], None),
        (b"\xff\xd8" + b"\xff\xe0\x00\x02" * 1000 + FILLED[2:], None),  # what no photo has
        (WEBP, None),
    ],
)
def test_the_bytes_tell_the_size(content: bytes, size: pictures.Size | None) -> None:
    assert pictures.size_of(content) == size


def test_a_real_photo_tells_its_size() -> None:
    photo = Path(samples.__file__).with_name("photo.jpg").read_bytes()
    size = pictures.size_of(photo)
    assert size is not None
    assert pictures.is_shown(size)


@pytest.mark.parametrize(("width", "height"), [(12000, 9000), (5001, 5000), (421, 20)])
def test_a_picture_that_telegram_does_not_show_is_refused(width: int, height: int) -> None:
    with pytest.raises(PictureOfNoUse, match=f"{width} × {height}"):
        enclosures.read(png(width, height), "plan.png")
    assert enclosures.read(png(5000, 5000), "plan.png").name == "plan.png"
