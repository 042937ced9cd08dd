"""A participant sees, corrects, fetches and deletes what is stored, and may stay discreet."""

import json
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from bot.demo.botapi import Message, Phone
from storage.inbox import Inbox
from storage.messages import Message as Written
from storage.people import Participant
from storage.vocabulary import Language
from tests.journeys.conftest import Traveller
from tests.journeys.hands import said, tap, write
from tests.journeys.programme import TITLES, Programme
from tests.support.desk import Desk
from tests.support.world import World

REMINDED = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
CALLED = {
    Language.TIGRINYA: "ሰላም <ወይዘሮ> 👩🏽\u200d🏫",
    Language.ARABIC: "أم {يوسف} & 🌷",
    Language.DANISH: "Jens „Jensen“ 🧑🏻\u200d🔧",
}


def files(phone: Phone) -> dict[str, str]:
    """Return what was sent as files, by name."""
    sent = [message.file for message in said(phone) if message.file is not None]
    return {file.name: file.content.decode() for file in sent}


async def test_the_name_is_corrected_and_the_letters_keep_theirs(
    world: World, programme: Programme, phone: Phone, who: Traveller, desk: Desk
) -> None:
    await write(world, phone, "/privacy")
    await tap(world, phone, "name")
    await world.restart()
    await write(world, phone, "010190-1234")
    await world.restart()
    await write(world, phone, f"  {CALLED[who.language]}\u202e\n" + "x" * 3000)
    assert CALLED[who.language] in phone.last.text.replace("\u2068", "").replace("\u2069", "")
    with world.home.database.reading() as db:
        person = db.get_one(Participant, programme.people[who.reference])
    assert person.called is not None
    assert len(person.called) < 100
    await desk.open(f"/console/people/{person.id}")
    assert who.name in desk.page.text
    await write(world, phone, "/privacy")
    await tap(world, phone, "name")
    await tap(world, phone, "name_reset")
    with world.home.database.reading() as db:
        assert db.get_one(Participant, person.id).called is None


async def test_everything_is_fetched_to_read_and_for_a_computer(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(REMINDED)
    phone.tap(who.not_coming)
    await world.settle()
    await write(world, phone, "/privacy")
    await world.restart()
    await tap(world, phone, "fetch")
    found = files(phone)
    page, raw = found["mydata.html"], json.loads(found["mydata.json"])
    assert f'lang="{who.language.value}"' in page
    assert ('dir="rtl"' in page) == (who.language is Language.ARABIC)
    assert TITLES[who.language] in page
    assert who.reference in page
    assert [row["kind"] for row in raw["answer"]] == ["not_coming"]
    assert {
        row["participant_id"] for name in ("answer", "outbox", "link") for row in raw[name]
    } == {raw["participant"][0]["id"]}


async def test_who_has_looked_is_shown_the_latest_first(
    world: World, programme: Programme, phone: Phone, who: Traveller, desk: Desk
) -> None:
    number = programme.people[who.reference]
    for _ in range(10):
        world.clock.move_to(world.clock() + timedelta(hours=1))
        await desk.open(f"/console/people/{number}")
    await write(world, phone, "/privacy")
    await tap(world, phone, "readers")
    assert phone.last.text.count("Mette Holm") == 8
    await world.restart()
    await tap(world, phone, "readers:1")
    assert phone.last.text.count("Mette Holm") == 2


async def test_everything_is_deleted_in_two_taps(
    world: World, programme: Programme, phone: Phone, who: Traveller, desk: Desk
) -> None:
    number = programme.people[who.reference]
    with world.home.database.transaction() as db:
        written = Written(
            municipality_id=1, participant_id=number, text="A secret", written_at=world.clock()
        )
        db.add(written)
    await write(world, phone, "/privacy")
    await tap(world, phone, "mydata:1")
    await tap(world, phone, "ask_erase")
    await world.restart()
    await tap(world, phone, "erase")
    assert phone.keyboard is None
    with world.home.database.reading() as db:
        person = db.get_one(Participant, number)
        kept = b"".join(row.raw for row in db.exec(select(Inbox)))
        assert db.exec(select(Written)).all() == []
    assert (person.name, person.erased_at) == (who.reference, world.clock())
    assert who.name.encode() not in kept
    seen = len(said(phone))
    await world.at(REMINDED)
    assert len(said(phone)) == seen
    await desk.open(f"/console/people/{number}")
    assert desk.status == 200
    assert who.name not in desk.page.text
    await desk.open("/console/")
    assert who.reference in desk.page.text


async def discreet(world: World, phone: Phone) -> None:
    await write(world, phone, "/privacy")
    await tap(world, phone, "mydata:1")
    await tap(world, phone, "discreet:1")


def message(phone: Phone, number: int) -> Message:
    return next(one for one in phone.screen if one.message_id == number)


async def test_a_discreet_reminder_says_a_day_and_a_time_until_it_is_opened(
    world: World, phone: Phone, who: Traveller
) -> None:
    await discreet(world, phone)
    await world.restart()
    await world.at(REMINDED)
    reminder = phone.last.message_id
    assert who.thursday in phone.last.text
    assert TITLES[who.language] not in phone.last.text
    assert len(phone.last.buttons) == 1
    await world.restart()
    await tap(world, phone, "details")
    assert TITLES[who.language] in message(phone, reminder).text
    await tap(world, phone, "cover")
    assert TITLES[who.language] not in message(phone, reminder).text
    await tap(world, phone, "details")
    phone.tap(who.coming)
    await world.settle()
    assert TITLES[who.language] in message(phone, reminder).text


async def test_messages_are_removed_where_telegram_allows_it(
    world: World, phone: Phone, who: Traveller
) -> None:
    await world.at(REMINDED)
    await write(world, phone, "/hide")
    await world.restart()
    await world.settle()
    left = said(phone)
    assert TITLES[who.language] in " ".join(one.text for one in left[:-1])
    assert "⏰" not in " ".join(one.text for one in left)
    assert all(one.date < REMINDED - timedelta(hours=47) for one in left[:-1])
    assert str(len(left) - 1) in left[-1].text
