"""The inbox at work: keep an update, count the attempt, finish or quarantine it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.rules.updates import identify
from storage import inbox
from storage.database import Database
from storage.inbox import Inbox
from storage.vocabulary import InboxState

KEPT = timedelta(days=30)
"""So long the raw bytes of a finished update stay, to recognise a late repetition."""


def keep(
    database: Database, bot: str, raws: Sequence[bytes], now: datetime, *, was_away: bool = False
) -> None:
    """Commit updates before Telegram is told that we have them; repetitions are ignored.

    What comes first after nothing could reach us (`was_away`) may be hours old: when it was sent
    is only known of what has a date.
    """
    if not raws:
        return
    with database.transaction() as db:
        inbox.keep(db, [_row(bot, raw, now, was_away=was_away) for raw in raws])


def waiting(database: Database, bot: str, *, limit: int, not_of: Sequence[int] = ()) -> list[Inbox]:
    """Return the oldest updates that are not done; none of the chats in `not_of`."""
    with database.reading() as db:
        return inbox.waiting(db, bot, limit=limit, not_of=not_of)


def begin(database: Database, row_id: int) -> int:
    """Count an attempt before it is made, so that one that kills us is not made for ever."""
    with database.transaction() as db:
        return inbox.begin(db, row_id)


def fail(database: Database, row_id: int) -> int:
    """Count a failure that is nobody's but ours; return how many there are now."""
    with database.transaction() as db:
        return inbox.fail(db, row_id)


def finish(database: Database, row_id: int, now: datetime) -> None:
    """Write down that an update is done."""
    with database.transaction() as db:
        inbox.finish(db, row_id, now, state=InboxState.DONE)


def quarantine(database: Database, row_id: int, now: datetime, *, fault: str) -> None:
    """Put an update aside for a person to look at; `fault` is a word, never a content."""
    with database.transaction() as db:
        inbox.finish(db, row_id, now, state=InboxState.QUARANTINED, fault=fault)


def forget(database: Database, now: datetime) -> None:
    """Delete what was done long ago."""
    with database.transaction() as db:
        inbox.forget(db, now - KEPT)


def _row(bot: str, raw: bytes, now: datetime, *, was_away: bool) -> dict[str, object]:
    identity = identify(raw)
    sent_at = identity.sent_at or (None if was_away else now)
    is_known = identity.update_id is not None
    return {
        "bot": bot,
        "update_id": identity.update_id,
        "chat_key": identity.chat_key,
        "raw": raw,
        "state": InboxState.RECEIVED if is_known else InboxState.QUARANTINED,
        "sent_at": min(sent_at, now) if sent_at else None,
        "received_at": now,
        "attempts": 0,
        "faults": 0,
        "fault": None if is_known else "no_number",
    }
