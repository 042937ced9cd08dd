"""The match categories, as those see them who give and choose them."""

from collections.abc import Collection

from sqlmodel import Session as Db, col, select

from bot.actions import access
from bot.actions.access import Caller
from bot.queries.parts import Label, Parts
from storage import readiness
from storage.database import Database
from storage.readiness import Category


def weekly_hours(database: Database, caller: Caller) -> int:
    """Return how many hours a week the caller's municipality asks of everybody; raises NotThere."""
    with database.reading() as db:
        return access.municipality(db, caller).weekly_hours


def of_home(database: Database, caller: Caller) -> list[Category]:
    """Return the categories of the caller's municipality, also those given no more.

    Raises NotThere.
    """
    with database.reading() as db:
        home = access.municipality(db, caller)
        return readiness.categories_of(db, home.id or 0)


def given(database: Database, caller: Caller, participant_id: int) -> list[Category]:
    """Return the categories that this person can be put into; raises NotThere."""
    with database.reading() as db:
        access.caseworkers_only(caller)
        person = access.participant(db, caller, participant_id)
        found = readiness.categories_of(db, person.municipality_id)
        return [one for one in found if one.active]


def name(category: Category) -> Label:
    """Return what a category is called."""
    return Label(category.label_da, category.label_en)


def describe(db: Db, ids: Collection[int]) -> dict[int, Parts]:
    """Return what to say of each of these categories by its id."""
    found = db.exec(select(Category).where(col(Category.id).in_(ids)))
    return {one.id or 0: (name(one),) for one in found}
