"""A participant writes to their caseworker, and the answer comes into the chat."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.demo.botapi import Fault, Phone
from storage.files import File
from storage.inbox import Inbox
from storage.messages import Attachment, Message
from storage.people import Participant
from storage.vocabulary import Language, MediaState
from tests.journeys.conftest import JENS, Traveller, joined
from tests.journeys.programme import Programme
from tests.support.desk import Desk
from tests.support.media import JPEG, OGG
from tests.support.world import World


@dataclass(frozen=True)
class Words:
    """What the traveller presses, and what they write."""

    message: str
    done: str
    send: str
    remove: str
    text: str
    health: str


WORDS = {
    Language.TIGRINYA: Words(
        "💬 መልእኽቲ", "✅ ጽሒፈ ወዲአ", "📤 ስደድ", "🗑️ ደምስሶ", "ሰዓት ክንደይ ክመጽእ?", "ሓሚመ ኣለኹ"
    ),
    Language.ARABIC: Words(
        "💬 رسالة",
        "✅ انتهيت من الكتابة",
        "📤 إرسال",
        "🗑️ حذف الرسالة",
        "متى يبدأ الدرس؟",
        "أنا مريض اليوم",
    ),
    Language.DANISH: Words(
        "💬 Besked",
        "✅ Jeg har skrevet det hele",
        "📤 Send det",
        "🗑️ Slet den",
        "Hvornår skal jeg komme?",
        "Jeg er syg",
    ),
}


@pytest.fixture
def words(who: Traveller) -> Words:
    return WORDS[who.language]


async def choose(world: World, phone: Phone, words: Words) -> None:
    """Choose to write, wherever the menu has it."""
    if phone.keyboard and any(words.message in row for row in phone.keyboard):
        phone.press(words.message)
    else:
        phone.send("/message")
    await world.settle()


async def write(world: World, phone: Phone, text: str) -> None:
    phone.send(text)
    await world.settle()


async def at_desk(world: World, who: Traveller) -> Desk:
    """Return Mette's browser at the conversation."""
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.open("/console/people")
    await desk.follow(who.name)
    await desk.follow("Læs og skriv")
    return desk


def stored(world: World) -> list[Message]:
    with world.home.database.reading() as db:
        return list(db.exec(select(Message).order_by(col(Message.id))))


def attachments(world: World) -> list[Attachment]:
    with world.home.database.reading() as db:
        return list(db.exec(select(Attachment)))


async def test_several_parts_are_receipted_and_answered_across_restarts(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    await choose(world, phone, words)
    asked = phone.last.text
    assert "112" in asked
    assert "1" in asked
    await world.restart()
    await write(world, phone, words.text)
    assert "23/11 09:00" in phone.last.text
    await world.restart()
    phone.attach("voice", OGG, seconds=20)
    await world.settle()
    phone.tap(words.done)
    await world.settle()
    await world.restart()
    desk = await at_desk(world, who)
    assert words.text in desk.page.text
    assert "/sent/" in desk.page.html
    await desk.submit("messages", {"text": "Kom kl. 9.\nMed <b>venlig</b> hilsen"})
    await world.settle()
    assert "Mette Holm" in phone.last.text
    assert "Kom kl. 9." in phone.last.text
    assert "<b>venlig</b>" in phone.last.text
    phone.tap("menu:message")
    await world.settle()
    await write(world, phone, "👍🏽")
    await desk.open(desk.path)
    assert "👍🏽" in desk.page.text
    await desk.close()


async def test_what_is_written_out_of_the_blue_is_sent_only_with_a_tap(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    await write(world, phone, words.text)
    assert stored(world) == []
    await world.restart()
    offer = phone.last
    phone.tap(words.send)
    await world.settle()
    phone.tap("offer:send", message_id=offer.message_id) if offer.buttons else None
    await world.settle()
    assert [message.text for message in stored(world)] == [words.text]
    assert "23/11 09:00" in phone.last.text


async def test_a_menu_choice_ends_the_writing(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    await choose(world, phone, words)
    phone.press(who.schedule)
    await world.settle()
    await write(world, phone, words.text)
    assert stored(world) == []
    assert words.send in [label for row in phone.last.labels for label in row]


async def test_news_of_health_is_received_masked_and_removed_with_one_tap(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    await choose(world, phone, words)
    await write(world, phone, f"{words.health} 010190-1234")
    assert "🔒" in phone.last.text
    [message] = stored(world)
    assert message.is_sensitive
    await world.restart()
    phone.tap(words.remove)
    await world.settle()
    assert phone.last.text.lstrip("\u200f").startswith("🗑️")
    [message] = stored(world)
    assert (message.text, message.removed_at is not None) == ("", True)
    with world.home.database.reading() as db:
        assert not [row for row in db.exec(select(Inbox)) if b"010190" in row.raw]
    desk = await at_desk(world, who)
    assert "010190" not in desk.page.text
    assert "Slettet af borgeren" in desk.page.text
    await desk.close()


async def test_a_picture_is_fetched_after_a_restart_and_stored_once(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    await choose(world, phone, words)
    world.telegram.faults.add("getFile", Fault.SERVER_ERROR, times=None)
    phone.attach("photo", JPEG)
    phone.attach("photo", JPEG, name="again")
    await world.settle()
    assert {one.state for one in attachments(world)} == {MediaState.WANTED}
    await world.restart()
    world.telegram.faults.clear()
    await world.at(world.clock() + timedelta(minutes=10))
    await world.settle()
    assert {one.state for one in attachments(world)} == {MediaState.STORED}
    with world.home.database.reading() as db:
        assert len(db.exec(select(File)).all()) == 1


async def test_what_cannot_be_taken_gets_a_sentence(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    await choose(world, phone, words)
    for kind, content in (
        ("document", b"%PDF-1.7"),
        ("photo", b"GIF89a not what we take"),
        ("photo", JPEG + b"\0" * (5 * 2**20)),
    ):
        phone.attach(kind, content)
        await world.settle()
        assert phone.last.text.lstrip("\u200f").startswith("❌"), kind
    phone.attach("voice", OGG, seconds=200)
    await world.settle()
    assert "3" in phone.last.text
    assert MediaState.STORED not in {one.state for one in attachments(world)}


async def test_nobody_else_hears_a_voice_note(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    await choose(world, phone, words)
    phone.attach("voice", OGG, seconds=5)
    await world.settle()
    mette = await at_desk(world, who)
    [source] = {part for part in mette.page.html.split('"') if "/sent/" in part}
    await mette.open(source)
    assert mette.status == 200
    assert mette.headers["content-type"] == "audio/ogg"
    assert mette.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in mette.headers["content-security-policy"]
    jonas = Desk(world.home)
    await jonas.open(source)
    assert jonas.status == 401
    await jonas.sign_in("jonas@norddjurs.example")
    await jonas.open(source)
    assert jonas.status == 404
    await mette.close()
    await jonas.close()


async def test_an_answer_with_a_word_of_health_is_refused_by_its_name(
    world: World, phone: Phone, who: Traveller, words: Words
) -> None:
    seen = len(phone.screen)
    desk = await at_desk(world, who)
    for text, named in (
        ("Send din lægeerklæring", "lægeerklæring"),
        ("Dit nummer er 010190-1234", "CPR"),
        ("Så bliver du trukket i kontanthjælp", "kontanthjælp"),
    ):
        await desk.submit("messages", {"text": text})
        assert desk.status == 422
        assert named in desk.page.text
    await world.settle()
    assert len(phone.screen) == seen
    await desk.close()


async def test_on_a_discreet_phone_an_answer_is_read_after_a_tap(
    world: World, phone: Phone, who: Traveller, programme: Programme
) -> None:
    with world.home.database.transaction() as db:
        db.get_one(Participant, programme.people[who.reference]).is_discreet = True
    desk = await at_desk(world, who)
    await desk.submit("messages", {"text": "Kom i lokale 2"})
    await world.settle()
    assert "lokale" not in phone.last.text
    await world.restart()
    phone.tap(phone.last.labels[0][0])
    await world.settle()
    assert "Kom i lokale 2" in phone.last.text
    await desk.close()


async def test_a_municipality_chooses_its_own_words_and_its_own_time(
    world: World, programme: Programme
) -> None:
    jens = await joined(world, programme, JENS)
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.open("/console/settings/messages")
    await desk.submit("settings/messages", {"words": "hemmelig*\n-syg", "days": "nul"})
    assert desk.status == 422
    await desk.submit("settings/messages", {"words": "hemmelig*\n-syg", "days": "3"})
    assert desk.status == 200
    jens.send("/message")
    await world.settle()
    assert "\u20683\u2069 hverdage" in jens.last.text
    jens.tap("written")
    await world.settle()
    await write(world, jens, "Hej")
    assert "\u20683\u2069 hverdage" in jens.last.text
    assert "\u2068112\u2069" in jens.last.text
    desk = await at_desk(world, JENS)
    await desk.submit("messages", {"text": "En hemmelighed"})
    assert desk.status == 422
    await desk.submit("messages", {"text": "Er du syg?"})
    assert desk.status == 200
    await desk.close()
