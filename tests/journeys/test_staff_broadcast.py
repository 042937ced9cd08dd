"""A caseworker writes to a course from their own phone, and follows it on the way."""

from datetime import timedelta

from sqlmodel import select

from bot.actions.broadcasts import progress, running
from bot.demo.botapi import Phone
from bot.demo.botapi.messages import Message
from storage.broadcasts import Broadcast
from tests.journeys.conftest import AMAL, JENS, SELAM, joined
from tests.journeys.programme import MONDAY, Programme
from tests.journeys.test_staff_chat import connected
from tests.support.world import World

EVENING = MONDAY + timedelta(hours=13)
"""22:00: quiet until seven."""
ARABIC = "{name}، الحافلة الساعة 8. هل ستحضر؟"


async def say(world: World, phone: Phone, text: str) -> str:
    """Write something; return what it is answered."""
    phone.send(text)
    await world.settle()
    return phone.last.text


async def tap(world: World, phone: Phone, words: str) -> str:
    """Tap the newest button with these words on it; return what stands last then."""
    for message in reversed(phone.screen):
        for label in (label for row in message.labels for label in row if words in label):
            phone.tap(label, message_id=message.message_id)
            await world.settle()
            return phone.last.text
    raise AssertionError(words)


async def written(world: World, mette: Phone) -> None:
    """Write to the course, in Danish and Arabic; the readers of Tigrinya get the Danish."""
    await say(world, mette, "/send")
    await tap(world, mette, "Bus")
    assert "CPR" in await say(world, mette, "Ring til 010190-1234")
    assert "{navn}" in await say(world, mette, "Hej {navn}")
    await world.restart()
    question = next(one for one in reversed(mette.screen) if "✏️" in one.text)
    mette.send("Hej {name}. Bussen kører kl. 8. Kommer du?", reply_to=question)
    await world.settle()
    assert "Tigrinya" in await tap(world, mette, "Ja eller nej")
    assert "Arabisk" in await say(world, mette, "1")
    await tap(world, mette, "Skriv den nu")
    assert "{name}" in await say(world, mette, "الحافلة الساعة 8")
    await say(world, mette, ARABIC)
    await tap(world, mette, "gennemset")


def bar(phone: Phone) -> Message:
    """Return the one message with the bar."""
    [found] = [one for one in phone.screen if "░" in one.text or "▓" in one.text]
    return found


def broadcast(world: World) -> Broadcast:
    with world.home.database.reading() as db:
        return db.exec(select(Broadcast)).one()


async def passes(world: World, seconds: int) -> None:
    """Let time pass as the scheduler sees it."""
    world.clock.move_to(world.clock() + timedelta(seconds=seconds))
    running.tick(world.home.database, world.clock())
    progress.report(world.home.database, world.clock())
    await world.settle()


async def test_a_broadcast_is_written_sent_and_followed_on_the_phone(
    world: World, programme: Programme
) -> None:
    mette = await connected(world)
    selam, amal, jens = [
        await joined(world, programme, who, number)
        for number, who in enumerate((SELAM, AMAL, JENS), 1001)
    ]
    jens.block()
    await world.at(EVENING)
    await written(world, mette)
    seen = [one.text for one in mette.screen if "👁️" in one.text]
    assert [("Selam" in one, "Amal" in one, "Jens" in one) for one in seen] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert "tirsdag 24/11 07:00" in mette.last.text
    send = mette.last.labels[0][0]
    mette.tap(send)
    mette.tap(send)
    await world.settle()
    assert "0\u2069 af \u20683" in bar(mette).text
    await tap(world, mette, "Sæt på pause")
    await world.at(EVENING + timedelta(hours=10))
    assert "Bussen" not in selam.last.text
    assert "På pause" in bar(mette).text
    await world.restart()
    await tap(world, mette, "Fortsæt")
    await passes(world, 3)
    await passes(world, 3)
    assert "Bussen kører kl. 8" in selam.last.text
    assert "الحافلة الساعة 8" in amal.last.text
    amal.tap(AMAL.yes)
    await world.settle()
    await passes(world, 3)
    for shown in ("2\u2069 af \u20683", "Ikke nået: \u20681", "Ja\u2069 · \u20681", "ringe"):
        assert shown in bar(mette).text
    assert not bar(mette).labels
