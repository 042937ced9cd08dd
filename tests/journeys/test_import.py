"""A caseworker imports a course."""

from datetime import timedelta

from bot.imports import lists
from tests.journeys.conftest import Traveller
from tests.journeys.programme import FILES, Programme, bring_in_text
from tests.support.desk import Desk
from tests.support.world import World


async def test_the_imported_course_stands_in_the_console(
    world: World, programme: Programme
) -> None:
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.follow("Forløb")
    await desk.follow("Bus")
    assert "CV-workshop" in desk.page.text
    assert "26/11 09:30" in desk.page.text
    assert "Selam Haile" in desk.page.text
    await desk.close()


async def test_a_caseworker_of_another_municipality_sees_the_course_but_none_of_its_people(
    world: World, programme: Programme
) -> None:
    desk = Desk(world.home)
    await desk.sign_in("jonas@norddjurs.example")
    await desk.follow("Forløb")
    await desk.follow("Bus")
    assert "CV-workshop" in desk.page.text
    assert "Selam" not in desk.page.text
    await desk.open(f"/console/people/{programme.people['R-101']}")
    theirs = desk.page.text
    await desk.open("/console/people/999999")
    assert desk.page.text == theirs
    await desk.close()


async def test_the_same_file_again_changes_nothing_and_tells_nobody(
    world: World, programme: Programme, who: Traveller
) -> None:
    report = bring_in_text(
        world.home.database,
        lists.Name.SESSIONS,
        FILES[lists.Name.SESSIONS],
        now=world.clock() + timedelta(hours=1),
    )
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    assert report.told == 0
