"""A participant learns that the workshop moved, and confirms it; nobody reads the old time."""

from datetime import UTC, datetime

from bot.demo.botapi import Phone
from bot.imports import lists
from tests.journeys.conftest import Traveller
from tests.journeys.programme import FILES, bring_in_text
from tests.support.desk import Desk
from tests.support.world import World

MOVED = {"date": "2026-11-26", "starts": "14:00", "ends": "16:30"}
AFTER_REMINDER = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)


async def move(desk: Desk, values: dict[str, str]) -> None:
    await desk.open("/console/courses")
    await desk.follow("Bus")
    await desk.follow("CV-workshop")
    await desk.open(f"{desk.path}/change")
    await desk.save(values)
    assert desk.status == 200, desk.page.text


def shown(phone: Phone) -> str:
    return "\n".join(message.text for message in phone.screen if message.from_bot)


async def test_a_move_in_the_console_reaches_the_phone_and_the_old_time_is_gone(
    world: World, phone: Phone, who: Traveller, desk: Desk
) -> None:
    phone.press(who.schedule)
    await world.settle()
    await world.at(AFTER_REMINDER)
    assert "09:30" in shown(phone)
    await move(desk, MOVED)
    await world.settle()
    assert "14:00–16:30" in phone.last.text
    assert "09:30" not in shown(phone)


async def test_the_confirmation_stands_in_the_console(
    world: World, phone: Phone, who: Traveller, desk: Desk
) -> None:
    await move(desk, MOVED)
    await world.settle()
    await desk.open("/console/")
    assert who.name in desk.page.text
    phone.tap(who.seen)
    await world.settle()
    await desk.open("/console/")
    assert who.name not in desk.page.text


async def test_the_reminders_follow_to_the_new_time(
    world: World, phone: Phone, who: Traveller, desk: Desk
) -> None:
    await move(desk, {"date": "2026-11-27", "starts": "10:00", "ends": "12:00"})
    await world.settle()
    seen = len(phone.screen)
    await world.at(datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    assert [message.date for message in phone.screen[seen:]] == [
        datetime(2026, 11, 26, 17, 0, tzinfo=UTC),
        datetime(2026, 11, 27, 7, 0, tzinfo=UTC),
    ]


async def test_a_changed_row_in_the_file_is_a_move_with_all_that_follows(
    world: World, phone: Phone, who: Traveller
) -> None:
    text = FILES[lists.Name.SESSIONS].replace("26 09:30", "26 13:15").replace("12:00", "15:00")
    database = world.home.database
    report = bring_in_text(database, lists.Name.SESSIONS, text, now=world.clock())
    assert (report.changed, report.told) == (1, 1)
    await world.settle()
    assert "13:15–15:00" in phone.last.text
    assert "09:30" not in shown(phone)


async def test_a_cancelled_workshop_is_told_and_not_reminded_of(
    world: World, phone: Phone, who: Traveller, desk: Desk
) -> None:
    await desk.open("/console/courses")
    await desk.follow("Bus")
    await desk.follow("CV-workshop")
    await desk.open(f"{desk.path}/cancel")
    await desk.submit("", {"step": "tell"})
    await world.settle()
    assert "🚫" in phone.last.text
    seen = len(phone.screen)
    await world.at(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    assert len(phone.screen) == seen
