"""A participant says "I cannot come", with a receipt, and the caseworker sees it."""

from datetime import UTC, datetime

import pytest

from bot.demo.botapi import Message, Phone
from bot.imports import lists
from tests.journeys.conftest import Traveller
from tests.journeys.programme import FILES, TITLES, bring_in_text
from tests.support.desk import Desk
from tests.support.world import World

WORDS = {
    "ti": {"absence": "🙅 ብኩራት", "whole": "📅 ምሉእ መዓልቲ", "undo": "↩️ ብኩራት ሰርዝ", "call": "📲 ደውሉለይ"},
    "ar": {
        "absence": "🙅 غياب",
        "whole": "📅 اليوم كله",
        "undo": "↩️ التراجع عن الغياب",
        "call": "📲 أريد مكالمة",
    },
    "da": {
        "absence": "🙅 Fravær",
        "whole": "📅 Hele dagen",
        "undo": "↩️ Fortryd fravær",
        "call": "📲 Ring til mig",
    },
}
AFTERNOON = (
    "BUS;bus;visit;Busbesøg;Bus visit;زيارة;ምብጻሕ;"
    "2026-11-26 13:00;2026-11-26 15:00;Busgaragen;Grenåvej 14, Randers;\n"
)
EVENING_BEFORE = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
AFTERNOON_LEFT = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
METTE = "mette@randers.example"


def words(who: Traveller) -> dict[str, str]:
    return WORDS[who.language]


def plain(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200f")))


def labelled(message: Message, sign: str) -> str:
    """Return the button of a message that has this icon."""
    return next(label for row in message.labels for label in row if sign in label)


def found(phone: Phone, text: str) -> list[Message]:
    return [message for message in phone.screen if text in plain(message.text)]


async def seen_by(world: World, email: str = METTE) -> str:
    """Return what the member of staff reads on the first page."""
    desk = Desk(world.home)
    await desk.sign_in(email)
    text = desk.page.text
    await desk.close()
    return text


@pytest.fixture
def two(world: World, phone: Phone) -> None:
    """A second session on Thursday."""
    text = FILES[lists.Name.SESSIONS] + AFTERNOON
    bring_in_text(world.home.database, lists.Name.SESSIONS, text, now=world.clock())


async def day_off(world: World, phone: Phone, who: Traveller) -> Message:
    """Report the whole Thursday with three taps, a new process before each; return the receipt."""
    phone.press(words(who)["absence"])
    await world.settle()
    await world.restart()
    phone.tap(labelled(phone.last, "26/11"))
    await world.settle()
    await world.restart()
    phone.tap(words(who)["whole"])
    await world.settle()
    await world.restart()
    phone.tap(labelled(phone.last, "🚌"))
    await world.settle()
    noted = found(phone, f"🧾 1 · {who.thursday}\n📝")
    (receipt,) = [message for message in noted if message.labels == [[words(who)["undo"]]]]
    return receipt


async def test_cannot_come_is_noted_by_the_tap_with_a_numbered_and_dated_receipt(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.tap(who.not_coming)
    await world.settle()
    (receipt,) = found(phone, "🧾 1")
    assert f"🧾 1 · {who.thursday}" in plain(receipt.text)
    assert "23/11 09:00" in plain(receipt.text)
    assert receipt.labels == [[who.coming]]
    assert [len(row) for row in phone.last.labels] == [2, 2]


async def test_the_caseworker_sees_who_cannot_come_and_why_and_says_that_it_is_noted(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.tap(who.not_coming)
    await world.settle()
    await world.restart()
    phone.tap(labelled(phone.last, "🚌"))
    await world.settle()
    assert phone.last.labels == []
    assert "🚌" in found(phone, "🧾 1")[0].text
    desk = Desk(world.home)
    await desk.sign_in(METTE)
    assert who.name in desk.page.text
    assert "CV-workshop" in desk.page.text
    assert "Transport" in desk.page.text
    await desk.submit("/note")
    assert [form for form in desk.page.forms if form.action.endswith("/note")] == []
    await desk.close()
    assert who.name not in await seen_by(world, "jonas@norddjurs.example")


@pytest.mark.usefixtures("two")
async def test_a_whole_day_takes_three_taps_and_is_one_receipt(
    world: World, phone: Phone, who: Traveller
) -> None:
    receipt = await day_off(world, phone, who)
    assert TITLES[who.language] in receipt.text
    assert "13:00–15:00" in receipt.text
    assert "🚌" in receipt.text
    page = await seen_by(world)
    assert "CV-workshop" in page
    assert "Busbesøg" in page
    count = len(phone.screen)
    await world.at(AFTERNOON_LEFT)
    assert len(phone.screen) == count


@pytest.mark.usefixtures("two")
async def test_a_day_that_is_taken_back_is_reminded_of_again(
    world: World, phone: Phone, who: Traveller
) -> None:
    receipt = await day_off(world, phone, who)
    phone.tap(words(who)["undo"])
    await world.settle()
    await world.restart()
    assert receipt.labels == []
    assert who.name not in await seen_by(world)
    count = len(phone.screen)
    await world.at(EVENING_BEFORE)
    assert len(phone.screen) == count + 2
    assert [message for message in phone.screen[count:] if "⏰" not in message.text] == []


@pytest.mark.usefixtures("two")
async def test_what_has_begun_stays_missed_when_the_rest_is_taken_back(
    world: World, phone: Phone, who: Traveller
) -> None:
    await day_off(world, phone, who)
    await world.at(AFTERNOON_LEFT)
    phone.tap(words(who)["undo"])
    await world.settle()
    page = await seen_by(world)
    absences = page[page.index("Kan ikke komme") : page.index("Ikke nået")]
    assert "CV-workshop" in absences
    assert "Busbesøg" not in absences


@pytest.mark.usefixtures("two")
async def test_one_session_of_a_day_is_reported_with_typed_numbers(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.send(words(who)["absence"])
    await world.settle()
    phone.send("1")
    await world.settle()
    await world.restart()
    phone.send({"ar": "٢", "ti": "፪"}.get(who.language, "2"))
    await world.settle()
    (receipt,) = found(phone, f"🧾 1 · {who.thursday}")[-1:]
    assert TITLES[who.language] in receipt.text
    asked = [message for message in phone.screen if message.from_bot and "🙅" in message.text]
    assert [message.labels for message in asked[:-1]] == [[], []]
    count = len(phone.screen)
    await world.at(EVENING_BEFORE)
    (reminder,) = phone.screen[count:]
    assert "13:00–15:00" in reminder.text


async def test_every_message_about_a_session_follows_an_answer(
    world: World, phone: Phone, who: Traveller
) -> None:
    first = phone.last
    await world.at(EVENING_BEFORE)
    reminder = phone.last
    assert reminder.labels == [[who.coming], [who.not_coming], [words(who)["call"]]]
    phone.tap(who.not_coming, message_id=first.message_id)
    await world.settle()
    assert "🧾 1" in plain(reminder.text)
    assert reminder.labels == [[who.coming]]
    phone.tap(who.coming, message_id=reminder.message_id)
    await world.settle()
    assert "🧾" not in first.text
    assert who.not_coming in [label for row in first.labels for label in row]
    asked = [message for message in phone.screen if "🙅" in message.text]
    assert [message.labels for message in asked] == [[]]


async def test_who_wants_to_be_called_has_it_in_writing_and_may_think_better_of_it(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(EVENING_BEFORE)
    reminder = phone.last
    phone.tap(words(who)["call"])
    phone.tap(words(who)["call"])
    await world.settle()
    await world.restart()
    assert reminder.text.count("📲") == 1
    assert reminder.labels == [[who.coming], [who.not_coming]]
    desk = Desk(world.home)
    await desk.sign_in(METTE)
    await desk.follow("CV-workshop")
    assert "Vil gerne ringes op" in desk.page.text
    phone.tap(who.coming)
    await world.settle()
    await desk.open(desk.path)
    assert "Vil gerne ringes op" not in desk.page.text
    await desk.close()


@pytest.mark.usefixtures("two")
async def test_stale_and_repeated_taps_show_how_things_are_and_change_nothing(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.press(words(who)["absence"])
    await world.settle()
    question = phone.last
    day = labelled(question, "26/11")
    phone.tap(day, message_id=question.message_id)
    phone.tap(day, message_id=question.message_id)
    await world.settle()
    whole = words(who)["whole"]
    phone.tap(whole, message_id=question.message_id)
    phone.tap(whole, message_id=question.message_id)
    await world.settle()
    assert len(found(phone, "🧾 1 ·")) >= 1
    assert found(phone, "🧾 2") == []
    undo = words(who)["undo"]
    phone.tap(undo)
    phone.tap(undo)
    await world.settle()
    assert phone.toast
    await world.at(AFTERNOON_LEFT)
    assert who.name not in (await seen_by(world)).partition("Ikke nået")[0]


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
