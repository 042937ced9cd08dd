"""A list of sessions: `course,key,kind,title,…,starts,ends,place,address,bring`.

Times are Copenhagen's; `title` is Danish.
"""

from typing import Any

from bot.actions.imports.sessions import WantedSession
from bot.imports import cells
from bot.imports.places import position
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns
from storage.vocabulary import SessionKind

KINDS = {
    "undervisning": SessionKind.CLASS,
    "praktik": SessionKind.PLACEMENT,
    "besøg": SessionKind.VISIT,
    "møde": SessionKind.MEETING,
    "kontraktmøde": SessionKind.CONTRACT_MEETING,
    "arrangement": SessionKind.EVENT,
}


TOLD = ("title_en", "title_ar", "title_ti", "address", "bring", "contact", "latitude", "longitude")
"""What may be told of anything that is somewhere at some time."""


def parse(read: Reader) -> WantedSession:
    """Return what one row wants."""
    return WantedSession(
        course=read.needed("course", cells.reference),
        kind=read.needed("kind", cells.word(SessionKind, KINDS)),
        **occasion(read),
    )


def occasion(read: Reader) -> dict[str, Any]:
    """Return what is told of anything that is somewhere at some time."""
    return {
        "key": read.needed("key", cells.reference),
        "title": read.needed("title", cells.text),
        "title_en": read.known("title_en", cells.text),
        "title_ar": read.known("title_ar", cells.text),
        "title_ti": read.known("title_ti", cells.text),
        "starts": read.needed("starts", cells.moment),
        "ends": read.needed("ends", cells.moment),
        "place": read.needed("place", cells.text),
        "address": read.known("address", cells.address),
        "bring": read.known("bring", cells.long_text),
        "contact": read.known("contact", cells.text),
        "position": position(read),
        "has_position": read.has("latitude") and read.has("longitude"),
    }


KIND = Kind(
    columns=Columns(("course", "key", "kind", "title", "starts", "ends", "place"), TOLD),
    parse=parse,
    key=lambda wanted: (wanted.course, wanted.key),
    key_column="key",
)
