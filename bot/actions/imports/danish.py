"""Bring levels of Danish in; the person and the day since when say which it is."""

from dataclasses import dataclass
from datetime import date

from bot.actions.changes import Cause
from bot.actions.imports import kept
from bot.actions.imports.lines import Effect
from bot.actions.imports.run import Noun
from bot.actions.imports.work import NoSuchPerson, Work, of_person
from bot.actions.readiness import abilities
from bot.actions.readiness.abilities import Level
from storage import abilities as stored
from storage.people import Participant


@dataclass(frozen=True)
class WantedDanish:
    """A level of Danish, its education and module, and since when."""

    reference: str
    municipality: str
    level: tuple[int, int]
    since: date


@of_person
def bring(work: Work, person: Participant, wanted: WantedDanish, cause: Cause) -> Effect:
    """Note a level of Danish; another one of the same day holds in the place of what was known.

    The same that staff have withdrawn stays so. Raises NoSuchPerson, and what
    `abilities.note_danish_in` raises.
    """
    known = stored.danish_of(work.db, person.id or 0)
    latest = kept.latest(one for one in known if one.since == wanted.since)
    if latest and (latest.education, latest.module) == wanted.level:
        return Effect.UNCHANGED
    level = Level(*wanted.level, wanted.since)
    abilities.note_danish_in(work.db, person, level, cause=cause)
    return Effect.CHANGED if latest and not latest.withdrawn_at else Effect.ADDED


DANISH = Noun(
    bring,
    "level",
    {NoSuchPerson: "reference"},
    fields={"education": "level", "module": "level"},
)
