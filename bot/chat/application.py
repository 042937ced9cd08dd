"""The chat on python-telegram-bot: thin handlers that find out who did what.

No handler talks to Telegram: what is said is owed in the outbox. An update that could not be
done raises, so that whoever handed it in can try it again.
"""

import asyncio
from contextvars import ContextVar
from functools import partial
from typing import Any

from telegram import CallbackQuery, Chat, ChatMember, Message, Update
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.actions import chats
from bot.actions.turns import Desk, Turn
from bot.chat import media, resuming, taps, words

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]

DESK = "desk"
PRIVATE_MESSAGE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL

_fault: ContextVar[list[Exception]] = ContextVar("fault")


def build(application: App, desk: Desk) -> None:
    """Register the handlers; `desk` is what they work with."""
    application.bot_data[DESK] = desk
    application.add_handler(MessageHandler(PRIVATE_MESSAGE, _on_message))
    application.add_handler(CallbackQueryHandler(_on_tap))
    application.add_handler(ChatMemberHandler(_on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(_on_fault)


async def process(application: App, update: Update) -> None:
    """Do one update; raises what its handler raised, which the library would only log."""
    faults: list[Exception] = []
    token = _fault.set(faults)
    try:
        await application.process_update(update)
    finally:
        _fault.reset(token)
    if faults:
        raise faults[0]


async def _on_fault(_update: object, context: Context) -> None:
    if context.error is not None:
        _fault.get().append(context.error)


async def _on_message(update: Update, context: Context) -> None:
    if update.message is not None:
        turn = media.turn(update.update_id, update.message)
        act = partial(words.do, turn.said.text)
        await asyncio.to_thread(resuming.do, act, _desk(context), turn)


async def _on_tap(update: Update, context: Context) -> None:
    query = update.callback_query
    if query is None or not _is_private(query):
        return
    turn = Turn(
        update.update_id,
        query.from_user.id,
        tap=query.id,
        message_id=query.message.message_id if isinstance(query.message, Message) else None,
    )
    await asyncio.to_thread(resuming.do, taps.read(query.data or ""), _desk(context), turn)


async def _on_membership(update: Update, context: Context) -> None:
    change = update.my_chat_member
    if change is None or change.chat.type != Chat.PRIVATE:
        return
    turn = Turn(update.update_id, change.chat.id)
    is_blocked = change.new_chat_member.status == ChatMember.BANNED
    await asyncio.to_thread(chats.block if is_blocked else chats.unblock, _desk(context), turn)


def _is_private(query: CallbackQuery) -> bool:
    """In a private chat the chat's number is the person's; old messages come without a chat."""
    return query.message is None or query.message.chat.type == Chat.PRIVATE


def _desk(context: Context) -> Desk:
    found = context.bot_data[DESK]
    if not isinstance(found, Desk):
        raise TypeError(found)
    return found
