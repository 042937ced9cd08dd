"""How far a broadcast is, as true as one look at the outbox can tell."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session as Db

from bot.actions import access
from bot.actions.access import Caller
from bot.rules import broadcasts as rules, progress
from bot.rules.progress import Progress
from storage import broadcasts, mailings
from storage.broadcasts import Broadcast
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import BroadcastState


@dataclass(frozen=True)
class Sample:
    """Where a broadcast stands, and when the last one has it as far as that can be told."""

    state: BroadcastState
    figures: Progress
    last_at: datetime | None

    @property
    def is_running(self) -> bool:
        """Whether it is being sent, or rests in the middle."""
        return self.state in rules.RUNNING


def sample(database: Database, caller: Caller, broadcast_id: int, *, now: datetime) -> Sample:
    """Return how far a broadcast of the caller's municipality is; raises NotThere."""
    with database.reading() as db:
        return of(db, access.broadcast(db, caller, broadcast_id), now=now)


def of(db: Db, broadcast: Broadcast, *, now: datetime) -> Sample:
    """Return how far a broadcast is; every figure comes from the same statement."""
    number = broadcast.id or 0
    figures = progress.of(broadcasts.deliveries(db, [number])[number])
    return Sample(broadcast.state, figures, _last_at(db, broadcast, figures, now))


def _last_at(db: Db, broadcast: Broadcast, figures: Progress, now: datetime) -> datetime | None:
    """Return when the last one has it that waits for nothing but its turn."""
    due_at = mailings.begins(db, broadcast.id or 0)
    if broadcast.state is not BroadcastState.SENDING or not figures.to_go or due_at is None:
        return None
    if due_at > now:
        return rules.estimate(figures.to_go, ahead=0, begins_at=due_at).last
    home = db.get_one(Municipality, broadcast.municipality_id)
    queue = max(mailings.ahead(db, home.bot), figures.to_go)
    return rules.estimate(queue, ahead=0, begins_at=now).last
