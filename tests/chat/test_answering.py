"""The schedule, answers, moves and goodbyes, as they are seen on a phone."""

import re
from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from bot.actions import schedule
from bot.rules import time
from storage.chats import Chat
from storage.vocabulary import AnswerKind, Language
from tests.chat.wire import Wire, bots, plain
from tests.support.school import CV


async def test_selam_says_that_she_cannot_come_and_why(wire: Wire) -> None:
    await wire.join("Selam")
    phone = wire.phone("Selam")
    [week] = await wire.after("Selam", lambda _: phone.press("📅 መደብ"))
    assert "ሓሙስ 26/11" in plain(week.text)
    [detail] = await wire.tap("Selam", "1")
    assert detail.message_id == week.message_id
    shown = await wire.tap("Selam", "❌ ክመጽእ ኣይክእልን እየ")
    assert phone.toast == "ተመዝጊቡ። የቐንየለይ።"
    assert "ሰሉስ 24/11 12:00" in plain(shown[-2].text)
    *_, receipt, question = await wire.tap("Selam", "🚌 መጓዓዝያ")
    assert question.labels == []
    assert receipt.labels == [["✅ ክመጽእ እየ"]]
    [answer] = wire.school.answers()
    assert answer.kind is AnswerKind.NOT_COMING


async def test_amal_answers_a_reminder_with_an_arabic_numeral(wire: Wire) -> None:
    await wire.join("Amal")
    await wire.world.at(time.read("2026-11-25 18:15"))
    reminder = bots(wire.phone("Amal"))[-1]
    assert "تذكير" in reminder.text
    *_, receipt, question = await wire.write("Amal", "٢")
    assert receipt.message_id != reminder.message_id
    assert "لا أستطيع الحضور" in receipt.text
    assert "لا أستطيع الحضور" in reminder.text
    assert [len(row) for row in question.labels] == [2, 2]
    assert wire.school.answers()[0].kind is AnswerKind.NOT_COMING


async def test_jens_learns_of_a_move_and_sees_no_old_time_anywhere(wire: Wire) -> None:
    await wire.join("Jens")
    phone = wire.phone("Jens")
    await wire.write("Jens", "/schedule")
    await wire.tap("Jens", f"come:{wire.school.cv}:1")
    await wire.world.at(time.read("2026-11-25 18:15"))
    wire.school.move(time.read("2026-11-26 14:00"))
    await wire.world.settle()
    moved = bots(phone)[-1]
    assert moved.labels == [["👍 Jeg har set det"], ["❌ Jeg kan ikke komme"]]
    assert [message.text for message in bots(phone) if "09:30" in message.text] == []
    [confirmed] = await wire.tap("Jens", "👍 Jeg har set det")
    assert "Du har set beskeden." in confirmed.text


async def test_a_stale_tap_shows_how_things_are(wire: Wire) -> None:
    await wire.join("Jens")
    phone = wire.phone("Jens")
    data = f"come:{wire.school.cv}:1"
    phone.tap(data)
    wire.school.move(time.read("2026-11-27 14:00"))
    await wire.world.settle()
    assert wire.school.answers() == []
    assert phone.toast == "Intet er ændret. Sådan er det nu."


async def test_the_menu_is_understood_in_every_language(quick_wire: Wire) -> None:
    await quick_wire.join("Amal")
    for words in ("📅 መደብ", "Skema", "الجدول", "SCHEDULE", "📅"):
        [answer] = await quick_wire.write("Amal", words)
        assert "هذا الأسبوع" in answer.text


async def test_what_nobody_understands_is_answered_with_the_way_to_a_human_being(
    wire: Wire,
) -> None:
    await wire.join("Jens")
    [answer] = await wire.write("Jens", "/nonsense")
    assert "Det forstod vi ikke." in answer.text
    assert "Mette Holm" in answer.text
    assert "89 15 15 15" in answer.text


async def test_pages_of_a_long_schedule_hold_at_most_four_buttons_in_a_row(
    quick_wire: Wire,
) -> None:
    school = quick_wire.school
    for day in range(7, 27):
        plan = replace(
            CV,
            starts_at=CV.starts_at + timedelta(days=day),
            ends_at=CV.ends_at + timedelta(days=day),
        )
        schedule.add(school.database, school.course, f"cv {day}", plan, cause=school.cause())
    await quick_wire.join("Jens")
    await quick_wire.write("Jens", "/schedule")
    [first] = await quick_wire.tap("Jens", "Næste uger")
    assert [len(row) for row in first.labels] == [4, 1, 1, 2, 2, 1]
    [second] = await quick_wire.tap("Jens", "➡️")
    assert second.message_id == first.message_id
    assert len(re.findall(r"CV-workshop", second.text)) == 4
    for _ in range(2):
        await quick_wire.tap("Jens", "➡️")
    [last] = await quick_wire.tap("Jens", "➡️")
    assert last.labels[-3] == ["⬅️"]


async def test_stopping_takes_two_taps_and_then_nothing_comes(wire: Wire) -> None:
    await wire.join("Jens")
    [privacy] = await wire.write("Jens", "🔒 Mine data")
    assert "Jens Olesen" in privacy.text
    await wire.tap("Jens", "mydata:1")
    await wire.tap("Jens", "⛔ Stop beskederne")
    [goodbye] = [m for m in await wire.tap("Jens", "⛔ Stop") if "Stoppet" in m.text]
    assert "/start" in goodbye.text
    assert wire.phone("Jens").keyboard is None
    count = len(bots(wire.phone("Jens")))
    await wire.world.at(time.read("2026-11-26 09:00"))
    assert len(bots(wire.phone("Jens"))) == count


async def test_a_question_whether_to_stop_is_asked_once(wire: Wire) -> None:
    await wire.join("Jens")
    [asked] = await wire.write("Jens", "/stop")
    [stayed] = await wire.tap("Jens", "↩️ Nej, fortsæt")
    assert (stayed.message_id, stayed.labels) == (asked.message_id, [])
    [asked] = await wire.write("Jens", "/stop")
    spent, goodbye = await wire.write("Jens", "1")
    assert (spent.message_id, spent.labels) == (asked.message_id, [])
    assert spent.text.endswith("\n\n⛔ Stop")
    assert "Stoppet" in goodbye.text


async def test_a_number_means_the_lowest_buttons_on_the_screen_and_never_spent_ones(
    wire: Wire,
) -> None:
    await wire.join("Jens")
    [schedule] = await wire.write("Jens", "/schedule")
    await wire.write("Jens", "/stop")
    await wire.write("Jens", "2")
    [detail] = await wire.write("Jens", "1")
    assert "CV-workshop" in detail.text
    assert wire.school.links()[0].ended_at is None
    assert schedule.labels != []


async def test_an_older_message_that_is_brought_up_to_date_does_not_take_the_numbers(
    wire: Wire,
) -> None:
    await wire.join("Jens")
    await wire.write("Jens", "/stop")
    wire.school.move(time.read("2026-11-27 14:00"))
    await wire.world.settle()
    await wire.write("Jens", "/stop")
    wire.school.move(time.read("2026-11-27 15:00"))
    with wire.school.database.reading() as db:
        chat = db.exec(select(Chat)).one()
    newest = max(message.message_id for message in bots(wire.phone("Jens")) if message.labels)
    assert chat.choices[-1]["message"] == newest


async def test_who_blocked_the_bot_is_marked_and_comes_back(wire: Wire) -> None:
    await wire.join("Jens", Language.ENGLISH)
    wire.phone("Jens").block()
    await wire.world.settle()
    assert wire.school.person("Jens").unreachable_at is not None
    wire.phone("Jens").unblock()
    await wire.world.settle()
    assert wire.school.person("Jens").unreachable_at is None


async def test_a_place_is_shown_on_the_map(wire: Wire) -> None:
    await wire.join("Jens", Language.ENGLISH)
    await wire.tap("Jens", "☰ More")
    [venue] = await wire.tap("Jens", "📍 Map")
    assert venue.venue is not None
