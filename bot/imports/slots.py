"""A list of slots: at which company, which trade, how many places, and when.

`company` is the company's key, `trade` is Danish.
"""

from bot.actions.imports.slots import WantedSlot
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns

MOST_PLACES = 200
HIGHEST_LEVEL = 3


def parse(read: Reader) -> WantedSlot:
    """Return what one row wants."""
    return WantedSlot(
        municipality=read.needed("municipality", cells.reference),
        company=read.needed("company", cells.reference),
        key=read.needed("key", cells.reference),
        trade=read.needed("trade", cells.text),
        trade_en=read.known("trade_en", cells.text),
        trade_ar=read.known("trade_ar", cells.text),
        trade_ti=read.known("trade_ti", cells.text),
        capacity=read.needed("capacity", cells.whole_number(low=1, high=MOST_PLACES)),
        level=read.optional("level", cells.whole_number(low=0, high=HIGHEST_LEVEL), 0),
        weekdays=read.needed("weekdays", calendar.weekdays),
        starts=read.needed("starts", calendar.clock),
        ends=read.needed("ends", calendar.clock),
        from_on=read.needed("from", calendar.day),
        until_on=read.needed("until", calendar.day),
    )


KIND = Kind(
    columns=Columns(
        (
            "municipality",
            "company",
            "key",
            "trade",
            "capacity",
            "weekdays",
            "starts",
            "ends",
            "from",
            "until",
        ),
        ("trade_en", "trade_ar", "trade_ti", "level"),
    ),
    parse=parse,
    key=lambda wanted: (wanted.municipality.casefold(), wanted.company, wanted.key),
    key_column="key",
)
