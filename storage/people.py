"""Participants, their invitations, and who has read their record."""

from datetime import datetime

from sqlmodel import Field, Session as Db, SQLModel, UniqueConstraint, col, select, update

from storage.columns import word
from storage.vocabulary import Gender, Language


class Participant(SQLModel, table=True):
    """A person on the programme, known by the municipality's own case reference, never by CPR.

    `called` is the form of the name that the person has chosen. `is_discreet` None leaves it to
    whether the phone is shared. Reminders rest until `muted_until`. Who was erased keeps
    only what counts without a name. `gender` is what the municipality's lists say, for reports.
    """

    __table_args__ = (UniqueConstraint("municipality_id", "reference"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id", index=True)
    reference: str
    name: str
    language: Language = Field(sa_type=word(Language))
    caseworker_id: int | None = Field(default=None, foreign_key="staff.id", index=True)
    phone: str | None = None
    unreachable_at: datetime | None = None
    called: str | None = None
    is_discreet: bool | None = None
    check_ins_paused_until: datetime | None = None
    muted_until: datetime | None = None
    erased_at: datetime | None = None
    gender: Gender | None = Field(default=None, sa_type=word(Gender))


class Invitation(SQLModel, table=True):
    """A deep link for one person; its token is derived from the id and the secret key."""

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    participant_id: int = Field(foreign_key="participant.id", index=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Reading(SQLModel, table=True):
    """One reading of a person's record by a member of staff."""

    id: int | None = Field(default=None, primary_key=True)
    municipality_id: int = Field(foreign_key="municipality.id")
    participant_id: int = Field(foreign_key="participant.id", index=True)
    staff_id: int = Field(foreign_key="staff.id")
    at: datetime


def of_municipality(db: Db, municipality_id: int) -> list[Participant]:
    """Return the municipality's participants by name."""
    return list(
        db.exec(
            select(Participant)
            .where(Participant.municipality_id == municipality_id)
            .order_by(Participant.name, Participant.reference)
        )
    )


def has_read(db: Db, participant_id: int, staff_id: int, *, since: datetime) -> bool:
    """Tell whether this member of staff has read this person's record after `since`."""
    return (
        db.exec(
            select(Reading.id).where(
                Reading.participant_id == participant_id,
                Reading.staff_id == staff_id,
                Reading.at > since,
            )
        ).first()
        is not None
    )


def open_invitation(db: Db, participant_id: int, now: datetime) -> Invitation | None:
    """Return the newest invitation that can still be used."""
    return db.exec(
        select(Invitation)
        .where(
            Invitation.participant_id == participant_id,
            col(Invitation.used_at).is_(None),
            Invitation.expires_at > now,
        )
        .order_by(col(Invitation.id).desc())
    ).first()


def end_invitations(db: Db, participant_id: int, now: datetime) -> None:
    """Let no earlier invitation of this person be used any more."""
    db.exec(
        update(Invitation)
        .where(col(Invitation.participant_id) == participant_id, col(Invitation.expires_at) > now)
        .values(expires_at=now)
    )
