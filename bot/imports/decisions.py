"""A list of match categories: `reference,municipality,category,date,reason`."""

from bot.actions.imports.decisions import WantedDecision
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns


def parse(read: Reader) -> WantedDecision:
    """Return what one row wants."""
    return WantedDecision(
        reference=read.needed("reference", cells.reference),
        municipality=read.needed("municipality", cells.reference),
        category=read.needed("category", cells.reference),
        on=read.needed("date", calendar.day),
        reason=read.needed("reason", cells.long_text),
    )


KIND = Kind(
    columns=Columns(("reference", "municipality", "category", "date", "reason")),
    parse=parse,
    key=lambda wanted: (wanted.municipality.casefold(), wanted.reference, wanted.on),
    key_column="reference",
)
