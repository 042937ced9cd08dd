"""The server refuses what cannot be done to this message or this person."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.demo.botapi import CannotDo, Phone, Telegram, files
from tests.demo.conftest import Call, Clock
from tests.demo.params import TEXT, button


async def test_nobody_is_written_to_who_has_not_started(bot: Bot, telegram: Telegram) -> None:
    telegram.phone(user_id=1002, first_name="Amal")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1002, "hej")


async def test_nobody_is_written_to_who_has_blocked(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_message(1001, "hej")
    selam.block()
    for attempt in (bot.send_message(1001, "hej"), sent.edit_text("du")):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await attempt
    selam.unblock()
    await bot.send_message(1001, "hej igen")


async def test_an_edit_without_a_change_is_refused(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_message(1001, "hej")
    with pytest.raises(BadRequest, match="exactly the same as a current content"):
        await sent.edit_text("hej")


async def test_an_edit_takes_no_keys(call: Call, selam: Phone) -> None:
    await call("sendMessage", **TEXT)
    keys = {"keyboard": [["x"]]}
    number = selam.last.message_id
    _, answer = await call("editMessageText", **TEXT, message_id=number, reply_markup=keys)
    assert answer["description"] == "Bad Request: inline keyboard expected"


async def test_a_place_has_no_text_to_edit(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_venue(1001, 55.47, 8.45, "Huset", "Exnersgade 4")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("hej", 1001, sent.message_id)


async def test_an_old_message_stays(bot: Bot, selam: Phone, clock: Clock) -> None:
    sent = await bot.send_message(1001, "hej")
    clock.forward(hours=48, seconds=1)
    with pytest.raises(BadRequest, match="can't be deleted for everyone"):
        await sent.delete()


async def test_a_tap_is_answered_once(bot: Bot, call: Call, selam: Phone) -> None:
    await call("sendMessage", **button(callback_data="y"))
    query = selam.tap("x")
    assert await bot.answer_callback_query(query)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query)


async def test_a_tap_lives_150_seconds(bot: Bot, call: Call, selam: Phone, clock: Clock) -> None:
    await call("sendMessage", **button(callback_data="y"))
    query = selam.tap("x")
    clock.forward(seconds=151)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query)


async def test_a_file_too_large_is_refused(
    bot: Bot, selam: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(files.UPLOAD_LIMIT, "document", 10)
    monkeypatch.setitem(files.UPLOAD_LIMIT, "photo", 10)
    with pytest.raises(Exception, match="Request Entity Too Large"):
        await bot.send_document(1001, b"x" * 11)
    with pytest.raises(BadRequest, match="too big for a photo"):
        await bot.send_photo(1001, b"x" * 11)
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(1001, b"")
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(1001, b"text")


async def test_a_voice_is_no_document(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_voice(1001, b"OggS")
    assert sent.voice
    with pytest.raises(BadRequest, match="an't use file of type voice as document"):
        await bot.send_document(1001, sent.voice.file_id)


def test_hands_cannot_do_what_the_screen_does_not_offer(selam: Phone) -> None:
    with pytest.raises(CannotDo, match="no button 'Ja'"):
        selam.tap("Ja")
    with pytest.raises(CannotDo, match="no key 'Ja'"):
        selam.press("Ja")
    with pytest.raises(CannotDo, match="needs text"):
        selam.send("  ")
    with pytest.raises(CannotDo, match="no message from the bot"):
        _ = selam.last
    selam.block()
    with pytest.raises(CannotDo, match="has blocked"):
        selam.send("hej")


async def test_a_link_button_opens_and_asks_nothing(call: Call, selam: Phone) -> None:
    await call("sendMessage", **button(url="https://a.dk"))
    with pytest.raises(CannotDo, match=r"opens the link https://a\.dk"):
        selam.tap("x")
