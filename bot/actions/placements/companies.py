"""Add and change companies; whoever is placed there is told when the place is another one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session as Db

from bot.actions import access, changes, wording
from bot.actions.changes import Cause
from bot.actions.placements import placing
from bot.rules.refusals import NotThere
from storage import placements
from storage.database import Database
from storage.placements import Company
from storage.vocabulary import ChangeKind


@dataclass(frozen=True)
class Address:
    """What is known of a company; degrees north and east."""

    name: str
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    contact: str = ""
    phone: str = ""


def address_of(company: Company) -> Address:
    """Return what is known of a company now; `replace` it to change something."""
    return Address(**{name: getattr(company, name) for name in Address.__dataclass_fields__})


def add(database: Database, key: str, address: Address, *, cause: Cause) -> int:
    """Add a company to the caller's municipality; return its id. Raises NotThere."""
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        if cause.caller.municipality_id is None or cause.caller.staff_id is None:
            raise NotThere
        return add_in(db, cause.caller.municipality_id, key, address, cause=cause).id or 0


def change(database: Database, company_id: int, address: Address, *, cause: Cause) -> None:
    """Change a company, and the days ahead of everybody who is placed there; raises NotThere."""
    with database.transaction() as db:
        access.caseworkers_only(cause.caller)
        company = access.company(db, cause.caller, company_id)
        change_in(db, company, address, cause=cause)


def add_in(db: Db, municipality_id: int, key: str, address: Address, *, cause: Cause) -> Company:
    """Add a company within a transaction; a repeated cause returns what it added."""
    known = placements.company_by_key(db, municipality_id, key)
    if known is not None and changes.is_done(db, cause):
        return known
    wording.check(db, municipality_id, {"contact": address.contact})
    company = Company(municipality_id=municipality_id, key=key, **asdict(address))
    db.add(company)
    db.flush()
    _record(db, company, ChangeKind.COMPANY_ADDED, cause, after=asdict(address))
    return company


def change_in(db: Db, company: Company, address: Address, *, cause: Cause) -> bool:
    """Change a company within a transaction; tell whether anything was different."""
    before = address_of(company)
    if address == before or changes.is_done(db, cause):
        return False
    said, was = {"contact": address.contact}, {"contact": before.contact}
    wording.check(db, company.municipality_id, said, before=was)
    with placing.following(db, placements.at_company(db, company.id or 0), cause=cause):
        for name, value in asdict(address).items():
            setattr(company, name, value)
        _record(
            db,
            company,
            ChangeKind.COMPANY_EDITED,
            cause,
            before=asdict(before),
            after=asdict(address),
        )
    return True


def _record(  # the parts of one row
    db: Db,
    company: Company,
    kind: ChangeKind,
    cause: Cause,
    *,
    after: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
) -> None:
    db.flush()
    number = {"company": company.id}
    changes.record(
        db,
        cause,
        kind,
        municipality_id=company.municipality_id,
        before=before,
        after={**number, **after},
    )
