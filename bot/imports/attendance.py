"""A list of who was there: `course,key,reference,municipality,present,minutes,source`.

`key` is the session's within its course; without a course it is the date of a placement day.
Without a source it is the trainer who says so.
"""

from bot.actions.imports.attendance import WantedAttendance
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns
from storage.vocabulary import Presence, Source

WORDS = {"tilstede": Presence.PRESENT, "sen": Presence.LATE, "fravær": Presence.ABSENT}
SOURCES = {
    "deltager": Source.PARTICIPANT,
    "borger": Source.PARTICIPANT,
    "underviser": Source.TRAINER,
    "sagsbehandler": Source.CASEWORKER,
}
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
        source=read.optional("source", cells.word(Source, SOURCES), Source.TRAINER),
    )


KIND = Kind(
    columns=Columns(
        ("course", "key", "reference", "municipality", "present"), ("minutes", "source")
    ),
    parse=parse,
    key=lambda wanted: (
        wanted.course,
        wanted.key or wanted.on,
        wanted.municipality.casefold(),
        wanted.reference,
        wanted.source,
    ),
    key_column="key",
)
