"""A list of levels of Danish: `reference,municipality,level,since`, a level as DU2.3."""

import re

from bot.actions.imports.danish import WantedDanish
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.refusals import NotALevel
from bot.imports.table import Columns

_LEVEL = re.compile(
    r"(?:DU|danskuddannelse)?\s*([1-3])\s*(?:[.,/-]|modul|module)\s*([1-6])", re.IGNORECASE
)


def parse(read: Reader) -> WantedDanish:
    """Return what one row wants."""
    return WantedDanish(
        reference=read.needed("reference", cells.reference),
        municipality=read.needed("municipality", cells.reference),
        level=read.needed("level", level),
        since=read.needed("since", calendar.day),
    )


def level(value: str) -> tuple[int, int]:
    """Return the education and the module of `DU2.3` or `DU2 modul 3`; raises NotALevel."""
    found = _LEVEL.fullmatch(value)
    if found is None:
        raise NotALevel(text=value)
    return int(found[1]), int(found[2])


KIND = Kind(
    columns=Columns(("reference", "municipality", "level", "since")),
    parse=parse,
    key=lambda wanted: (wanted.municipality.casefold(), wanted.reference, wanted.since),
    key_column="reference",
)
