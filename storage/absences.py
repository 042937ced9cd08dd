"""Absences: what somebody has reported, with a receipt; and the reasons that may be given."""

from datetime import date, datetime

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select


class Absence(SQLModel, table=True):
    """A report that somebody cannot come: to one session, or on a whole day (`session_id` None).

    `number` counts the reports of one municipality: the receipt. `reason` is the key of a
    reason class. Nobody judges it here; `seen_by` is the member of staff who has noted it.
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
