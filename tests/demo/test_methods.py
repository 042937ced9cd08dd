"""Every method does for the real python-telegram-bot what Telegram does."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MenuButtonCommands,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from bot.demo.botapi import Phone, Telegram
from tests.demo.conftest import Clock

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (64).to_bytes(4) + (48).to_bytes(4)
YES_NO = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Ja", callback_data="y"),
            InlineKeyboardButton("Nej", callback_data="n"),
        ],
        [InlineKeyboardButton("Kort", url="https://a.dk")],
    ]
)


async def test_the_bot_knows_itself(bot: Bot, telegram: Telegram) -> None:
    assert bot.username == telegram.username
    assert bot.id == int(telegram.token.partition(":")[0])


async def test_a_message_reaches_the_person_with_its_marks(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_message(1001, "<b>hej</b> 👋", parse_mode=ParseMode.HTML)
    assert sent.entities == (MessageEntity("bold", 0, 3),)
    assert (selam.last.text, selam.last.html) == ("hej 👋", "<b>hej</b> 👋")
    assert selam.last.from_bot


async def test_entities_counted_by_the_bot_are_kept(bot: Bot, selam: Phone) -> None:
    await bot.send_message(1001, "hej", entities=[MessageEntity("italic", 1, 2)])
    assert selam.last.html == "h<i>ej</i>"


async def test_buttons_come_with_the_message_and_a_tap_asks_the_bot(bot: Bot, selam: Phone) -> None:
    await bot.send_message(1001, "Kommer du?", reply_markup=YES_NO)
    assert selam.last.labels == [["Ja", "Nej"], ["Kort"]]
    selam.tap("Ja")
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.data == "y"
    await update.callback_query.answer("Godt", show_alert=True)
    assert (selam.toast, selam.toast_is_alert) == ("Godt", True)


async def test_keys_come_go_and_send_their_label(bot: Bot, selam: Phone) -> None:
    keys = ReplyKeyboardMarkup([["Skema", "Hjælp"]], input_field_placeholder="Vælg")
    await bot.send_message(1001, "Menu", reply_markup=keys)
    assert (selam.keyboard, selam.placeholder) == ([["Skema", "Hjælp"]], "Vælg")
    await bot.send_message(1001, "uden", reply_markup=ForceReply())
    selam.press("Hjælp")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "Hjælp"
    await bot.send_message(1001, "væk", reply_markup=ReplyKeyboardRemove())
    assert selam.keyboard is None


async def test_keys_for_one_time_hide_after_a_press(bot: Bot, selam: Phone) -> None:
    await bot.send_message(
        1001, "?", reply_markup=ReplyKeyboardMarkup([["Ja"]], one_time_keyboard=True)
    )
    selam.press("Ja")
    assert selam.keyboard is None


async def test_a_place_is_shown_with_its_address(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_venue(1001, 55.47, 8.45, "Integrationshuset", "Exnersgade 4")
    assert sent.venue
    assert sent.venue.location.latitude == 55.47
    assert selam.last.venue
    assert selam.last.venue.address == "Exnersgade 4"


async def test_a_document_can_be_fetched_and_sent_again(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_document(
        1001, b"skema", filename="skema.txt", caption="<i>uge 48</i>", parse_mode=ParseMode.HTML
    )
    assert sent.document
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"skema"
    await bot.send_document(1001, sent.document.file_id)
    assert selam.last.document
    assert selam.last.document.name == "skema.txt"
    assert selam.messages[-2].html == "<i>uge 48</i>"


async def test_an_attached_document_is_found_by_its_reference(bot: Bot, selam: Phone) -> None:
    await bot.send_document(1001, InputFile(b"x", "cv.pdf", attach=True))
    assert selam.last.document
    assert selam.last.document.name == "cv.pdf"


async def test_pictures_and_voices_keep_their_kind(bot: Bot, selam: Phone) -> None:
    picture = await bot.send_photo(1001, PNG)
    assert (picture.photo[0].width, picture.photo[0].height) == (64, 48)
    await bot.send_voice(1001, b"OggS", duration=3)
    sent = [message.file for message in selam.messages if message.file]
    assert [(file.kind, file.duration) for file in sent] == [("photo", 0), ("voice", 3)]


async def test_a_file_from_the_person_can_be_fetched(bot: Bot, selam: Phone) -> None:
    selam.attach("voice", b"OggS", caption="hør")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.voice
    file = await update.message.voice.get_file()
    assert bytes(await file.download_as_bytearray()) == b"OggS"


async def test_an_answer_shows_what_it_answers(bot: Bot, selam: Phone) -> None:
    question = selam.send("Hvornår?")
    sent = await bot.send_message(
        1001, "Kl. 14", reply_parameters=ReplyParameters(question.message_id)
    )
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "Hvornår?"
    assert selam.last.reply_to is question


async def test_an_edit_changes_text_and_drops_buttons(bot: Bot, selam: Phone, clock: Clock) -> None:
    sent = await bot.send_message(1001, "Kommer du?", reply_markup=YES_NO)
    clock.forward(minutes=1)
    await sent.edit_text("Vi ses")
    assert (selam.last.text, selam.last.buttons, selam.last.edited) == ("Vi ses", (), True)
    await sent.edit_reply_markup(YES_NO)
    assert selam.last.labels == [["Ja", "Nej"], ["Kort"]]


async def test_what_stands_below_a_file_is_edited_and_the_file_stays(
    bot: Bot, selam: Phone
) -> None:
    await bot.send_photo(1001, PNG, caption="Kommer du?", reply_markup=YES_NO)
    assert selam.last.labels == [["Ja", "Nej"], ["Kort"]]
    sent, picture = selam.last, selam.last.file
    await bot.edit_message_caption(1001, sent.message_id, caption="Vi ses")
    assert (sent.text, sent.buttons, sent.file) == ("Vi ses", (), picture)
    for caption, complaint in (
        ("<i></i>Vi ses", "not modified"),
        (f"<b>{'x' * 1025}</b>", "caption is too long"),
    ):
        with pytest.raises(BadRequest, match=complaint):
            await bot.edit_message_caption(
                1001, sent.message_id, caption=caption, parse_mode=ParseMode.HTML
            )
    with pytest.raises(BadRequest, match="no text in the message"):
        await bot.edit_message_text("Nej", 1001, sent.message_id)
    text = await bot.send_message(1001, "Uden fil")
    with pytest.raises(BadRequest, match="no caption in the message"):
        await bot.edit_message_caption(1001, text.message_id, caption="Nej")


async def test_a_picture_that_is_too_long_and_narrow_is_no_photo(bot: Bot, selam: Phone) -> None:
    for width, height in ((5001, 5000), (420, 20)):
        picture = PNG[:16] + width.to_bytes(4) + height.to_bytes(4)
        with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
            await bot.send_photo(1001, picture)


async def test_a_deleted_message_leaves_the_screen(bot: Bot, selam: Phone) -> None:
    sent = await bot.send_message(1001, "Fejl")
    assert await sent.delete()
    assert sent.message_id not in [message.message_id for message in selam.screen]
    assert selam.messages[-1].deleted


async def test_what_the_bot_says_of_itself_is_kept_by_language(
    bot: Bot, telegram: Telegram, selam: Phone
) -> None:
    commands = [BotCommand("help", "Hjælp"), BotCommand("language", "Sprog")]
    assert await bot.set_my_commands(commands, language_code="da")
    assert await bot.set_my_commands(commands, scope=BotCommandScopeChat(1001))
    assert list(await bot.get_my_commands(language_code="da")) == commands
    assert await bot.delete_my_commands(language_code="da")
    assert await bot.get_my_commands(language_code="da") == ()
    assert await bot.set_my_description("Dit skema", language_code="da")
    assert (await bot.get_my_description(language_code="da")).description == "Dit skema"
    assert await bot.set_my_short_description("Kort")
    assert (await bot.get_my_short_description("ar")).short_description == "Kort"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button(1001)).type == "commands"


async def test_a_chat_can_be_looked_up(bot: Bot, selam: Phone) -> None:
    assert (await bot.get_chat(1001)).first_name == "Selam"
    assert await bot.send_chat_action(1001, ChatAction.TYPING)


async def test_a_person_can_change_what_they_wrote(bot: Bot, selam: Phone) -> None:
    selam.edit(selam.send("ja"), "nej")
    _, update = await bot.get_updates()
    assert update.edited_message
    assert update.edited_message.text == "nej"


async def test_blocking_and_coming_back_is_told(bot: Bot, selam: Phone) -> None:
    selam.block()
    selam.start("invitation")
    blocked, back, started = await bot.get_updates()
    assert blocked.my_chat_member
    assert back.my_chat_member
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert back.my_chat_member.new_chat_member.status == "member"
    assert started.message
    assert started.message.text == "/start invitation"
