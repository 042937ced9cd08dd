"""The experience report counts what was done, and says nothing about anybody."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.actions import access
from bot.actions.access import OPERATOR
from bot.queries.reports.experience import Experience, experience
from bot.queries.reports.outcomes import Asked
from bot.rules.reports.figures import Name
from bot.rules.time import days
from storage.database import Database
from storage.people import Participant
from storage.placements import Company, Placement, Slot
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import SessionKind, TargetGroup, Wish
from tests.support import town as towns
from tests.support.graduates import Register
from tests.support.town import NOW

LATER = NOW + timedelta(days=60)
NEW_YEAR = date(2026, 12, 31)


@pytest.fixture
def register(database: Database) -> Register:
    """Sixteen people; ten answer well, one badly, one in the next half-year."""
    register = Register(database, towns.build(database))
    for number in range(10):
        register.newcomer(f"N{number}", "Noor", "Service")
        register.answered(f"N{number}", "2026-11-23", 4 + number % 2, Wish.LANGUAGE)
    register.answered("Selam", "2026-11-23", 1, Wish.TALK, Wish.LANGUAGE)
    register.answered("Amal", "2027-01-04", 5)
    place(register, 6)
    return register


def place(register: Register, number: int) -> None:
    with register.database.transaction() as db:
        home = db.get_one(Participant, register.town.people["Noor"]).municipality_id
        company = Company(municipality_id=home, key="hotel", name="Hotel Djurs")
        db.add(company)
        db.flush()
        about: dict[str, Any] = {
            "municipality_id": home,
            "company_id": company.id,
            "starts": time(8),
            "ends": time(14),
            "from_on": date(2026, 12, 1),
            "until_on": date(2027, 1, 15),
        }
        db.add(Slot(key="a", trade="Rengøring", capacity=8, **about))
        for one in range(number):
            person = register.town.people[f"N{one}"]
            db.add(Placement(participant_id=person, **about))


def told(register: Register, as_of: date = NEW_YEAR, who: str = "") -> Experience:
    caller = OPERATOR
    if who:
        with register.database.reading() as db:
            caller = access.staff(db.get_one(Staff, register.town.staff[who]))
    return experience(register.database, caller, Asked(1, as_of), now=LATER)


def test_it_tells_what_was_done_in_the_half_year(register: Register) -> None:
    found = told(register)
    assert (found.since, found.as_of) == (date(2026, 7, 1), NEW_YEAR)
    assert found.sessions == {SessionKind.WORKSHOP: (1, 3.0), SessionKind.CLASS: (2, 6.0)}
    assert [(one.name.da, one.target_group, one.started) for one in found.courses] == [
        ("Busforløbet", TargetGroup.EVERYBODY, None),
        ("Serviceforløbet", TargetGroup.WOMEN, None),
    ]
    assert [(trade.da, places) for trade, places in found.trades] == [("Rengøring", 8)]
    assert (found.placements, found.companies) == (6, 1)
    assert found.said.answered == 11
    assert found.said.scores == {1: None, 2: 0, 3: 0, 4: None, 5: 5}
    assert found.said.wishes[Wish.LANGUAGE] == 11
    assert found.said.wishes[Wish.TALK] is None
    spring = told(register, date(2027, 1, 10))
    assert spring.since == date(2027, 1, 1)
    assert spring.sessions == {}
    assert spring.said.scores == dict.fromkeys(range(1, 6))


def test_a_session_over_midnight_is_of_the_half_year_in_which_it_begins(
    register: Register,
) -> None:
    with register.database.transaction() as db:
        night = db.get_one(Session, register.town.sessions["cv"])
        night.starts_at = days(NEW_YEAR, count=1)[1] - timedelta(hours=1)
        night.ends_at = night.starts_at + timedelta(hours=3)
    assert told(register).sessions[SessionKind.WORKSHOP] == (1, 3.0)
    assert told(register, date(2027, 1, 10)).sessions == {}


def test_a_placement_that_was_ended_early_is_not_one_of_the_next_half_year(
    register: Register,
) -> None:
    spring = date(2027, 1, 10)
    assert told(register, spring).placements == 6
    with register.database.transaction() as db:
        for one in db.exec(select(Placement)):
            one.ended_at = towns.NOW + timedelta(days=20)
    assert (told(register).placements, told(register, spring).placements) == (6, 0)


def test_many_answers_of_few_people_are_hidden(register: Register) -> None:
    """Selam answers once a week that it goes badly, and that she wants to talk."""
    for week in ("2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21"):
        register.answered("Selam", week, 1, Wish.TALK)
    found = told(register)
    assert found.said.answered == 15
    assert (found.said.scores[1], found.said.wishes[Wish.TALK]) == (None, None)
    with register.database.transaction() as db:
        for one in db.exec(select(Placement)):
            one.participant_id = register.town.people["N0"]
    assert told(register).placements is None


def test_whoever_asks_reads_the_same(register: Register) -> None:
    assert told(register) == told(register, who="Mette") == told(register, who="Karin")
    started, completed, *_ = told(register).results
    assert (started.name, started.n, started.of) == (Name.STARTED, 16, 16)
    register.ended("Selam", "Service", "2026-11-20")
    completed = told(register).results[1]
    assert (completed.n, completed.of) == (None, 16)
