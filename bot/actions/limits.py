"""How much one chat may do in a minute; the inbox knows how much it was."""

from datetime import timedelta
from enum import Enum, auto

from sqlmodel import Session as Db

from storage import inbox
from storage.chats import Chat

MINUTE = timedelta(minutes=1)


class Standing(Enum):
    """What becomes of an update."""

    FREE = auto()
    TO_BE_TOLD = auto()
    WITHOUT_EFFECT = auto()


def judge(db: Db, chat: Chat, bot: str, update_id: int, *, limit: int) -> Standing:
    """Tell what becomes of an update: the first one above the limit hushes the chat for a minute.

    What counts is when updates were sent and neither when they came nor when they are done, so
    that a slow hour of ours or a day without a connection is nobody's fault, and doing one again
    comes to the same; what may have been sent at any time counts nothing. Those of the hushed
    minute stay in the inbox as done, without an effect, and do not count in the next one.
    """
    update = inbox.number_of(db, bot, update_id)
    at = update.sent_at if update is not None and update.chat_key is not None else None
    if update is None or at is None:
        return Standing.FREE
    hushed = chat.hushed_until
    if hushed is not None and hushed - MINUTE <= at < hushed:
        return Standing.WITHOUT_EFFECT
    since = at - MINUTE if hushed is None or hushed > at else max(at - MINUTE, hushed)
    if inbox.count(db, update, since=since, until=at) <= limit:
        return Standing.FREE
    chat.hushed_until = at + MINUTE
    return Standing.TO_BE_TOLD
