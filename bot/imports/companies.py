"""A list of companies: `key,name,municipality,address,latitude,longitude,contact,phone`."""

from bot.actions.imports.companies import WantedCompany
from bot.imports import cells
from bot.imports.places import position
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns


def parse(read: Reader) -> WantedCompany:
    """Return what one row wants."""
    return WantedCompany(
        key=read.needed("key", cells.reference),
        name=read.needed("name", cells.text),
        municipality=read.needed("municipality", cells.reference),
        address=read.known("address", cells.address),
        contact=read.known("contact", cells.text),
        phone=read.known("phone", cells.phone),
        position=position(read),
        has_position=read.has("latitude") and read.has("longitude"),
    )


KIND = Kind(
    columns=Columns(
        ("key", "name", "municipality"),
        ("address", "latitude", "longitude", "contact", "phone"),
    ),
    parse=parse,
    key=lambda wanted: (wanted.municipality.casefold(), wanted.key),
    key_column="key",
)
