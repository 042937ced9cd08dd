"""Once a week a participant is asked how it goes; whatever they answer counts, and then it is quiet."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import select

from bot.demo.botapi import Phone
from bot.demo.botapi.messages import Message
from bot.texts.say import Voice
from storage.messages import Attachment
from storage.statuses import CheckIn
from storage.tasks import Task
from storage.vocabulary import MediaKind, TaskKind
from tests.journeys.conftest import Traveller
from tests.support.desk import Desk
from tests.support.world import World

FRIDAY = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
"""13:00 in Copenhagen, as shipped."""

FACES = ["😞", "🙁", "😐", "🙂", "😀"]
DAY = timedelta(days=1)


def asked(phone: Phone) -> list[Message]:
    """Return the messages that ask how it goes."""
    return [message for message in phone.screen if FACES in message.labels]


def label(who: Traveller, icon: str, words: str) -> str:
    """Return a button as this person sees it."""
    return f"{icon} {Voice(who.language).label(words)}"


def answers(world: World) -> list[CheckIn]:
    with world.home.database.reading() as db:
        return list(db.exec(select(CheckIn)))


def needs(world: World) -> set[TaskKind]:
    """Return why somebody is needed now."""
    with world.home.database.reading() as db:
        return {task.kind for task in db.exec(select(Task)) if task.closed_at is None}


async def test_two_taps_and_a_few_words_reach_the_caseworker_across_restarts(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(FRIDAY)
    question = phone.last
    assert question.labels[0] == FACES
    await world.restart()
    phone.tap("😞")
    await world.settle()
    answered = phone.find_message(question.message_id)
    assert answered is not None
    assert not answered.labels
    assert "😞" in answered.text
    await world.restart()
    phone.tap(phone.last.labels[-1][0])
    await world.settle()
    phone.tap(label(who, "🚌", "Transport"))
    await world.settle()
    await world.restart()
    phone.send("Bussen kører for sent")
    await world.settle()
    assert phone.last.text.lstrip("\u200f").startswith("✅")
    assert needs(world) == {TaskKind.LOW_CHECK_IN, TaskKind.HELP_WANTED, TaskKind.MESSAGE}
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.open("/console/people")
    await desk.follow(who.name)
    for shown in ("1 af 5", "transport", "Bussen kører for sent"):
        assert shown in desk.page.text
    await desk.close()


async def test_one_tap_alone_counts_and_a_second_changes_nothing(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(FRIDAY)
    question = phone.last
    phone.tap("🙂", message_id=question.message_id)
    phone.tap("😞", message_id=question.message_id)
    await world.settle()
    [row] = answers(world)
    assert (row.score, row.wishes) == (4, [])
    assert needs(world) == set()
    await world.at(FRIDAY + 2 * DAY)
    await world.at(FRIDAY + 4 * DAY)
    assert asked(phone) == []


async def test_who_does_not_answer_is_asked_once_more_and_then_left_alone(
    world: World, phone: Phone, who: Traveller
) -> None:
    seen = []
    for days in range(7):
        await world.at(FRIDAY + days * DAY)
        await world.restart()
        seen.append(len(asked(phone)))
    assert seen == [1, 1, 2, 2, 2, 2, 2]
    await world.at(FRIDAY + 7 * DAY)
    assert len(asked(phone)) == 3


async def test_an_answer_to_the_second_question_is_seen_on_the_first_one_too(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(FRIDAY)
    await world.at(FRIDAY + 2 * DAY)
    first, second = asked(phone)
    phone.tap("😀", message_id=second.message_id)
    await world.settle()
    assert asked(phone) == []
    mended = phone.find_message(first.message_id)
    assert mended is not None
    assert "😀" in mended.text


async def test_not_now_is_respected_for_as_long_as_was_chosen(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(FRIDAY)
    phone.tap(label(who, "⏸️", "Not now"))
    await world.settle()
    await world.restart()
    phone.send("1")
    await world.settle()
    assert "4/12" in phone.last.text
    await world.at(FRIDAY + 2 * DAY)
    assert asked(phone) == []
    await world.at(FRIDAY + 7 * DAY)
    assert len(asked(phone)) == 1


async def test_a_question_of_long_ago_shows_that_it_is_over(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(FRIDAY)
    question = phone.last
    await world.at(FRIDAY + 14 * DAY)
    phone.tap("😀", message_id=question.message_id)
    await world.settle()
    assert "/checkin" in (phone.find_message(question.message_id) or phone.last).text
    assert {row.score for row in answers(world)} == {None}


async def test_who_tells_of_their_own_accord_is_not_asked_that_week(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.send("/checkin")
    await world.settle()
    phone.send("٤")
    await world.settle()
    [row] = answers(world)
    assert (row.week, row.score) == (date(2026, 11, 23), 4)
    await world.restart()
    phone.attach("voice", b"OggS a few words")
    await world.settle()
    with world.home.database.reading() as db:
        [voice] = db.exec(select(Attachment))
    assert voice.kind is MediaKind.VOICE
    assert answers(world)[0].note_id == voice.message_id
    await world.at(FRIDAY)
    assert asked(phone) == []
