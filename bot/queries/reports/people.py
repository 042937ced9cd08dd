"""The people behind a figure, as far as the reader may see them by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session as Db, col

from bot.actions import access
from bot.actions.access import Caller
from bot.queries.refs import PersonRef
from bot.queries.reports import groups, standings
from bot.queries.reports.groups import Group
from bot.rules.reports.figures import DEFINITIONS, Among, By, Name, who
from bot.rules.reports.standing import Standing
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Participant


@dataclass(frozen=True)
class Row:
    """Somebody, and where they stand; who was erased is known by the case reference alone."""

    person: PersonRef
    municipality: str
    standing: Standing


@dataclass(frozen=True)
class Wanted:
    """Whose rows: of a figure, of a group if `by` is not None (its `key` is as in the report)."""

    project_id: int
    on: date
    name: Name = Name.STARTED
    by: By | None = None
    key: str = ""
    among: Among = Among.STARTED


def people(database: Database, caller: Caller, wanted: Wanted) -> list[Row]:
    """Return who is counted, of the caller's own people; raises NotThere for who sees counts."""
    access.caseworkers_only(caller)
    with database.reading() as db:
        access.project(db, caller, wanted.project_id)
        definition, among = DEFINITIONS[wanted.name], who(wanted.name, wanted.among)
        return [
            row
            for row in _rows(db, caller, wanted)
            if definition.is_among(row.standing, among) and definition.counts(row.standing)
        ]


def group(database: Database, caller: Caller, wanted: Wanted) -> Group | None:
    """Return the group whose rows are wanted; raises NotThere."""
    with database.reading() as db:
        access.project(db, caller, wanted.project_id)
        known = groups.known(db, wanted.by, wanted.project_id) if wanted.by else []
    return next((one for one in known if one.key == wanted.key), None)


def _rows(db: Db, caller: Caller, wanted: Wanted) -> Iterable[Row]:
    by_course = wanted.by is By.COURSE
    found = standings.standings(
        wanted.project_id,
        wanted.on,
        groups.column(wanted.by).label("key"),
        col(Participant.id),
        col(Participant.name),
        col(Participant.reference),
        col(Municipality.name).label("municipality"),
        by_course=by_course,
    ).join(Municipality, col(Municipality.id) == col(Participant.municipality_id))
    if not caller.is_operator:
        found = found.where(col(Participant.municipality_id) == caller.municipality_id)
    found = found.order_by(col(Participant.name), col(Participant.reference))
    known = groups.known(db, wanted.by, wanted.project_id) if wanted.by else []
    wanted_ids = {group.id for group in known if group.key == wanted.key}
    for key, number, name, reference, municipality, *course, standing in db.exec(found):  # type: ignore[call-overload]
        if wanted.by is None or (course[0] if course else key) in wanted_ids:
            person = PersonRef(number, name, reference)
            yield Row(person, municipality, standings.read(standing))
