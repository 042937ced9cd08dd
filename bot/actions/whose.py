"""Whose turn it is on a phone that several people share."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session as Db

from storage import said
from storage.chats import Chat, Link

SILENCE = timedelta(minutes=10)
"""After this nobody knows who holds the phone now."""


def turn(
    db: Db,
    chat: Chat,
    links: Sequence[Link],
    *,
    message_id: int | None,
    chooses: int | None,
    now: datetime,
) -> Link | None:
    """Return for whom something is done: its only owner, whom a message was said to, who chose.

    `message_id` is the message whose button was meant. None when several share the phone and
    nobody has said who holds it. What was sent before that goes on in the name of who says so
    before the silence; after it somebody else may have taken up the phone.
    """
    if len(links) <= 1:
        return next(iter(links), None)
    theirs = {link.participant_id: link for link in links}
    if chat.heard_at is None or now - chat.heard_at > SILENCE:
        chat.participant_id, chat.unheard = None, []
    if chooses in theirs:
        chat.participant_id = chooses
    chat.heard_at = now
    if message_id is not None and chooses is None:
        named = said.addressee(db, chat.id or 0, list(theirs), message_id)
        if named in theirs:
            return theirs[named]
    return theirs.get(chat.participant_id or 0)
