"""A participant is reminded: the evening before and two hours before, once each."""

from datetime import UTC, datetime

from bot.demo.botapi import Phone
from tests.journeys.conftest import Traveller, joined
from tests.journeys.programme import TITLES, Programme
from tests.support.world import World

EVENING_BEFORE = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
TWO_HOURS_BEFORE = datetime(2026, 11, 26, 6, 30, tzinfo=UTC)
START = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


def reminders(phone: Phone) -> list[datetime]:
    """Return when the person was reminded."""
    return [message.date for message in phone.screen if message.text.lstrip("\u200f")[:1] == "⏰"]


async def test_two_reminders_arrive_to_the_minute(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(START)
    assert reminders(phone) == [EVENING_BEFORE, TWO_HOURS_BEFORE]
    said = [message for message in phone.screen if message.date == EVENING_BEFORE][-1]
    assert TITLES[who.language] in said.text
    assert who.thursday in said.text
    assert "09:30–12:00" in said.text
    coming, not_coming, call_me = (label for row in said.labels for label in row)
    assert (coming, not_coming) == (who.coming, who.not_coming)
    assert call_me.startswith("📲")


async def test_who_joins_late_gets_the_next_reminder_that_makes_sense(
    world: World, programme: Programme, who: Traveller
) -> None:
    await world.at(datetime(2026, 11, 25, 20, 0, tzinfo=UTC))
    phone = await joined(world, programme, who)
    await world.at(START)
    assert reminders(phone) == [TWO_HOURS_BEFORE]


async def test_who_said_no_is_not_reminded_and_who_changes_their_mind_is(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.tap(who.not_coming)
    await world.settle()
    await world.at(datetime(2026, 11, 25, 19, 0, tzinfo=UTC))
    assert reminders(phone) == []
    phone.tap(who.coming)
    await world.settle()
    await world.at(START)
    assert reminders(phone) == [TWO_HOURS_BEFORE]


async def test_restarts_all_through_the_day_double_nothing(
    world: World, phone: Phone, who: Traveller
) -> None:
    for hour in range(16, 20):
        await world.at(datetime(2026, 11, 25, hour, 0, tzinfo=UTC))
        await world.restart()
        await world.settle()
    await world.at(START)
    assert reminders(phone) == [EVENING_BEFORE, TWO_HOURS_BEFORE]
