"""From an invitation to the first message, as it is seen on a phone."""

import pytest

from bot.texts import menu
from bot.texts.say import Voice
from storage import people
from storage.vocabulary import Language
from tests.chat.wire import Wire, bots, plain
from tests.support.school import LANGUAGES, NAMES

FIRST = {
    "Selam": ("1", "፩", "ትግርኛ"),
    "Amal": ("2", "٢", "العربية"),
    "Jens": ("3", "Dansk", "dansk"),
}
YES = {"Selam": "እወ", "Amal": "نعم", "Jens": "1"}


async def test_language_is_asked_in_all_scripts_at_once(wire: Wire) -> None:
    token = wire.school.token("Selam")
    [asked] = await wire.after("Selam", lambda phone: phone.start(token))
    for words in ("ቋንቋኹም ምረጹ", "اختيار اللغة", "Vælg dit sprog", "Choose your language"):
        assert words in asked.text
    assert [row[0][4:] for row in asked.labels] == ["ትግርኛ", "العربية", "Dansk", "English"]


@pytest.mark.parametrize("who", list(NAMES))
@pytest.mark.parametrize("nth", range(3))
async def test_joining_works_by_typing_alone(quick_wire: Wire, who: str, nth: int) -> None:
    wire = quick_wire
    token = wire.school.token(who)
    await wire.after(who, lambda phone: phone.start(token))
    asked, consent = await wire.write(who, FIRST[who][nth])
    assert (len(asked.labels), len(consent.labels)) == (0, 3)
    agreed, welcome, following = await wire.write(who, YES[who])
    assert agreed.message_id == consent.message_id
    assert agreed.labels == []
    assert NAMES[who] in plain(welcome.text)
    keys = menu.rows(Voice(LANGUAGES[who]))
    assert wire.phone(who).keyboard == [list(row) for row in keys]
    assert "26/11" in following.text
    assert "09:30–12:00" in following.text
    assert wire.school.person(who).language is LANGUAGES[who]


async def test_an_answered_question_keeps_its_answer_and_loses_its_buttons(wire: Wire) -> None:
    token = wire.school.token("Jens")
    [question] = await wire.after("Jens", lambda phone: phone.start(token))
    asked, consent = await wire.tap("Jens", "lang:da")
    assert asked.message_id == question.message_id
    assert plain(asked.text) == "🌐 Vælg dit sprog\n\n✅ Dansk"
    assert asked.labels == []
    agreed, *_ = await wire.tap("Jens", "✅ Ja")
    assert agreed.message_id == consent.message_id
    assert agreed.text.endswith("Vil du have beskeder her?\n\n✅ Ja")
    assert agreed.labels == []


async def test_who_says_no_can_read_it_and_nothing_is_left_to_press(wire: Wire) -> None:
    token = wire.school.token("Amal")
    await wire.after("Amal", lambda phone: phone.start(token))
    await wire.tap("Amal", "lang:ar")
    declined, _ = await wire.tap("Amal", "❌ لا، شكرًا")
    assert plain(declined.text).endswith("\n\n❌ لا، شكرًا")
    assert [message.labels for message in bots(wire.phone("Amal"))] == [[], [], []]
    [again] = await wire.write("Amal", "1")
    assert len(again.labels) == 3, "a number presses nothing that is gone: they are asked again"
    assert wire.school.links() == []


async def test_another_language_takes_the_place_of_the_question_in_the_first(wire: Wire) -> None:
    token = wire.school.token("Selam")
    await wire.after("Selam", lambda phone: phone.start(token))
    _, consent = await wire.tap("Selam", "lang:da")
    [question] = await wire.tap("Selam", "🌐 Sprog")
    assert question.message_id == consent.message_id
    chosen, asked = await wire.tap("Selam", "lang:ti")
    assert "✅ ትግርኛ" in plain(chosen.text)
    assert [len(message.labels) for message in (chosen, asked)] == [0, 3]


async def test_a_second_tap_changes_nothing(wire: Wire) -> None:
    token = wire.school.token("Jens")
    phone = wire.phone("Jens")
    await wire.after("Jens", lambda phone: phone.start(token))
    await wire.tap("Jens", "lang:da")
    phone.tap("✅ Ja")
    phone.tap("❌ Nej tak")
    await wire.world.settle()
    [link] = wire.school.links()
    assert link.ended_at is None
    [consent] = [message for message in bots(phone) if "Vil du have" in message.text]
    assert consent.text.endswith("✅ Ja")
    assert phone.toast == "Intet er ændret. Sådan er det nu."


@pytest.mark.parametrize("text", ["/start", "hej", "/schedule", "1", "/start no-such-token", "📅"])
async def test_a_stranger_reads_one_neutral_sentence_and_nothing_else(
    wire: Wire, text: str
) -> None:
    [answer] = await wire.write("Stranger", text)
    assert len(answer.text.split("\n\n")) == 4
    assert answer.labels == []
    assert wire.phone("Stranger").keyboard is None
    for word in ("Randers", "kommune", "CV", "Selam", "refugee", "course", "caseworker"):
        assert word not in answer.text


async def test_a_stranger_who_sends_a_file_is_answered_too(wire: Wire) -> None:
    [answer] = await wire.after("Stranger", lambda phone: phone.attach("document", b"1"))
    assert "invitation" in answer.text


async def test_an_edited_message_is_let_be(wire: Wire) -> None:
    await wire.join("Selam")
    phone = wire.phone("Selam")
    sent = phone.send("hello")
    await wire.world.settle()
    assert await wire.after("Selam", lambda phone: phone.edit(sent, "/stop")) == []


async def test_everything_works_on_after_a_restart_at_any_moment(wire: Wire) -> None:
    token = wire.school.token("Selam")
    for act in ("start", "lang:en", f"agree:{token.split('-')[0]}", "📅 Schedule", "1"):
        await wire.world.restart()
        if act == "start":
            answers = await wire.after("Selam", lambda phone: phone.start(token))
        elif ":" in act:
            answers = await wire.tap("Selam", act)
        else:
            answers = await wire.write("Selam", act)
        assert answers
    assert "CV workshop" in plain(bots(wire.phone("Selam"))[-1].text)


async def test_a_new_phone_gets_the_messages_and_the_old_one_none(wire: Wire) -> None:
    await wire.join("Selam", Language.ENGLISH)
    wire.school.wait(days=1)
    with wire.school.database.transaction() as db:
        people.end_invitations(db, wire.school.people["Selam"], wire.school.clock())
    token = wire.school.token("Selam")
    await wire.after("New phone", lambda phone: phone.start(token))
    await wire.write("New phone", "4")
    await wire.write("New phone", "1")
    before = len(bots(wire.phone("Selam")))
    wire.school.cancel()
    await wire.world.settle()
    assert "Cancelled" in bots(wire.phone("New phone"))[-1].text
    assert len(bots(wire.phone("Selam"))) == before
