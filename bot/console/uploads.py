"""What a form brings: its values, and the files that were chosen in it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.rules import clips, enclosures
from bot.rules.refusals import Refused
from bot.rules.written import clean

BIGGEST_FORM = 128 * 1024
"""Four texts of the greatest length in the widest script fit, as a form without files has them."""
MOST_FIELDS = 100
MOST_FIELDS_WITH_FILES = 1000
"""The boxes of those who are chosen by name are among them."""
MULTIPART = "multipart/form-data"


class FormTooBig(Refused):
    """This form holds more than can be read. Shorten what you have written."""


@dataclass(frozen=True)
class Room:
    """How many files a form may bring, and how many bytes one of them may have."""

    files: int = 1
    size: int = clips.BIGGEST

    @property
    def most(self) -> int:
        """How much is read at all, so that too large a file loses nothing that was typed."""
        return 2 * self.files * self.size + BIGGEST_FORM


ORDINARY = Room()
FOR_ENCLOSURES = Room(files=4, size=enclosures.BIGGEST)
"""One file for each language."""


@dataclass(frozen=True)
class Upload:
    """A file as it was chosen; of one that is too large, one byte more than may be is kept."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Posted:
    """One value a field, and the files that were chosen."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


async def read(request: Request, room: Room = ORDINARY) -> Posted:
    """Return what was posted; raises FormTooBig."""
    if request.method != "POST":
        return Posted()
    with_files = request.headers.get("content-type", "").startswith(MULTIPART)
    body = _body(request, room.most if with_files else BIGGEST_FORM)
    try:
        return await _parts(request, body, room) if with_files else await _fields(body)
    except (ValueError, MultiPartException) as error:
        raise FormTooBig from error


async def _body(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > limit:
            raise FormTooBig
        yield piece


async def _fields(body: AsyncGenerator[bytes, None]) -> Posted:
    text = b"".join([piece async for piece in body]).decode(errors="replace")
    pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    return Posted({name: clean(value) for name, value in pairs})


async def _parts(request: Request, body: AsyncGenerator[bytes, None], room: Room) -> Posted:
    parser = MultiPartParser(
        request.headers,
        body,
        max_files=room.files,
        max_fields=MOST_FIELDS_WITH_FILES,
        max_part_size=BIGGEST_FORM,
    )
    posted = Posted()
    for name, value in (await parser.parse()).multi_items():
        if isinstance(value, UploadFile):
            content = await value.read(room.size + 1)
            posted.files[name] = Upload(clean(value.filename or ""), content)
            await value.close()
        else:
            posted.values[name] = clean(value)
    return posted
