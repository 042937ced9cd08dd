"""Mend what somebody was told before: an edit of the message, without a sound."""

from datetime import datetime, timedelta
from typing import Any

from bot.actions.notices import Timing, row_to_person
from bot.texts.changes import Refresh
from storage.municipalities import Municipality
from storage.people import Participant
from storage.vocabulary import Priority

MOST = 20
"""So many of a person's latest messages are mended at a time."""

LOOKED_BACK = timedelta(days=15)
OF_USE = timedelta(days=1)


def row(
    person: Participant, home: Municipality, row_id: int | None, *, mark: str, now: datetime
) -> dict[str, Any]:
    """Return the outbox row that brings an earlier one up to date; `mark` names what for."""
    return row_to_person(
        person,
        home,
        Refresh(row_id=row_id or 0),
        key=f"refresh:{row_id}:{mark}",
        timing=Timing(now, now + OF_USE, Priority.CHANGE, urgent=True),
        now=now,
    )
