"""A list of events: `municipality,key,title,…,starts,ends,place,courses`.

An event is of no course; it is open to those between the bars, or to the whole municipality.
"""

from bot.actions.imports.events import WantedEvent
from bot.imports import cells
from bot.imports.courses import between_bars
from bot.imports.reader import Kind, Reader
from bot.imports.sessions import KINDS, TOLD, occasion
from bot.imports.table import Columns
from storage.vocabulary import SessionKind


def parse(read: Reader) -> WantedEvent:
    """Return what one row wants."""
    return WantedEvent(
        municipality=read.needed("municipality", cells.reference),
        courses=read.optional("courses", between_bars, ()),
        kind=read.optional("kind", cells.word(SessionKind, KINDS), SessionKind.EVENT),
        **occasion(read),
    )


KIND = Kind(
    columns=Columns(
        ("municipality", "key", "title", "starts", "ends", "place"), ("kind", "courses", *TOLD)
    ),
    parse=parse,
    key=lambda wanted: (wanted.municipality.casefold(), wanted.key),
    key_column="key",
)
