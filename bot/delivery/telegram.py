"""Send over python-telegram-bot."""

from contextlib import suppress
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.delivery.faults import is_unchanged, result_of
from bot.delivery.pacing import Gate, Turn
from bot.delivery.voice import CannotSpeak, Speaker
from bot.rules.results import Delivered, Result, Wait
from bot.texts.message import (
    Document,
    Message,
    Picture,
    Removed,
    Speech,
    Spoken,
    Text,
    Toast,
    Venue,
)


class TelegramSender:
    """A sender on a bot whose rate limiter is `gate`."""

    def __init__(self, bot: ExtBot[Turn], gate: Gate, speaker: Speaker | None = None) -> None:
        """Wrap an initialized bot."""
        self._bot = bot
        self._gate = gate
        self._speaker = speaker or Speaker()

    async def prepare(self, message: Message) -> None:
        """Have words spoken, to be at hand when the turn comes."""
        if isinstance(message, Speech):
            with suppress(CannotSpeak):
                await self._speaker.speak(message.words, message.language.value)

    async def send(self, telegram_id: int, message: Message, turn: Turn) -> Result:
        """Make one attempt within a granted turn; never raises but on cancellation."""
        try:
            return Delivered(await self._call(telegram_id, message, turn))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is a result
            if is_unchanged(error) and isinstance(message, Text):
                return Delivered(message.edits)
            result = result_of(error)
            if isinstance(result, Wait):
                self._gate.pause(result.seconds)
            return result

    async def _call(self, telegram_id: int, message: Message, turn: Turn) -> int | None:
        match message:
            case Toast() | Removed():
                await self._quietly(telegram_id, message, turn)
                return None
            case Venue():
                sent = await self._bot.send_venue(
                    telegram_id,
                    latitude=message.latitude,
                    longitude=message.longitude,
                    title=message.title,
                    address=message.address,
                    rate_limit_args=turn,
                )
                return sent.message_id
            case Document() | Spoken() | Picture():
                return await self._send_file(telegram_id, message, turn)
            case Speech():
                return await self._call(telegram_id, await self._spoken(message), turn)
            case Text():
                return await self._say(telegram_id, message, turn)

    async def _send_file(
        self, telegram_id: int, file: Document | Spoken | Picture, turn: Turn
    ) -> int:
        said = {"caption": file.caption, "parse_mode": ParseMode.HTML}
        rest: dict[str, Any] = {**said, "rate_limit_args": turn}
        match file:
            case Document(name, content):
                given = InputFile(content, filename=name)
                return (await self._bot.send_document(telegram_id, given, **rest)).message_id
            case Spoken(content):
                given = InputFile(content, filename="voice.ogg")
                return (await self._bot.send_voice(telegram_id, given, **rest)).message_id
            case Picture(content):
                given = InputFile(content, filename="picture")
                return (await self._bot.send_photo(telegram_id, given, **rest)).message_id

    async def _spoken(self, speech: Speech) -> Spoken | Text:
        try:
            return Spoken(await self._speaker.speak(speech.words, speech.language.value))
        except CannotSpeak:
            return speech.instead

    async def _quietly(self, telegram_id: int, message: Toast | Removed, turn: Turn) -> None:
        """Do what leaves no message behind."""
        if isinstance(message, Removed):
            await self._bot.delete_message(telegram_id, message.message_id, rate_limit_args=turn)
        else:
            await self._bot.answer_callback_query(
                message.tap, text=message.text or None, rate_limit_args=turn
            )

    async def _say(self, telegram_id: int, text: Text, turn: Turn) -> int:
        if text.edits is not None:
            await self._bot.edit_message_text(
                str(text.html),
                chat_id=telegram_id,
                message_id=text.edits,
                parse_mode=ParseMode.HTML,
                reply_markup=_inline(text),
                rate_limit_args=turn,
            )
            return text.edits
        sent = await self._bot.send_message(
            telegram_id,
            str(text.html),
            parse_mode=ParseMode.HTML,
            reply_markup=_inline(text) or _menu(text),
            rate_limit_args=turn,
        )
        return sent.message_id


def _inline(text: Text) -> InlineKeyboardMarkup | None:
    if not text.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
            for row in text.buttons
        ]
    )


def _menu(text: Text) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if text.menu is None:
        return None
    if not text.menu:
        return ReplyKeyboardRemove()
    return ReplyKeyboardMarkup(text.menu, resize_keyboard=True, is_persistent=True)
