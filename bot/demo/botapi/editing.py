"""Methods that change or take away what is on a person's screen, and answer taps.

Source: https://core.telegram.org/bots/api#updating-messages
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.demo.botapi import errors, keyboards, texts

if TYPE_CHECKING:
    from bot.demo.botapi.entities import Entity
    from bot.demo.botapi.keyboards import Button
    from bot.demo.botapi.messages import Message
    from bot.demo.botapi.params import Params
    from bot.demo.botapi.telegram import Telegram

DELETABLE_FOR = timedelta(hours=48)
TOAST_LIMIT = 200
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(telegram: Telegram, params: Params) -> object:
    """Change the text of a message; buttons that are not sent again go away."""
    message = _to_edit(telegram, params)
    buttons = keyboards.read_inline(params)
    text, entities = texts.message_text(params)
    if message.file or message.venue:
        raise errors.bad_request("there is no text in the message to edit")
    return _change(telegram, message, text, entities, buttons)


def edit_message_caption(telegram: Telegram, params: Params) -> object:
    """Change what stands below a file, to nothing at all if that is asked; buttons as above."""
    message = _to_edit(telegram, params)
    buttons = keyboards.read_inline(params)
    text, entities = texts.caption(params)
    if message.file is None:
        raise errors.bad_request("there is no caption in the message to edit")
    return _change(telegram, message, text, entities, buttons)


def edit_message_reply_markup(telegram: Telegram, params: Params) -> object:
    """Change the buttons of a message."""
    message = _to_edit(telegram, params)
    return _change(telegram, message, message.text, message.entities, keyboards.read_inline(params))


def delete_message(telegram: Telegram, params: Params) -> object:
    """Take a message away, the bot's own or the person's, within two days."""
    phone = telegram.chat_of(params, writing=False)
    message = phone.find_message(_message_id(params))
    if message is None:
        raise errors.bad_request("message to delete not found")
    if telegram.now() - message.date > DELETABLE_FOR:
        raise errors.bad_request("message can't be deleted for everyone")
    message.deleted = True
    telegram.changed.ring()
    return True


def answer_callback_query(telegram: Telegram, params: Params) -> object:
    """Answer a tap."""
    text = params.text("text")
    if len(text) > TOAST_LIMIT:
        raise errors.bad_request("MESSAGE_TOO_LONG")
    telegram.answer_tap(params.text("callback_query_id"), text, alert=params.flag("show_alert"))
    return True


def _message_id(params: Params) -> int:
    message_id = params.integer("message_id")
    if not message_id:
        raise errors.bad_request("message identifier is not specified")
    return message_id


def _to_edit(telegram: Telegram, params: Params) -> Message:
    phone = telegram.chat_of(params)
    message = phone.find_message(_message_id(params))
    if message is None:
        raise errors.bad_request("message to edit not found")
    if not message.from_bot:
        raise errors.bad_request("message can't be edited")
    return message


def _change(
    telegram: Telegram,
    message: Message,
    text: str,
    entities: list[Entity],
    buttons: tuple[tuple[Button, ...], ...],
) -> object:
    if (text, entities, buttons) == (message.text, message.entities, message.buttons):
        raise errors.bad_request(NOT_MODIFIED)
    message.text, message.entities, message.buttons = text, entities, buttons
    message.edited_at = telegram.now()
    telegram.changed.ring()
    return telegram.wire(message)
