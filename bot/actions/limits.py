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

    What counts is when updates came and not when they are done, so that a slow hour of ours is
    nobody's fault, and doing one again comes to the same. Those that come within the hushed
    minute stay in the inbox as done, without an effect, and do not count in the next one.
    """
    update = inbox.number_of(db, bot, update_id)
    if update is None or update.chat_key is None:
        return Standing.FREE
    hushed = chat.hushed_until
    if hushed is not None and hushed - MINUTE <= update.received_at < hushed:
        return Standing.WITHOUT_EFFECT
    since = update.received_at - MINUTE
    if inbox.count(db, update, since=max(since, hushed or since)) <= limit:
        return Standing.FREE
    chat.hushed_until = update.received_at + MINUTE
    return Standing.TO_BE_TOLD
