"""A search that Mette has saved for herself."""

from bot.actions import searches
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.searches import Plan
from storage.database import Database
from tests.support.founding import NOW, Town


def found(database: Database, town: Town) -> dict[str, object]:
    """Return its number."""
    mette = Caller(municipality_id=1, staff_id=town.staff["Mette"])
    cause = Cause(mette, "test:saved", NOW)
    return {"search": searches.save(database, Plan("Arabisk", "sprog:ar"), cause=cause)}
