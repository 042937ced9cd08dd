"""A broadcast as one person gets it, loaded at delivery."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session as Db

from bot.queries import enclosures, session_facts
from bot.texts.broadcasts import BroadcastNotice, Sent
from bot.texts.enclosures import Stored
from bot.texts.notices import Notice
from storage import broadcasts, writings
from storage.broadcasts import Broadcast
from storage.municipalities import Municipality
from storage.people import Participant
from storage.schedule import Session
from storage.vocabulary import Language
from storage.writings import Translation


def sent(db: Db, notice: Notice, person: Participant, _now: datetime) -> Sent | None:
    """Return a broadcast for this person; None when there is nothing to say in their language."""
    broadcast = db.get_one(Broadcast, notice.params()["broadcast_id"])
    found = writings.said_in(db, broadcast.writing_id, person.language, broadcast.gaps)
    if found is None:
        return None
    chosen, is_corrected = broadcasts.choice_of(db, broadcast.id or 0, person.id or 0)
    said = of(db, broadcast, found, person.language, chosen=chosen)
    return replace(said, is_corrected=is_corrected)


def of(
    db: Db,
    broadcast: Broadcast,
    said: Translation,
    language: Language,
    *,
    chosen: int | None = None,
) -> Sent:
    """Return a broadcast as who reads this language gets it, in these words."""
    session = db.get(Session, broadcast.session_id) if broadcast.session_id else None
    return Sent(
        text=said.text,
        language=said.language,
        reply=broadcast.reply,
        choices=tuple(str(choice) for choice in said.choices),
        chosen=chosen,
        session=session_facts.of(session) if session else None,
        started_at=broadcast.started_at,
        instead=said.language is not language,
        is_correction=broadcast.is_correction,
        is_withdrawn=broadcast.withdrawn_at is not None,
        enclosure=_enclosure(db, broadcast, said),
    )


def _enclosure(db: Db, broadcast: Broadcast, said: Translation) -> Stored | None:
    if said.file_id is None or said.file_kind is None:
        return None
    bot = db.get_one(Municipality, broadcast.municipality_id).bot
    return enclosures.load(db, bot, said.file_id, said.file_kind, name=said.file_name)


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    BroadcastNotice.kind: sent,
}
"""By the kind of the notice."""
