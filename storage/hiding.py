"""The messages of ours that stand in a chat, and that some of them were removed."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session as Db, col, func, select, update

from storage import said
from storage.outbox import Outbox


def messages(db: Db, chat_id: int, people: Sequence[int]) -> dict[int, datetime]:
    """Return the messages in a chat by Telegram's number, with when each was first said."""
    found = db.exec(
        select(Outbox.message_id, func.min(Outbox.finished_at))
        .where(
            said.stands_in(chat_id, people),
            col(Outbox.message_id).is_not(None),
            col(Outbox.finished_at).is_not(None),
        )
        .group_by(col(Outbox.message_id))
        .order_by(col(Outbox.message_id))
    )
    return {message: at for message, at in found if message is not None and at is not None}


def forget(db: Db, chat_id: int, people: Sequence[int], numbers: Sequence[int]) -> None:
    """Note that these messages stand in the chat no more."""
    db.exec(
        update(Outbox)
        .where(said.stands_in(chat_id, people), col(Outbox.message_id).in_(numbers))
        .values(message_id=None)
    )
