"""A company in Randers with a slot, and what Selam has to do with it."""

from datetime import date, time
from typing import Any

from storage.database import Database
from storage.placements import Company, Interest, Nomination, Placement, Slot
from storage.vocabulary import ClaimState, InterestState
from tests.support.founding import NOW
from tests.support.town import Town

HOURS: dict[str, Any] = {
    "weekdays": "01234",
    "starts": time(8),
    "ends": time(14),
    "from_on": date(2026, 11, 30),
    "until_on": date(2027, 1, 15),
}


def found(database: Database, town: Town) -> dict[str, int]:
    """Return the numbers of the company, the slot, the placement, the wish, the named company."""
    with database.transaction() as db:
        company = Company(municipality_id=1, key="bus", name="Midttrafik", contact="Bo Lund")
        db.add(company)
        db.flush()
        slot = Slot(
            municipality_id=1,
            company_id=company.id or 0,
            key="driver",
            trade="Buschauffør",
            capacity=16,
            **HOURS,
        )
        db.add(slot)
        db.flush()
        about_selam: dict[str, Any] = {"municipality_id": 1, "participant_id": town.people["Selam"]}
        wish = Interest(
            slot_id=slot.id or 0, state=InterestState.INTERESTED, shown_at=NOW, **about_selam
        )
        named = Nomination(
            state=ClaimState.CLAIMED, company="Café Gudenå", told_at=NOW, **about_selam
        )
        placement = Placement(company_id=company.id or 0, slot_id=slot.id, **HOURS, **about_selam)
        db.add_all([wish, named, placement])
        db.flush()
        return {
            "company": company.id or 0,
            "slot": slot.id or 0,
            "interest": wish.id or 0,
            "nomination": named.id or 0,
            "placement": placement.id or 0,
        }
