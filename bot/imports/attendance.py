"""A list of who was there: `course,key,reference,municipality,present,minutes`.

`key` is the session's within its course; without a course it is the date of a placement day.
"""

from bot.actions.imports.attendance import WantedAttendance
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns
from storage.vocabulary import Presence

WORDS = {"tilstede": Presence.PRESENT, "sen": Presence.LATE, "fravær": Presence.ABSENT}
A_DAY = 24 * 60


def parse(read: Reader) -> WantedAttendance:
    """Return what one row wants."""
    course = read.optional("course", cells.reference, "")
    is_day = not read.is_filled("course")
    return WantedAttendance(
        course=course,
        key="" if is_day else read.needed("key", cells.reference),
        on=read.needed("key", calendar.day) if is_day else None,
        reference=read.needed("reference", cells.reference),
        municipality=read.needed("municipality", cells.reference),
        presence=read.needed("present", cells.word(Presence, WORDS)),
        minutes=read.optional("minutes", cells.whole_number(low=0, high=A_DAY), None),
    )


KIND = Kind(
    columns=Columns(("course", "key", "reference", "municipality", "present"), ("minutes",)),
    parse=parse,
    key=lambda wanted: (
        wanted.course,
        wanted.key or wanted.on,
        wanted.municipality.casefold(),
        wanted.reference,
    ),
    key_column="key",
)
