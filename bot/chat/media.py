"""What a message of Telegram's brings: words, a voice note, a picture; and to what it answers."""

from datetime import timedelta

from telegram import Message

from bot.actions.turns import Media, Said, Turn
from storage.vocabulary import MediaKind


def turn(update_id: int, message: Message) -> Turn:
    """Return what somebody did who sent this."""
    reply = message.reply_to_message
    return Turn(
        update_id,
        message.chat.id,
        said=said(message),
        reply_to=reply.message_id if reply else None,
    )


def said(message: Message) -> Said:
    """Return what somebody has written or sent; of a picture the largest size."""
    media = _media(message)
    is_other = media is None and message.text is None
    return Said(message.text or message.caption or "", media, is_other)


def _media(message: Message) -> Media | None:
    if message.voice:
        voice = message.voice
        return Media(MediaKind.VOICE, voice.file_id, voice.file_size, _seconds(voice.duration))
    if message.photo:
        largest = message.photo[-1]
        return Media(MediaKind.PHOTO, largest.file_id, largest.file_size)
    return None


def _seconds(duration: object) -> int:
    """The library is about to give a span of time in the place of a number."""
    return int(duration.total_seconds()) if isinstance(duration, timedelta) else int(str(duration))
