"""A caseworker asks for people in her own chat, and hears who has come into what she follows."""

from datetime import timedelta

from sqlmodel import select

from bot.actions import access, searches
from bot.actions.changes import Cause
from bot.actions.searches import Plan
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Language
from tests.journeys.programme import Programme
from tests.journeys.test_staff_chat import METTE, connected
from tests.support.world import World

HOUR = timedelta(hours=1)


async def test_people_are_found_on_the_phone_and_news_of_a_search_come_once(
    world: World, programme: Programme
) -> None:
    mette = await connected(world)
    mette.send("🔎 Find borgere")
    await world.settle()
    assert "hold:Bus sprog:ti" in mette.last.text
    await world.restart()
    mette.send("sprogg:ar")
    await world.settle()
    assert "på plads \u20681\u2069" in mette.last.text
    assert "sprog" in mette.last.text
    await world.restart()
    mette.send("sprog:ar  ")
    await world.settle()
    assert "Amal" in mette.last.text
    assert "sprog: arabisk" in mette.last.text
    assert "http://console.test/console/search?q=sprog%3Aar" in mette.last.html
    with world.home.database.transaction() as db:
        member = db.exec(select(Staff).where(Staff.email == METTE)).one()
        cause = Cause(access.staff(member), "journey:search", world.clock())
        kept = [row.params for row in db.exec(select(Outbox).where(Outbox.kind == "search_found"))]
    assert "sprog" not in str(kept), "what was asked may be a name, and stays in the inbox"
    plan = Plan("Læser dansk", "sprog:da", alerts=True)
    searches.save(world.home.database, plan, cause=cause)
    await world.at(world.clock() + HOUR)
    with world.home.database.transaction() as db:
        for number in programme.people.values():
            db.get_one(Participant, number).language = Language.DANISH
    await world.at(world.clock() + 2 * HOUR)
    told = [one.text for one in mette.screen if "Læser dansk" in one.text]
    assert len(told) == 1
    assert "nye borgere" in told[0]
    mette.send("/today")
    await world.settle()
    assert "finder nu" in mette.last.text
