"""What a kind of notice speaks of beside sessions: each has a loader of its own."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db

from bot.queries import (
    absences,
    dailies,
    dossier,
    messages,
    mydata,
    occasions,
    outcomes,
    places,
    reminders,
    staff_chats,
    staff_edits,
    staff_searches,
    statuses,
)
from bot.queries.broadcasts import in_chat, loading as broadcasts
from bot.queries.placements import loading as placements
from bot.texts.notices import Notice
from storage.people import Participant
from storage.staff import Staff

Loader = Callable[[Db, Notice, Participant, datetime], object]
StaffLoader = Callable[[Db, Notice, Staff, datetime], object]

LOADERS: dict[str, Loader] = {
    **absences.LOADERS,
    **broadcasts.LOADERS,
    **dossier.LOADERS,
    **messages.LOADERS,
    **mydata.LOADERS,
    **occasions.LOADERS,
    **outcomes.LOADERS,
    **places.LOADERS,
    **placements.LOADERS,
    **reminders.LOADERS,
    **statuses.LOADERS,
}
"""By the kind of the notice; what is returned is a frozen dataclass of `bot.texts`."""


STAFF_LOADERS: dict[str, StaffLoader] = {
    **in_chat.LOADERS,
    **staff_chats.LOADERS,
    **staff_edits.LOADERS,
    **staff_searches.LOADERS,
    **dailies.LOADERS,
}
"""The same for what is said to staff in their own chat."""


def load(db: Db, notice: Notice, to: Participant | Staff | None, now: datetime) -> object:
    """Return what the notice speaks of, as it is now for this person, if it needs anything."""
    if isinstance(to, Staff):
        told = STAFF_LOADERS.get(notice.kind)
        return told(db, notice, to, now) if told else None
    loader = LOADERS.get(notice.kind)
    return loader(db, notice, to, now) if loader and to else None
