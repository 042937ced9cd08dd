"""Bring weekly hours in; the person, the kind and the first day say which they are."""

from dataclasses import dataclass
from datetime import date

from bot.actions.changes import Cause
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchPerson, Work, of_person
from bot.actions.readiness import hours
from bot.actions.readiness.hours import Weekly
from storage import activities
from storage.people import Participant
from storage.vocabulary import ActivityKind


@dataclass(frozen=True)
class WantedActivity:
    """Weekly hours as a list names them; a note that is None stays as it is.

    So does the last day when the list has no column for it.
    """

    reference: str
    municipality: str
    kind: ActivityKind
    hours: float
    from_on: date
    until_on: date | None = None
    note: str | None = None
    has_until: bool = True


@of_person
def bring(work: Work, person: Participant, wanted: WantedActivity, cause: Cause) -> Effect:
    """Note weekly hours, in the place of what was known of them.

    The same that staff have removed stay so. Raises NoSuchPerson, and what
    `hours.note_activity_in` raises.
    """
    found = activities.activities_of(work.db, person.id or 0)
    alike = [one for one in found if (one.kind, one.from_on) == (wanted.kind, wanted.from_on)]
    known = next((one for one in alike if one.removed_at is None), None)
    until = known.until_on if known and not wanted.has_until else wanted.until_on
    note = wanted.note if wanted.note is not None else (known.note if known else "")
    said = (wanted.hours, until, note)
    if said in [(one.hours, one.until_on, one.note) for one in ([known] if known else alike)]:
        return Effect.UNCHANGED
    if known is not None:
        hours.remove_activity_in(work.db, person, known, cause=cause.part("before"))
    weekly = Weekly(wanted.hours, wanted.from_on, until)
    hours.note_activity_in(work.db, person, weekly, wanted.kind, note=note, cause=cause)
    return Effect.CHANGED if known else Effect.ADDED


ACTIVITIES = Noun(
    bring,
    "kind",
    {NoSuchPerson: "reference"},
    fields={"from_on": "from", "until_on": "until"},
)
