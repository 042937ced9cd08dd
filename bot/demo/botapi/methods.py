"""Every method of the Bot API that this server knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.demo.botapi import editing, profile, receiving, sending

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.demo.botapi.params import Params
    from bot.demo.botapi.telegram import Telegram

    Method = Callable[[Telegram, Params], object | Awaitable[object]]

NAMES: dict[str, Method] = {
    "getMe": profile.get_me,
    "getChat": profile.get_chat,
    "getFile": profile.get_file,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendVenue": sending.send_venue,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
}
CANONICAL = {name.lower(): name for name in NAMES}


def canonical(name: str) -> str | None:
    """Tell how a method is written, whatever its case; None for one that is not known."""
    return CANONICAL.get(name.lower())
