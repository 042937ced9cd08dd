"""A participant reads the schedule in their own language."""

import re

from bot.demo.botapi import Phone
from tests.journeys.conftest import Traveller
from tests.journeys.programme import TITLES
from tests.support.world import World

TWELVE_HOUR = re.compile(r"[0-9]\s?(?:am|pm|AM|PM|ص|م\b|ቅ\.ቀ|ድ\.ቀ|ድሕሪ)")


async def test_the_schedule_opens_on_the_week_of_the_next_appointment(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.press(who.schedule)
    await world.settle()
    shown = phone.last.text
    assert TITLES[who.language] in shown
    assert who.thursday in shown
    assert "09:30–12:00" in shown
    assert "Jobhuset, lokale 2" in shown
    assert not TWELVE_HOUR.search(shown)


async def test_a_tap_on_a_number_shows_what_to_bring_and_whom_to_call(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.press(who.schedule)
    await world.settle()
    phone.tap("1")
    await world.settle()
    assert "Dit CV" in phone.last.text
    assert "Laksetorvet 1, Randers" in phone.last.text
    assert "Mette Holm" in phone.last.text


async def test_every_value_is_kept_from_reordering_the_line(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.press(who.schedule)
    await world.settle()
    for message in phone.screen:
        if message.from_bot:
            assert message.text.count("\u2068") == message.text.count("\u2069")
    assert "\u2068Jobhuset, lokale 2\u2069" in phone.last.text
    assert "\u206809:30–12:00\u2069" in phone.last.text
