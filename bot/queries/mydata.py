"""Who has looked at a person's record, for the person."""

from datetime import datetime

from sqlmodel import Session as Db

from bot.queries import dossier
from bot.texts.mydata import LATEST, Readers, ReadingsFacts
from bot.texts.notices import Notice
from storage.people import Participant


def readings(db: Db, notice: Notice, person: Participant, _now: datetime) -> ReadingsFacts | None:
    """Return one page of them; a page that is not there is the last one."""
    if not isinstance(notice, Readers):
        return None
    found = dossier.readings(db, person.id or 0)
    page = min(notice.page, max(0, -(-len(found) // LATEST) - 1))
    shown = tuple((name, at) for name, at in found[page * LATEST : (page + 1) * LATEST])
    return ReadingsFacts(shown, page, len(found))


LOADERS = {Readers.kind: readings}
