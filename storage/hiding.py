"""The messages of ours that stand in a chat, and that some of them were removed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session as Db, and_, col, func, or_, select, update

from storage.outbox import Outbox


def messages(db: Db, chat_id: int, people: Sequence[int]) -> dict[int, datetime]:
    """Return the messages in a chat by Telegram's number, with when each was first said."""
    found = db.exec(
        select(Outbox.message_id, func.min(Outbox.finished_at))
        .where(
            _is_here(chat_id, people),
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
        .where(_is_here(chat_id, people), col(Outbox.message_id).in_(numbers))
        .values(message_id=None)
    )


def _is_here(chat_id: int, people: Sequence[int]) -> ColumnElement[bool]:
    to_them = and_(col(Outbox.chat_id).is_(None), col(Outbox.participant_id).in_(people))
    return or_(col(Outbox.chat_id) == chat_id, to_them)
