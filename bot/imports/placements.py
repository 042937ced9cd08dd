"""A list of placements: who (reference, municipality), where (company, slot), and when.

`key` is the placement's own name among the person's. Without weekdays and hours those of the
slot hold.
"""

from bot.actions.imports.placements import WantedPlacement
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.refusals import SlotOrHours
from bot.imports.table import Columns

HOURS = ("weekdays", "starts", "ends")


def parse(read: Reader) -> WantedPlacement:
    """Return what one row wants."""
    wanted = WantedPlacement(
        reference=read.needed("reference", cells.reference),
        municipality=read.needed("municipality", cells.reference),
        key=read.needed("key", cells.reference),
        company=read.needed("company", cells.reference),
        slot=read.optional("slot", cells.reference, ""),
        from_on=read.needed("from", calendar.day),
        until_on=read.needed("until", calendar.day),
        weekdays=read.optional("weekdays", calendar.weekdays, None),
        starts=read.optional("starts", calendar.clock, None),
        ends=read.optional("ends", calendar.clock, None),
        contact=read.known("contact", cells.text),
    )
    if not read.is_filled("slot"):
        for column in HOURS:
            if not read.is_filled(column):
                read.refuse(column, SlotOrHours())
    return wanted


KIND = Kind(
    columns=Columns(
        ("reference", "municipality", "key", "company", "from", "until"),
        ("slot", *HOURS, "contact"),
    ),
    parse=parse,
    key=lambda wanted: (wanted.municipality.casefold(), wanted.reference, wanted.key),
    key_column="key",
)
