"""A participant finds a placement, has its days on the schedule, and is told once of a change."""

from datetime import UTC, datetime

from bot.demo.botapi import Phone
from tests.journeys import placing
from tests.journeys.conftest import Traveller
from tests.journeys.placing import TRADES
from tests.support.world import World

SECOND_EVENING = datetime(2026, 11, 30, 20, 0, tzinfo=UTC)


def news(phone: Phone) -> list[str]:
    """Return what the phone shows of the bot's."""
    return [message.text for message in phone.screen if message.from_bot]


async def test_a_wish_becomes_a_placement_with_its_days_on_the_schedule(
    world: World, phone: Phone, who: Traveller
) -> None:
    placing.open_slots(world)
    await placing.send(world, phone, "/placements")
    await world.restart()
    await placing.tap(world, phone, "slot:open")
    assert TRADES[who.language] in phone.last.text
    assert "Midttrafik Øst" in phone.last.text
    assert "08:00–14:00" in phone.last.text
    assert "Djurs" not in phone.last.text
    await placing.tap(world, phone, "wish:")
    assert "🙋" in phone.last.text
    await world.restart()
    placing.place(world, who.reference, "2026-11-30", "2027-01-08")
    await world.settle()
    assert "✅" in phone.last.text
    assert "30/11 08:00" in phone.last.text
    assert "Bo Lund" in phone.last.text
    await placing.tap(world, phone, "know:")
    await placing.send(world, phone, "/placements")
    assert "Midttrafik Øst" in phone.last.text
    phone.press(who.schedule)
    await world.settle()
    await placing.tap(world, phone, "tab:later")
    assert TRADES[who.language] in phone.last.text
    assert "Midttrafik Øst" in phone.last.text


async def test_the_first_day_is_reminded_of_and_the_second_is_not(
    world: World, phone: Phone, who: Traveller
) -> None:
    placing.open_slots(world)
    placing.place(world, who.reference, "2026-11-30", "2027-01-08")
    await world.at(datetime(2026, 11, 29, 12, 0, tzinfo=UTC))
    seen = len(news(phone))
    await world.restart()
    await world.at(SECOND_EVENING)
    reminders = [text for text in news(phone)[seen:] if "⏰" in text]
    assert len(reminders) == 2
    assert all("30/11" in text and "Midttrafik Øst" in text for text in reminders)


async def test_a_change_is_told_once_and_a_new_first_day_is_reminded_of(
    world: World, phone: Phone, who: Traveller
) -> None:
    placing.open_slots(world)
    placing.place(world, who.reference, "2026-11-30", "2027-01-08")
    await world.settle()
    seen = len(phone.screen)
    placing.place(world, who.reference, "2026-12-02", "2027-01-15")
    await world.restart()
    await world.settle()
    told = phone.screen[seen:]
    assert len(told) == 1
    assert "🔁" in told[0].text
    assert "2/12 08:00" in told[0].text
    assert not [text for text in news(phone) if "30/11" in text]
    await world.at(datetime(2026, 12, 2, 6, 30, tzinfo=UTC))
    reminders = [message for message in phone.screen[seen:] if "⏰" in message.text[:3]]
    assert {message.date for message in reminders[-2:]} == {
        datetime(2026, 12, 1, 17, 0, tzinfo=UTC),
        datetime(2026, 12, 2, 6, 0, tzinfo=UTC),
    }


async def test_a_wish_is_taken_back_and_a_double_tap_changes_nothing(
    world: World, phone: Phone, who: Traveller
) -> None:
    placing.open_slots(world)
    await placing.send(world, phone, "/placements")
    await placing.tap(world, phone, "slot:open")
    wish, page = placing.data(phone, "wish:"), phone.last.message_id
    phone.tap(wish, message_id=page)
    phone.tap(wish, message_id=page)
    await world.settle()
    assert "🙋" in phone.last.text
    await placing.tap(world, phone, "unwish:")
    assert placing.data(phone, "wish:") == wish
    await placing.send(world, phone, "/placements")
    assert "Midttrafik" not in phone.last.text


async def test_a_company_is_named_in_three_questions_whatever_restarts(
    world: World, phone: Phone, who: Traveller
) -> None:
    await placing.send(world, phone, "/placements")
    await placing.tap(world, phone, "nominate")
    await world.restart()
    await placing.send(world, phone, "Café <Gudenå> & søn")
    await world.restart()
    await placing.tap(world, phone, "nskip:place")
    await placing.send(world, phone, "Bente, 86 12 34 56")
    receipt = phone.last.text
    assert "Café <Gudenå> & søn" in receipt
    assert "Bente, 86 12 34 56" in receipt
    of_three = "\u20683\u2069"
    asked = [message for message in phone.screen if message.from_bot and of_three in message.text]
    assert [message.buttons for message in asked] == [(), (), ()]
    assert "Café <Gudenå> & søn" in asked[0].text
    await placing.send(world, phone, "/placements")
    assert "Café <Gudenå> & søn" in phone.last.text
