"""Acknowledgements: a person has seen that a session changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session as Db, col, update

from storage.outbox import Outbox


def note(
    db: Db,
    participant_id: int,
    session_id: int,
    *,
    revision: int,
    kinds: Sequence[str],
    at: datetime,
) -> bool:
    """Write down that a person has seen a change; tell whether that was new."""
    marked = db.exec(
        update(Outbox)
        .where(
            col(Outbox.participant_id) == participant_id,
            col(Outbox.session_id) == session_id,
            col(Outbox.session_revision) == revision,
            col(Outbox.kind).in_(kinds),
            col(Outbox.acknowledged_at).is_(None),
        )
        .values(acknowledged_at=at)
        .returning(col(Outbox.id))
    )
    return bool(marked.all())
