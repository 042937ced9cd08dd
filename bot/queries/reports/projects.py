"""The projects that somebody may ask for a report of."""

from dataclasses import dataclass

from sqlmodel import Session as Db, col, select

from bot.actions.access import Caller
from bot.rules.refusals import NotThere, Refused
from storage.courses import Project, ProjectMunicipality
from storage.database import Database


class UnknownProject(Refused):
    """There is no project {name}. Those there are: {names}."""


class NoProjects(Refused):
    """There is no project yet. Import its courses first."""


@dataclass(frozen=True)
class ProjectRef:
    """A project."""

    id: int
    name: str


def listing(database: Database, caller: Caller) -> list[ProjectRef]:
    """Return the projects that the caller's municipality takes part in, by name."""
    with database.reading() as db:
        return of(db, caller)


def named(database: Database, caller: Caller, name: str) -> ProjectRef:
    """Return the caller's project with this name, compared without case.

    Raises UnknownProject and NoProjects.
    """
    found = listing(database, caller)
    for one in found:
        if one.name.casefold() == name.strip().casefold():
            return one
    if not found:
        raise NoProjects
    raise UnknownProject(name=name, names=", ".join(one.name for one in found))


def of(db: Db, caller: Caller) -> list[ProjectRef]:
    """Return the same within a transaction; raises NotThere for participants."""
    if caller.participant_id is not None:
        raise NotThere
    found = select(Project).order_by(Project.name)
    if not caller.is_operator:
        theirs = select(ProjectMunicipality.project_id).where(
            ProjectMunicipality.municipality_id == caller.municipality_id
        )
        found = found.where(col(Project.id).in_(theirs))
    return [ProjectRef(row.id or 0, row.name) for row in db.exec(found)]
