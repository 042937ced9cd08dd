"""What a form brings: its values, and the files that were chosen in it."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.rules import clips
from bot.rules.refusals import Refused
from bot.rules.written import clean

BIGGEST_FORM = 64 * 1024
BIGGEST_UPLOAD = clips.BIGGEST + BIGGEST_FORM
MOST_FIELDS = 50
MULTIPART = "multipart/form-data"


class FormTooBig(Refused):
    """This form holds more than can be read. Shorten what you have written."""


@dataclass(frozen=True)
class Posted:
    """One value a field, and the content of each file."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


async def read(request: Request) -> Posted:
    """Return what was posted; raises FormTooBig."""
    if request.method != "POST":
        return Posted()
    with_files = request.headers.get("content-type", "").startswith(MULTIPART)
    body = await _body(request, BIGGEST_UPLOAD if with_files else BIGGEST_FORM)
    try:
        return await _parts(request, body) if with_files else _fields(body)
    except (ValueError, MultiPartException) as error:
        raise FormTooBig from error


async def _body(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise FormTooBig
    return bytes(body)


def _fields(body: bytes) -> Posted:
    pairs = parse_qsl(
        body.decode(errors="replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
    )
    return Posted({name: clean(value) for name, value in pairs})


async def _parts(request: Request, body: bytes) -> Posted:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        request.headers, stream(), max_files=1, max_fields=MOST_FIELDS, max_part_size=BIGGEST_FORM
    )
    posted = Posted()
    for name, value in (await parser.parse()).multi_items():
        if isinstance(value, UploadFile):
            posted.files[name] = await value.read()
            await value.close()
        else:
            posted.values[name] = clean(value)
    return posted
