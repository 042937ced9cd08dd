"""What aiogram, which checks each field, asks of the server and expects of its answers."""

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MenuButtonCommands,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from bot.demo.botapi import Phone, Telegram
from bot.demo.botapi.pace import Pace

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (64).to_bytes(4) + (48).to_bytes(4)
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
YES = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Ja", callback_data="y"),
            InlineKeyboardButton(text="Kort", url="https://a.dk"),
        ]
    ]
)


async def check(url: str, telegram: Telegram, selam: Phone) -> None:
    """Ask the server at `url` for everything it can do; Selam is one of its phones."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(telegram.token, session)
    await check_profile(bot)
    await check_messages(bot)
    await check_updates(bot, selam)
    await check_refusals(bot, telegram, selam)
    await session.close()


async def check_messages(bot: Bot) -> None:
    text = await bot.send_message(1001, "<b>hej</b>", parse_mode="HTML", reply_markup=YES)
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Skema")]])
    await bot.send_message(1001, "menu", reply_markup=keys)
    answer = ReplyParameters(message_id=text.message_id)
    venue = await bot.send_venue(1001, 55.47, 8.45, "Huset", "Vej 4", reply_parameters=answer)
    document = await bot.send_document(1001, BufferedInputFile(b"cv", "cv.txt"), caption="cv")
    photo = await bot.send_photo(1001, BufferedInputFile(PNG, "kort.png"), reply_markup=YES)
    voice = await bot.send_voice(1001, BufferedInputFile(b"OggS", "hej.ogg"), duration=2)
    assert venue.reply_to_message
    assert document.document
    assert voice.voice
    assert photo.photo
    assert photo.photo[0].width == 64
    downloaded = await bot.download(document.document)
    assert downloaded
    assert downloaded.read() == b"cv"
    edited = await bot.edit_message_text("farvel", chat_id=1001, message_id=text.message_id)
    assert isinstance(edited, Message)
    assert edited.edit_date
    assert await bot.edit_message_reply_markup(
        chat_id=1001, message_id=text.message_id, reply_markup=YES
    )
    below = await bot.edit_message_caption(
        chat_id=1001, message_id=photo.message_id, caption="<b>kort</b>", parse_mode="HTML"
    )
    assert isinstance(below, Message)
    assert (below.caption, below.reply_markup) == ("kort", None)
    assert await bot.delete_message(1001, text.message_id)
    assert await bot.send_chat_action(1001, "typing")


async def check_updates(bot: Bot, selam: Phone) -> None:
    await bot.send_message(1001, "?", reply_markup=YES)
    selam.edit(selam.send("/hjælp mig"), "rettet")
    query = selam.tap("Ja")
    selam.attach("photo", PNG)
    selam.attach("voice", b"OggS")
    selam.block()
    selam.start()
    updates = await bot.get_updates()
    assert [update.event_type for update in updates] == [
        "message",
        "edited_message",
        "callback_query",
        "message",
        "message",
        "my_chat_member",
        "my_chat_member",
        "message",
    ]
    assert await bot.answer_callback_query(query, text="ok")


async def check_profile(bot: Bot) -> None:
    assert (await bot.get_me()).is_bot
    assert (await bot.get_chat(1001)).first_name == "Selam"
    assert await bot.set_my_commands([BotCommand(command="help", description="Hjælp")])
    assert (await bot.get_my_commands())[0].command == "help"
    assert await bot.delete_my_commands()
    assert await bot.set_my_description("x")
    assert await bot.set_my_short_description("x")
    assert (await bot.get_my_description()).description == "x"
    assert (await bot.get_my_short_description()).short_description == "x"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert await bot.set_webhook("http://127.0.0.1:9/hook", allowed_updates=KINDS)
    assert (await bot.get_webhook_info()).url
    assert await bot.delete_webhook(drop_pending_updates=True)


async def check_refusals(bot: Bot, telegram: Telegram, selam: Phone) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(1001, "")
    telegram.pace = Pace(enforced=True)
    await bot.send_message(1001, "1")
    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.send_message(1001, "2")
    assert refusal.value.retry_after == 1
    selam.block()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(1001, "3")
