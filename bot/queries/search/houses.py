"""What the asker's house has named: looked up before a query is read, for "did you mean"."""

from collections.abc import Callable, Iterable

from sqlmodel import Session as Db, col, select

from bot.actions.access import Caller
from bot.queries.search.parsing import LONGEST
from bot.rules.search import catalogue
from bot.rules.search.field import Named
from bot.rules.search.house import House, Name
from storage.courses import Course, CourseMunicipality, Project, ProjectMunicipality
from storage.municipalities import Municipality
from storage.readiness import Category
from storage.staff import Staff


def of(db: Db, caller: Caller, text: str) -> House:
    """Return the names that this caller knows: those of their municipality, or all of them.

    What `text` does not ask for is not looked up.
    """
    typed = text[:LONGEST].lower()
    asked = {
        field.named
        for field in catalogue.FIELDS
        if field.named and any(name in typed for name in field.names)
    }
    named = {kind: tuple(LOADERS[kind](db, caller.municipality_id)) for kind in asked}
    return House(named, me=caller.staff_id)


def whole(db: Db, caller: Caller) -> House:
    """Return all names that this caller knows, for words that stand without a field."""
    named = {kind: tuple(load(db, caller.municipality_id)) for kind, load in LOADERS.items()}
    return House(named, me=caller.staff_id)


def _courses(db: Db, home: int | None) -> Iterable[Name]:
    found = select(Course).order_by(Course.code)
    if home is not None:
        found = found.join(
            CourseMunicipality, col(CourseMunicipality.course_id) == Course.id
        ).where(CourseMunicipality.municipality_id == home)
    for row in db.exec(found):
        yield Name(row.id or 0, (row.name_da, row.code), row.name_en)


def _projects(db: Db, home: int | None) -> Iterable[Name]:
    found = select(Project).order_by(Project.name)
    if home is not None:
        found = found.join(
            ProjectMunicipality, col(ProjectMunicipality.project_id) == Project.id
        ).where(ProjectMunicipality.municipality_id == home)
    for row in db.exec(found):
        yield Name(row.id or 0, (row.name,))


def _categories(db: Db, home: int | None) -> Iterable[Name]:
    found = select(Category).order_by(col(Category.position), col(Category.id))
    if home is not None:
        found = found.where(Category.municipality_id == home)
    for row in db.exec(found):
        yield Name(row.id or 0, (row.label_da, row.key), row.label_en)


def _staff(db: Db, home: int | None) -> Iterable[Name]:
    found = select(Staff).order_by(Staff.name)
    if home is not None:
        found = found.where(Staff.municipality_id == home)
    for row in db.exec(found):
        yield Name(row.id or 0, (row.name, row.email))


def _municipalities(db: Db, home: int | None) -> Iterable[Name]:
    found = select(Municipality).order_by(Municipality.name)
    if home is not None:
        found = found.where(Municipality.id == home)
    for row in db.exec(found):
        yield Name(row.id or 0, (row.name,))


LOADERS: dict[Named, Callable[[Db, int | None], Iterable[Name]]] = {
    Named.COURSE: _courses,
    Named.PROJECT: _projects,
    Named.CATEGORY: _categories,
    Named.STAFF: _staff,
    Named.MUNICIPALITY: _municipalities,
}
