"""A list of places on courses: `reference,municipality,course,since,ended,ending`."""

from bot.actions.imports.enrolments import WantedEnrolment
from bot.imports import calendar, cells
from bot.imports.reader import Kind, Reader
from bot.imports.refusals import EndingWithDay
from bot.imports.table import Columns
from storage.vocabulary import EnrolmentEnd

ENDINGS = {"gennemført": EnrolmentEnd.COMPLETED, "stoppet": EnrolmentEnd.LEFT}


def parse(read: Reader) -> WantedEnrolment:
    """Return what one row wants."""
    for column, other in (("ended", "ending"), ("ending", "ended")):
        if read.is_filled(other) and not read.is_filled(column):
            read.refuse(column, EndingWithDay())
    return WantedEnrolment(
        reference=read.needed("reference", cells.reference),
        municipality=read.needed("municipality", cells.reference),
        course=read.needed("course", cells.reference),
        since=read.optional("since", calendar.day, None),
        ended=read.optional("ended", calendar.day, None),
        ending=read.optional("ending", cells.word(EnrolmentEnd, ENDINGS), None),
    )


KIND = Kind(
    columns=Columns(("reference", "municipality", "course"), ("since", "ended", "ending")),
    parse=parse,
    key=lambda wanted: (
        wanted.municipality.casefold(),
        wanted.reference,
        wanted.course,
        wanted.since,
    ),
    key_column="reference",
)
