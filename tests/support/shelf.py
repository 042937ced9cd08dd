"""A template of Randers' own with a picture, as a caseworker has written it."""

from bot.actions import templates
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.rules import enclosures
from bot.rules.writings import Contents, Draft
from storage.database import Database
from storage.vocabulary import Language
from storage.writings import Template
from tests.support.founding import NOW, Town
from tests.support.media import JPEG


def found(database: Database, town: Town) -> dict[str, object]:
    """Return the number of the template, and what its picture is known by."""
    mette = Caller(municipality_id=1, staff_id=town.staff["Mette"])
    texts = {Language.DANISH: Draft("Husk mad"), Language.ARABIC: Draft("أحضر الطعام")}
    picture = {Language.DANISH: enclosures.read(JPEG, "mad.jpg")}
    cause = Cause(mette, "test:shelf", NOW)
    number = templates.add(database, "Madpakke", Contents(texts, picture), cause=cause)
    with database.reading() as db:
        writing = db.get_one(Template, number).writing_id
    return {"template": number, "writing": writing, "language": "da"}
