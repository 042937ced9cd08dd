"""What somebody has reported, as their receipt shows it."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session as Db

from bot.queries import reason_classes
from bot.rules.time import local
from bot.texts.absences import AbsenceFacts, AskReason, WholeDay
from bot.texts.notices import Notice
from storage import absences
from storage.absences import Absence
from storage.people import Participant


def load(db: Db, notice: Notice, person: Participant, now: datetime) -> AbsenceFacts | None:
    """Return the report that a notice is about, if it is this person's."""
    found = db.get(Absence, notice.params()["absence_id"])
    if found is None or found.participant_id != person.id:
        return None
    home = found.municipality_id
    return AbsenceFacts(
        id=found.id or 0,
        number=found.number,
        on=found.on,
        reported_at=found.reported_at,
        reason=reason_classes.given(reason_classes.known(db, home), found.reason),
        undone_at=found.undone_at,
        undoable=absences.can_be_undone(db, found, now, today=local(now).date()),
        offered=reason_classes.offered(db, home),
    )


LOADERS: dict[str, Callable[[Db, Notice, Participant, datetime], object]] = {
    WholeDay.kind: load,
    AskReason.kind: load,
}
"""By the kind of the notice."""
