"""Somebody who reads little listens: one tap under the message, and it is spoken."""

import pytest

from bot import speech
from bot.demo.botapi import Phone
from bot.rules import clips
from tests.journeys.conftest import Traveller
from tests.journeys.test_reminder import EVENING_BEFORE
from tests.support.desk import Desk
from tests.support.voices import voice_note
from tests.support.world import World

LISTEN = "🔊"
METTE = "mette@randers.example"


def listen(phone: Phone) -> str:
    """Return the label of the button to listen, which stands alone in the last row."""
    (label,) = phone.last.labels[-1]
    assert label.startswith(LISTEN)
    return label


async def settings(world: World) -> Desk:
    """Return Mette's browser at the page of what can be listened to."""
    desk = Desk(world.home)
    await desk.sign_in(METTE)
    await desk.open("/console/settings/voice")
    return desk


async def test_a_reminder_is_spoken_by_a_machine_that_may(
    world: World, phone: Phone, who: Traveller
) -> None:
    if not speech.is_possible(who.language.value):
        pytest.skip("the extra `voice` is not installed")
    desk = await settings(world)
    await desk.submit("/settings/voice/speech")
    await world.at(EVENING_BEFORE)
    reminder = phone.last
    label = listen(phone)
    await world.restart()
    phone.tap(label)
    await world.settle()
    assert phone.last.file is not None
    assert phone.last.file.kind == "voice"
    assert clips.check(phone.last.file.content) > 5
    assert reminder.labels[-1] == [label]
    await desk.close()


async def test_what_somebody_has_recorded_is_heard_in_its_language_only(
    world: World, phone: Phone, who: Traveller
) -> None:
    desk = await settings(world)
    recording = voice_note(seconds=4)
    chosen = {"kind": "reminder", "language": who.language.value}
    await desk.submit("/record", chosen, {"recording": recording})
    assert desk.status == 200
    await desk.submit("/record", {**chosen, "language": "en"}, {"recording": voice_note()})
    await world.at(EVENING_BEFORE)
    label = listen(phone)
    await world.restart()
    phone.send(label.removeprefix(LISTEN).strip())
    await world.settle()
    assert phone.last.file is not None
    assert phone.last.file.content == recording
    phone.send("/language")
    await world.settle()
    assert not any(LISTEN in text for row in phone.last.labels for text in row)
    await desk.close()


async def test_what_was_taken_away_meanwhile_is_not_heard_and_says_so(
    world: World, phone: Phone, who: Traveller
) -> None:
    desk = await settings(world)
    chosen = {"kind": "reminder", "language": who.language.value}
    await desk.submit("/record", chosen, {"recording": voice_note()})
    await world.at(EVENING_BEFORE)
    label = listen(phone)
    await desk.open("/console/settings/voice")
    await desk.submit("/remove")
    phone.tap(label)
    await world.settle()
    assert phone.last.file is None
    assert LISTEN in phone.last.text
    await desk.close()


async def test_a_file_that_is_no_voice_note_is_refused_in_words(world: World, phone: Phone) -> None:
    desk = await settings(world)
    chosen = {"kind": "reminder", "language": "ti"}
    await desk.submit("/record", chosen, {"recording": b"MZ a program"})
    assert desk.status == 422
    assert "OGG" in desk.page.text
    await desk.submit("/record", chosen, {"recording": voice_note() * 100_000})
    assert desk.status == 409
    await desk.close()
