"""Find what the operator at the command line names; nobody else may look across municipalities."""

from dataclasses import dataclass

from sqlmodel import col, select

from bot.actions import access
from bot.actions.access import Caller
from storage import municipalities as homes
from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Invitation, Participant
from storage.staff import Staff
from storage.vocabulary import Language


@dataclass(frozen=True)
class Found:
    """Somebody, and the municipality they belong to."""

    id: int
    municipality: str


@dataclass(frozen=True)
class Invited:
    """Whom an invitation is for."""

    name: str
    language: Language


def invited(database: Database, invitation_id: int) -> Invited | None:
    """Return whom this invitation is for."""
    with database.reading() as db:
        person = db.exec(
            select(Participant)
            .join(Invitation, col(Invitation.participant_id) == Participant.id)
            .where(Invitation.id == invitation_id)
        ).first()
    return Invited(person.name, person.language) if person else None


def people(database: Database, reference: str) -> list[Found]:
    """Return everybody with this case reference; each municipality has its own numbering."""
    with database.reading() as db:
        rows = db.exec(
            select(Participant.id, Municipality.name)
            .join(Municipality, col(Municipality.id) == Participant.municipality_id)
            .where(Participant.reference == reference)
            .order_by(Municipality.name)
        ).all()
    return [Found(number or 0, home) for number, home in rows]


def member(database: Database, email: str) -> Found | None:
    """Return the member of staff with this address."""
    with database.reading() as db:
        row = db.exec(
            select(Staff.id, Municipality.name)
            .join(Municipality, col(Municipality.id) == Staff.municipality_id)
            .where(Staff.email == email.strip().lower())
        ).first()
    return Found(row[0] or 0, row[1]) if row else None


def caller(database: Database, email: str) -> Caller | None:
    """Return the caller that the member of staff with this address is, while they are active."""
    with database.reading() as db:
        row = db.exec(
            select(Staff).where(Staff.email == email.strip().lower(), col(Staff.active).is_(True))
        ).first()
    return access.staff(row) if row else None


def municipalities(database: Database) -> dict[int, str]:
    """Return the name of every municipality by its id."""
    with database.reading() as db:
        return {home.id or 0: home.name for home in homes.everyone(db)}
