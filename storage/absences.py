"""Absences: what somebody has reported, with a receipt; and the reasons that may be given."""

from datetime import date, datetime

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select, update

from storage.answers import Answer
from storage.municipalities import Municipality
from storage.schedule import Session
from storage.vocabulary import Reason

SHOWN = 4
"""So many reasons can be chosen from."""


class Absence(SQLModel, table=True):
    """A report that somebody cannot come: to one session, or on a whole day (`session_id` None).

    `number` counts the reports of one municipality: the receipt. `reason` is the key of a
    reason class. Nobody judges it here; `seen_by` is the member of staff who has noted it.
    From `undone_at` on it no longer holds: it was taken back, or its session got another time.
    What had begun by then stays missed, and its answer with this report.
    """

    __table_args__ = (UniqueConstraint("municipality_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    number: int
    participant_id: int = Field(foreign_key="participant.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    on: date = Field(index=True)
    reason: str | None = Field(default=None, max_length=32)
    reported_at: datetime
    undone_at: datetime | None = None
    seen_at: datetime | None = None
    seen_by: int | None = Field(default=None, foreign_key="staff.id")


class ReasonClass(SQLModel, table=True):
    """A reason that a municipality lets people choose, in place of the shipped ones."""

    __tablename__ = "reason_class"
    __table_args__ = (UniqueConstraint("municipality_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    key: str = Field(max_length=32)
    position: int
    icon: str
    label_da: str
    label_en: str
    label_ar: str
    label_ti: str
    active: bool = True


def next_number(db: Db, municipality_id: int) -> int:
    """Take the number of the next receipt; others wait for it until this transaction ends.

    So there is neither a gap nor a number twice, not even when a report is erased later.
    """
    taken = db.exec(
        update(Municipality)
        .where(col(Municipality.id) == municipality_id)
        .values(receipts=Municipality.receipts + 1)
        .returning(col(Municipality.receipts))
        .execution_options(synchronize_session=False)
    )
    return int(taken.one()[0])


def whole_days(db: Db, on: date) -> dict[int, Absence]:
    """Return by person the reports of this whole day that hold."""
    found = db.exec(
        select(Absence).where(
            Absence.on == on,
            col(Absence.session_id).is_(None),
            col(Absence.undone_at).is_(None),
        )
    )
    return {absence.participant_id: absence for absence in found}


def of_session(db: Db, session_id: int) -> list[Absence]:
    """Return the reports that hold for this session alone."""
    return list(
        db.exec(
            select(Absence).where(
                Absence.session_id == session_id, col(Absence.undone_at).is_(None)
            )
        )
    )


def concerned(db: Db, absence: Absence) -> list[int]:
    """Return the ids of the sessions that were answered with a report, in order."""
    answered = select(Answer.session_id).where(Answer.absence_id == absence.id)
    return sorted(db.exec(answered))


def can_be_undone(db: Db, absence: Absence, now: datetime, *, today: date) -> bool:
    """Tell whether a report holds and something of it has not begun."""
    if absence.undone_at is not None:
        return False
    numbers = concerned(db, absence)
    if not numbers:
        return absence.session_id is None and absence.on >= today
    ahead = select(Session.id).where(
        col(Session.id).in_(numbers), Session.starts_at > now, col(Session.cancelled_at).is_(None)
    )
    return db.exec(ahead.limit(1)).first() is not None


def mark_seen(db: Db, absence_id: int, *, at: datetime, by: int | None) -> bool:
    """Note that a member of staff has seen a report; tell whether that was new."""
    marked = db.exec(
        update(Absence)
        .where(col(Absence.id) == absence_id, col(Absence.seen_at).is_(None))
        .values(seen_at=at, seen_by=by)
        .returning(col(Absence.id))
    )
    return bool(marked.all())


def of_person(db: Db, participant_id: int, *, since: date) -> list[Absence]:
    """Return what a person has reported for this day and later, and not taken back."""
    return list(
        db.exec(
            select(Absence)
            .where(
                Absence.participant_id == participant_id,
                Absence.on >= since,
                col(Absence.undone_at).is_(None),
            )
            .order_by(col(Absence.on), col(Absence.id))
        )
    )


def reason_classes(db: Db, municipality_id: int) -> list[ReasonClass]:
    """Return every reason that the municipality ever offered, by its key."""
    return list(
        db.exec(
            select(ReasonClass)
            .where(ReasonClass.municipality_id == municipality_id)
            .order_by(ReasonClass.key)
        )
    )


def reasons_of(db: Db, municipality_id: int) -> list[ReasonClass]:
    """Return the municipality's own reasons in order; none means the shipped ones."""
    return list(
        db.exec(
            select(ReasonClass)
            .where(
                ReasonClass.municipality_id == municipality_id, col(ReasonClass.active).is_(True)
            )
            .order_by(col(ReasonClass.position))
        )
    )


def keys_offered(db: Db, municipality_id: int) -> list[str]:
    """Return the keys of the reasons that can be given now."""
    own = [one.key for one in reasons_of(db, municipality_id)]
    return own[:SHOWN] or [reason.value for reason in Reason]
