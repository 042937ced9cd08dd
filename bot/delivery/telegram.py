"""Send over python-telegram-bot."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message as Sent,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.delivery.faults import is_removed, is_unchanged, is_unknown_file, result_of
from bot.delivery.pacing import Gate, Turn
from bot.delivery.voice import CannotSpeak, Speaker
from bot.rules.results import Delivered, Result, UnknownFile, Wait
from bot.texts.message import (
    Buttons,
    Document,
    Media,
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
            return await self._call(telegram_id, message, turn)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is a result
            result = _meant(error, message)
            if isinstance(result, Wait):
                self._gate.pause(result.seconds)
            return result

    async def _call(self, telegram_id: int, message: Message, turn: Turn) -> Delivered:
        match message:
            case Toast() | Removed():
                return await self._quietly(telegram_id, message, turn)
            case Venue():
                sent = await self._bot.send_venue(
                    telegram_id,
                    latitude=message.latitude,
                    longitude=message.longitude,
                    title=message.title,
                    address=message.address,
                    rate_limit_args=turn,
                )
                return Delivered(sent.message_id)
            case Document() | Spoken() | Picture():
                return await self._enclose(telegram_id, message, turn)
            case Speech():
                return await self._call(telegram_id, await self._spoken(message), turn)
            case Text():
                return await self._say(telegram_id, message, turn)

    async def _enclose(self, telegram_id: int, file: Media, turn: Turn) -> Delivered:
        rest: dict[str, Any] = {
            "caption": file.caption,
            "parse_mode": ParseMode.HTML,
            "reply_markup": _inline(file.buttons),
            "rate_limit_args": turn,
        }
        if file.edits is not None:
            await self._bot.edit_message_caption(telegram_id, file.edits, **rest)
            return Delivered(file.edits)
        given = file.remote or InputFile(file.content, filename=_name(file))
        sending: Mapping[type[Media], Callable[..., Awaitable[Sent]]] = {
            Document: self._bot.send_document,
            Spoken: self._bot.send_voice,
            Picture: self._bot.send_photo,
        }
        sent = await sending[type(file)](telegram_id, given, **rest)
        return Delivered(sent.message_id, _remote(file, sent))

    async def _spoken(self, speech: Speech) -> Spoken | Text:
        try:
            return Spoken(await self._speaker.speak(speech.words, speech.language.value))
        except CannotSpeak:
            return speech.instead

    async def _quietly(self, telegram_id: int, message: Toast | Removed, turn: Turn) -> Delivered:
        """Do what leaves no message behind."""
        if isinstance(message, Removed):
            await self._bot.delete_message(telegram_id, message.message_id, rate_limit_args=turn)
        else:
            await self._bot.answer_callback_query(
                message.tap, text=message.text or None, rate_limit_args=turn
            )
        return Delivered()

    async def _say(self, telegram_id: int, text: Text, turn: Turn) -> Delivered:
        if text.edits is not None:
            await self._bot.edit_message_text(
                str(text.html),
                chat_id=telegram_id,
                message_id=text.edits,
                parse_mode=ParseMode.HTML,
                reply_markup=_inline(text.buttons),
                rate_limit_args=turn,
            )
            return Delivered(text.edits)
        sent = await self._bot.send_message(
            telegram_id,
            str(text.html),
            parse_mode=ParseMode.HTML,
            reply_markup=_inline(text.buttons) or _menu(text),
            rate_limit_args=turn,
        )
        return Delivered(sent.message_id)


def _meant(error: Exception, message: Message) -> Result:
    """Return what an exception means for this message."""
    if isinstance(message, Text | Media) and message.edits is not None and is_unchanged(error):
        return Delivered(message.edits)
    if isinstance(message, Removed) and is_removed(error):
        return Delivered()
    if isinstance(message, Media) and message.remote is not None and is_unknown_file(error):
        return UnknownFile()
    return result_of(error)


def _name(file: Media) -> str:
    match file:
        case Document(name=name):
            return name
        case Spoken():
            return "voice.ogg"
        case Picture():
            return "picture"


def _remote(file: Media, sent: Sent) -> str | None:
    """Return Telegram's name for a file; of a picture that of the largest size.

    There is none when Telegram has made something else of it, for by that it could not be sent.
    """
    match file:
        case Document():
            return sent.document.file_id if sent.document else None
        case Spoken():
            return sent.voice.file_id if sent.voice else None
        case Picture():
            return sent.photo[-1].file_id if sent.photo else None


def _inline(buttons: Buttons) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button.data) for button in row]
            for row in buttons
        ]
    )


def _menu(text: Text) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if text.menu is None:
        return None
    if not text.menu:
        return ReplyKeyboardRemove()
    return ReplyKeyboardMarkup(text.menu, resize_keyboard=True, is_persistent=True)
