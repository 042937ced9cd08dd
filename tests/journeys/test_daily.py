"""At eight on a working day a caseworker's own phone tells what the day brings."""

from datetime import timedelta

from sqlmodel import select

from bot.rules.time import read
from storage.outcomes import Achievement
from storage.vocabulary import ClaimState
from tests.journeys.conftest import JENS, joined
from tests.journeys.programme import Programme
from tests.journeys.test_staff_chat import connected, write
from tests.support import claim
from tests.support.world import World

EVENING, THURSDAY = read("2026-11-25 18:00"), read("2026-11-26 08:00")


async def test_the_list_comes_once_at_eight_and_is_dealt_with_by_taps(
    world: World, programme: Programme
) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    await world.at(EVENING)
    jens.tap(JENS.not_coming)
    await world.settle()
    await write(world, jens, "Hej Mette")
    await world.at(THURSDAY - timedelta(minutes=5))
    before = len(mette.screen)
    await world.at(THURSDAY)
    [daily] = mette.screen[before:]
    assert "Jens Pedersen" in daily.text
    assert "CV-workshop 09:30" in daily.text
    await world.restart()
    mette.tap("1 · ✅ Noteret")
    await world.settle()
    assert "CV-workshop 09:30" in mette.last.text  # he still does not come
    [[show]] = mette.last.labels
    await world.at(THURSDAY + timedelta(hours=1))
    assert len(mette.screen) == before + 1
    mette.tap(show)
    await world.settle()
    assert "Hej Mette" in mette.last.text


async def test_a_claim_in_the_list_is_confirmed_by_what_was_seen_and_the_list_goes_on(
    world: World, programme: Programme
) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    claim.told(world.home.database, programme.people[JENS.reference], world.clock())
    await world.at(THURSDAY)
    mette.tap("1 · ✅ Bekræft")
    await world.settle()
    assert "Hvad ved du det fra?" in mette.last.text
    mette.tap(mette.last.labels[0][0])
    await world.settle()
    assert "I dag" in mette.last.text
    assert mette.last.labels == []
    with world.home.database.reading() as db:
        found = db.exec(select(Achievement)).one()
    assert (found.state, found.evidence) == (ClaimState.CONFIRMED, "Ansættelseskontrakt")
    assert "🎉" in jens.last.text
