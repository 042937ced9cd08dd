"""What staff may send along with a text: a picture, a PDF or a voice note, by its first bytes."""

from dataclasses import dataclass

from bot.rules import media, pictures
from bot.rules.media import MEGABYTE
from bot.rules.refusals import Refused
from storage.vocabulary import EnclosureKind, MediaKind

BIGGEST_MEGABYTES = 20
BIGGEST = BIGGEST_MEGABYTES * MEGABYTE
BIGGEST_PICTURE_MEGABYTES = 10
"""Telegram takes no larger one as a picture."""
LONGEST_NAME = 80

PDF = "application/pdf"

_ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    PDF: (".pdf",),
}


class NotAnEnclosure(Refused):
    """This file cannot be sent along.

    Choose a picture (JPEG, PNG or WebP), a PDF, or a voice note (OGG with Opus).
    """


class EnclosureTooBig(Refused):
    """This file is too large: at most {megabytes} MB. Choose a smaller one."""


class PictureOfNoUse(Refused):
    """Telegram does not show a picture of {width} × {height} points.

    Width and height are at most 10,000 together, and one at most 20 times the other. Choose a
    smaller picture, or a PDF.
    """


@dataclass(frozen=True)
class Enclosure:
    """A file that was looked at."""

    content: bytes
    name: str
    kind: EnclosureKind
    media_type: str


def read(content: bytes, name: str, *, field: str = "") -> Enclosure:
    """Return a file that can be sent along; raises NotAnEnclosure and what says why."""
    check_size(len(content), field=field)
    kind, media_type = _kind(content, field)
    if kind is EnclosureKind.PICTURE:
        check_size(len(content), megabytes=BIGGEST_PICTURE_MEGABYTES, field=field)
        _check_shape(content, field)
    return Enclosure(content, _named(name, media_type), kind, media_type)


def check_size(size: int, *, megabytes: int = BIGGEST_MEGABYTES, field: str = "") -> None:
    """Raise EnclosureTooBig for a file of so many bytes."""
    if size > megabytes * MEGABYTE:
        raise EnclosureTooBig(megabytes=megabytes, field=field)


def _check_shape(content: bytes, field: str) -> None:
    size = pictures.size_of(content)
    if size is not None and not pictures.is_shown(size):
        width, height = size
        raise PictureOfNoUse(width=width, height=height, field=field)


def _kind(content: bytes, field: str) -> tuple[EnclosureKind, str]:
    picture = media.media_type(MediaKind.PHOTO, content)
    if picture:
        return EnclosureKind.PICTURE, picture
    voice = media.media_type(MediaKind.VOICE, content)
    if voice:
        return EnclosureKind.VOICE, voice
    if content.startswith(b"%PDF-"):
        return EnclosureKind.PDF, PDF
    raise NotAnEnclosure(field=field)


def _named(name: str, media_type: str) -> str:
    """Return the name that the file has on a phone, with an ending that tells what it is."""
    endings = _ENDINGS[media_type]
    bare = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())
    stem, dot, ending = bare.rpartition(".")
    if f"{dot}{ending}".casefold() not in endings:
        stem, ending = bare, endings[0].removeprefix(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"
