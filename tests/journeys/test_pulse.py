"""Every third month a few questions, one at a time, over as many days as somebody likes."""

from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from bot.demo.botapi import Phone
from bot.demo.botapi.messages import Message
from bot.rules import statuses
from storage.statuses import PulseAnswer
from tests.journeys.conftest import Traveller
from tests.support.desk import Desk
from tests.support.world import World

PULSE_DAY = datetime(2026, 12, 7, 12, 0, tzinfo=UTC)
"""The first Monday two weeks after joining, at 13:00 in Copenhagen."""

DAY = timedelta(days=1)


def open_questions(phone: Phone) -> list[Message]:
    """Return the messages that show a question of the pulse."""
    return [one for one in phone.screen if one.text.lstrip("\u200f")[:1] == "🌱" and one.labels]


def scores(world: World) -> list[int]:
    with world.home.database.reading() as db:
        return [row.score for row in db.exec(select(PulseAnswer).order_by(col(PulseAnswer.id)))]


async def tap(world: World, phone: Phone, label: str, message_id: int) -> None:
    phone.tap(label, message_id=message_id)
    await world.settle()


async def test_five_answers_over_days_and_restarts_and_a_gentle_end(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(PULSE_DAY - DAY)
    assert open_questions(phone) == []
    await world.at(PULSE_DAY)
    [question] = open_questions(phone)
    first = question.text
    phone.tap("🙂", message_id=question.message_id)
    await tap(world, phone, "😞", question.message_id)
    assert scores(world) == [4]
    [question] = open_questions(phone)
    assert question.text != first
    back = question.labels[-1][0]
    await world.restart()
    phone.tap(back, message_id=question.message_id)
    await tap(world, phone, back, question.message_id)
    assert scores(world) == []
    await tap(world, phone, "🙂", question.message_id)
    [question] = open_questions(phone)
    await world.restart()
    await world.at(PULSE_DAY + statuses.PULSE_AGAIN_DAYS * DAY)
    older, question = open_questions(phone)
    assert question.text == older.text
    for answered in range(2, 6):
        await world.restart()
        await tap(world, phone, "😀", question.message_id)
        assert len(scores(world)) == answered
    ended = phone.find_message(question.message_id)
    assert ended is not None
    assert ended.labels == [[back]]
    await tap(world, phone, back, ended.message_id)
    assert scores(world) == [4, 5, 5, 5]
    phone.tap("😀", message_id=ended.message_id)
    await tap(world, phone, "😞", older.message_id)
    assert scores(world) == [4, 5, 5, 5, 5]
    assert [one.labels for one in open_questions(phone)] == [[[back]], [[back]]]


async def test_once_a_quarter_and_the_caseworker_sees_the_answers(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(PULSE_DAY)
    phone.tap("😀")
    await world.settle()
    later = phone.last.labels[-1][-1]
    phone.tap(later)
    await world.settle()
    assert len(phone.last.labels) == 1
    for week in range(1, 9):
        await world.at(PULSE_DAY + week * 7 * DAY)
        assert len(open_questions(phone)) == 1
    await world.at(PULSE_DAY + 9 * 7 * DAY)
    assert len(open_questions(phone)) == 2
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.open("/console/people")
    await desk.follow(who.name)
    assert "4. kvartal 2026" in desk.page.text
    assert "5 af 5" in desk.page.text
    await desk.close()
