"""A participant says "I cannot come", and the caseworker sees it."""

from datetime import UTC, datetime

from bot.demo.botapi import Phone
from tests.journeys.conftest import Traveller
from tests.support.desk import Desk
from tests.support.world import World


async def test_cannot_come_is_noted_by_the_tap_with_a_dated_receipt(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.tap(who.not_coming)
    await world.settle()
    assert "❌" in phone.last.text
    assert "23/11 09:00" in phone.last.text


async def test_the_caseworker_sees_who_cannot_come_and_why(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.tap(who.not_coming)
    await world.settle()
    transport = next(label for row in phone.last.labels for label in row if "🚌" in label)
    phone.tap(transport)
    await world.settle()
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    assert who.name in desk.page.text
    assert "CV-workshop" in desk.page.text
    assert "Transport" in desk.page.text
    await desk.close()


async def test_a_second_tap_and_a_late_one_change_nothing(
    world: World, phone: Phone, who: Traveller
) -> None:
    offer = phone.last
    phone.tap(who.not_coming, message_id=offer.message_id)
    phone.tap(who.not_coming, message_id=offer.message_id)
    await world.settle()
    receipts = [message for message in phone.screen if "23/11 09:00" in message.text]
    assert len(receipts) == 1
    await world.at(datetime(2026, 11, 26, 8, 45, tzinfo=UTC))
    begun = phone.last
    if begun.labels:
        phone.tap(begun.labels[0][0])
        await world.settle()
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.follow(who.name)
    assert desk.page.text.count("23/11 09:00") >= 1
    await desk.close()


async def test_stopping_takes_two_taps_and_ends_all_messages(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.send("/stop")
    await world.settle()
    phone.tap("stop")
    await world.settle()
    seen = len(phone.screen)
    await world.at(datetime(2026, 11, 26, 8, 45, tzinfo=UTC))
    assert len(phone.screen) == seen
