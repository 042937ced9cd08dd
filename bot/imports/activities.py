"""A list of weekly hours that count: `reference,municipality,kind,hours,from,until`."""

from bot.actions.imports.activities import WantedActivity
from bot.imports import calendar, cells, outcomes
from bot.imports.reader import Kind, Reader
from bot.imports.table import Columns
from storage.vocabulary import ActivityKind

KINDS = {
    "dansk": ActivityKind.DANISH,
    "praktik": ActivityKind.PLACEMENT,
    "nyttejob": ActivityKind.UTILITY_JOB,
    "småjob": ActivityKind.SMALL_JOB,
    "forberedelse": ActivityKind.PREPARATION,
    "jobsøgning": ActivityKind.JOB_SEARCH,
    "andet": ActivityKind.OTHER,
}


def parse(read: Reader) -> WantedActivity:
    """Return what one row wants."""
    return WantedActivity(
        reference=read.needed("reference", cells.reference),
        municipality=read.needed("municipality", cells.reference),
        kind=read.needed("kind", cells.word(ActivityKind, KINDS)),
        hours=read.needed("hours", outcomes.hours),
        from_on=read.needed("from", calendar.day),
        until_on=read.optional("until", calendar.day, None),
        note=read.known("note", cells.text),
        has_until=read.has("until"),
    )


KIND = Kind(
    columns=Columns(("reference", "municipality", "kind", "hours", "from"), ("until", "note")),
    parse=parse,
    key=lambda wanted: (
        wanted.municipality.casefold(),
        wanted.reference,
        wanted.kind,
        wanted.from_on,
    ),
    key_column="reference",
)
