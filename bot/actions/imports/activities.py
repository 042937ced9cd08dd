"""Bring weekly hours in; the person, the kind and the first day say which they are."""

from dataclasses import dataclass
from datetime import date

from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchPerson, Work
from bot.actions.readiness import hours
from bot.actions.readiness.hours import Weekly
from storage import activities
from storage.activities import Activity
from storage.people import Participant
from storage.vocabulary import ActivityKind


@dataclass(frozen=True)
class WantedActivity:
    """Weekly hours as a list names them; a note that is None stays as it is."""

    reference: str
    municipality: str
    kind: ActivityKind
    hours: float
    from_on: date
    until_on: date | None = None
    note: str | None = None


def bring(work: Work, wanted: WantedActivity, cause: Cause) -> Effect:
    """Note weekly hours, in the place of what was known of them.

    Raises NoSuchPerson, and what `hours.note_activity_in` raises.
    """
    person = work.person(wanted.municipality, wanted.reference)
    known = _known(work, person, wanted)
    weekly = Weekly(wanted.hours, wanted.from_on, wanted.until_on)
    note = wanted.note if wanted.note is not None else (known.note if known else "")
    if known is not None:
        if (known.hours, known.until_on, known.note) == (wanted.hours, wanted.until_on, note):
            return Effect.UNCHANGED
        hours.remove_activity_in(work.db, person, known, cause=cause.part("before"))
    hours.note_activity_in(work.db, person, weekly, wanted.kind, note=note, cause=cause)
    return Effect.CHANGED if known else Effect.ADDED


def _known(work: Work, person: Participant, wanted: WantedActivity) -> Activity | None:
    found = activities.activities_of(work.db, person.id or 0)
    return next(
        (
            one
            for one in found
            if (one.kind, one.from_on, one.removed_at) == (wanted.kind, wanted.from_on, None)
        ),
        None,
    )


ACTIVITIES = Noun(
    bring,
    "kind",
    {NoSuchPerson: "reference"},
    fields={"from_on": "from", "until_on": "until"},
)
