"""Events, as somebody is told of them who is not invited any more."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db

from bot.texts.changes import EventFacts, Uninvited
from bot.texts.notices import Notice
from storage.people import Participant
from storage.schedule import Session


def event(db: Db, notice: Notice, _person: Participant, _now: datetime) -> EventFacts:
    """Return which event a notice is about; who gets the notice was invited to it."""
    return EventFacts(db.get_one(Session, notice.params()["session_id"]).titles)


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    Uninvited.kind: event,
}
"""By the kind of the notice."""
