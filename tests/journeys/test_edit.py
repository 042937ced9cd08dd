"""A move with a sentence of the caseworker's own is read by each in a language that they know."""

from datetime import UTC, datetime

import pytest

from bot.demo.botapi import Phone
from tests.journeys.conftest import AMAL, SELAM, joined
from tests.journeys.programme import Programme
from tests.journeys.test_staff_broadcast import say, tap
from tests.journeys.test_staff_chat import connected
from tests.support.desk import Desk
from tests.support.world import World

MOVED = {"date": "2026-11-26", "starts": "14:00", "ends": "16:30"}
DANISH, ARABIC = "Vi mødes ved porten.", "اللقاء عند البوابة."
IS_DANISH = "እዚ ብቋንቋ ዳኒሽ እዩ።"
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
async def phones(world: World, programme: Programme) -> tuple[Phone, Phone]:
    """Selam's phone and Amal's."""
    selam = await joined(world, programme, SELAM, 1001)
    return selam, await joined(world, programme, AMAL, 1002)


async def at_the_workshop(desk: Desk) -> None:
    await desk.open("/console/courses")
    await desk.follow("Bus")
    await desk.follow("CV-workshop")


async def test_a_sentence_is_read_translated_or_said_to_be_danish(
    world: World, phones: tuple[Phone, Phone]
) -> None:
    selam, amal = phones
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await at_the_workshop(desk)
    await desk.open(f"{desk.path}/change")
    await desk.submit("", MOVED)
    assert "14:00–16:30" in desk.page.text
    assert "14:00" not in selam.last.text
    await desk.submit("", {"text_da": DANISH, "text_ar": ARABIC, "step": "tell"})
    assert desk.status == 422
    await desk.submit(
        "", {"text_da": DANISH, "text_ar": ARABIC, "gap_ti": "danish", "step": "tell"}
    )
    await world.settle()
    assert "14:00–16:30" in amal.last.text
    assert ARABIC in amal.last.text
    assert DANISH not in amal.last.text
    assert DANISH in selam.last.text
    assert IS_DANISH in selam.last.text
    selam.tap(SELAM.seen)  # the message is edited, and keeps the sentence
    await world.settle()
    [told] = [one for one in selam.screen if DANISH in one.text]
    assert SELAM.seen not in str(told.labels)
    await desk.close()


async def test_a_workshop_is_cancelled_from_a_caseworkers_own_phone(
    world: World, phones: tuple[Phone, Phone]
) -> None:
    selam, amal = phones
    mette = await connected(world)
    await world.at(WEDNESDAY)
    assert "CV-workshop" in await say(world, mette, "aktiviteter")
    await tap(world, mette, "CV-workshop")
    await world.restart()
    assert "borgere får besked på Telegram." in await say(world, mette, "aflys")
    assert "Hvad får de andre?" in await say(world, mette, "Vi ses på torsdag.")
    assert "Aflyst" in await tap(world, mette, "andre får den ikke")
    for phone in (selam, amal):
        assert "🚫" in phone.last.text
        assert "Vi ses" not in phone.last.text
