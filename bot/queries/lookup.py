"""Find what the operator at the command line names; nobody else may look across municipalities."""

from dataclasses import dataclass

from sqlmodel import col, select

from storage.database import Database
from storage.municipalities import Municipality
from storage.people import Participant
from storage.staff import Staff


@dataclass(frozen=True)
class Found:
    """Somebody, and the municipality they belong to."""

    id: int
    municipality: str


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
