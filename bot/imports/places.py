"""A place on the map, in two cells that belong together."""

from bot.imports import cells
from bot.imports.reader import Reader
from bot.imports.refusals import OtherDegreeMissing


def position(read: Reader) -> tuple[float, float] | None:
    """Return the degrees north and east, if they are given."""
    latitude = read.optional("latitude", cells.degree(limit=90), None)
    longitude = read.optional("longitude", cells.degree(limit=180), None)
    if latitude is not None and longitude is not None:
        return latitude, longitude
    if read.is_filled("latitude") != read.is_filled("longitude"):
        column = "longitude" if read.is_filled("latitude") else "latitude"
        read.refuse(column, OtherDegreeMissing())
    return None
