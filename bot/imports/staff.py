"""A list of staff: `email,name,municipality,role,phone`."""

from bot.actions import staff
from bot.actions.imports.staff import WantedStaff
from bot.imports import cells
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns
from storage.vocabulary import Role

ROLES = {
    "sagsbehandler": Role.CASEWORKER,
    "koordinator": Role.COORDINATOR,
    "administrator": Role.ADMIN,
}


def parse(read: Reader) -> WantedStaff:
    """Return what one row wants."""
    return WantedStaff(
        email=read.needed("email", staff.address),
        name=read.needed("name", cells.text),
        municipality=read.needed("municipality", cells.reference),
        role=read.needed("role", cells.word(Role, ROLES)),
        phone=read.known("phone", cells.phone),
    )


KIND = Kind(
    columns=Columns(("email", "name", "municipality", "role"), ("phone",)),
    parse=parse,
    key=lambda wanted: wanted.email,
    key_column="email",
)
