"""What a kind of notice speaks of beside sessions: each has a loader of its own."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db

from bot.queries import dossier, mydata, outcomes
from bot.texts.notices import Notice
from storage.outbox import Outbox
from storage.people import Participant

Loader = Callable[[Db, Notice, Participant, datetime], object]

LOADERS: dict[str, Loader] = {**dossier.LOADERS, **mydata.LOADERS, **outcomes.LOADERS}
"""By the kind of the notice; what is returned is a frozen dataclass of `bot.texts`."""


def load(db: Db, row: Outbox, notice: Notice, person: Participant | None, now: datetime) -> object:
    """Return what the notice speaks of, as it is now for this person, if it needs anything."""
    loader = LOADERS.get(row.kind)
    return loader(db, notice, person, now) if loader and person else None
