"""Companies and slots are entered, and people placed, by forms that do everything once."""

import re
from datetime import date

import pytest
from sqlmodel import select

from storage import placements
from storage.outbox import Outbox
from storage.placements import Company, Interest, Nomination, Placement, Slot
from storage.vocabulary import ClaimState, InterestState
from tests.console.office import Office, Window
from tests.support import offers

WEEKDAYS = {f"day{number}": "on" for number in range(5)}
SLOT = WEEKDAYS | {
    "trade": "Buschauffør",
    "capacity": "16",
    "level": "2",
    "starts": "8.00",
    "ends": "1400",
    "from_on": "30/11/2026",
    "until_on": "2027-01-15",
}


@pytest.fixture
def offered(office: Office) -> dict[str, int]:
    return offers.found(office.database, office.town)


def form(window: Window, address: str, action: str = "") -> dict[str, str]:
    """Return what a form of a page shows, as a browser would send it."""
    page = window.get(address).text
    values = dict(re.findall(r'<input id="(\w+)" name="\w+" type="\w+" value="([^"]*)"', page))
    boxes = re.findall(r'<input type="checkbox" id="(\w+)"[^>]* checked', page)
    chosen = dict(
        re.findall(r'<select id="(\w+)".*?<option value="([^"]*)" selected', page, re.DOTALL)
    )
    return window.form(address, **values) | dict.fromkeys(boxes, "on") | chosen


def test_a_company_and_its_slot_are_entered(office: Office) -> None:
    window = office.at("Mette")
    typed = form(window, "/companies/add") | {"name": "Café <Gudenå>", "phone": "86 12 34 56"}
    first, again = (window.post("/companies/add", typed) for _ in range(2))
    assert first.headers["location"] == again.headers["location"]
    path = first.headers["location"].removeprefix("/console")
    answer = window.post(f"{path}/add", form(window, f"{path}/add") | SLOT)
    page = window.get(answer.headers["location"].removeprefix("/console")).text
    assert "Buschauffør" in page
    assert "30/11/2026–15/1/2027" in page
    assert "Monday–Friday" in page
    assert "Café &lt;Gudenå&gt;" in window.get("/companies").text


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        ({"trade": ""}, "trade", "Fill in this field."),
        ({"capacity": "many"}, "capacity", "is not a whole number from 1 to 200"),
        ({"starts": "25:00"}, "starts", "is not a time of day"),
        ({"until_on": "soon"}, "until_on", "is not a date"),
        (dict.fromkeys(WEEKDAYS, ""), "day0", "Choose at least one weekday."),
        ({"until_on": "2026-11-29"}, "", "The last day is before the first one."),
        ({"starts": "01:00"}, "", "are more than 12 hours"),
    ],
)
def test_a_mistake_in_a_slot_is_told_and_nothing_is_lost(
    office: Office, offered: dict[str, int], wrong: dict[str, str], name: str, sentence: str
) -> None:
    window = office.at("Mette")
    address = f"/companies/{offered['company']}/add"
    answer = window.post(address, form(window, address) | SLOT | {"trade_en": "Dr <i>"} | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Dr &lt;i&gt;" in answer.text
    if name:
        assert f'<a href="#{name}">' in answer.text
        assert f'id="{name}-error"' in answer.text


def test_who_is_interested_is_placed_from_the_slot(office: Office, offered: dict[str, int]) -> None:
    window, amal = office.at("Mette"), office.town.people["Amal"]
    with office.database.transaction() as db:
        wish = db.get_one(Interest, offered["interest"])
        wish.participant_id = amal
    page = window.get(f"/slots/{offered['slot']}").text
    path = re.search(r'href="/console(/people/\d+/place\?slot=\d+)"', page)
    assert path
    typed = form(window, path[1]) | {"until_on": "2026-12-31", "contact": "Mia"}
    answers = [window.save(path[1].split("?")[0], typed) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    with office.database.reading() as db:
        [placement] = placements.of_person(db, amal)
        days = placements.days_of(db, placement.id or 0)
        told = db.exec(select(Outbox).where(Outbox.kind == "placement_made")).all()
        assert db.get_one(Interest, offered["interest"]).state is InterestState.PLACED
    # 24 and 31 December are no public holidays, 25 is one
    assert len(days) == 23
    assert days[0].contact == "Mia"
    assert [row.participant_id for row in told] == [amal]
    assert "Midttrafik" in window.get(f"/people/{amal}").text


def test_a_placement_is_changed_and_ended(office: Office, offered: dict[str, int]) -> None:
    window = office.at("Mette")
    address = f"/placements/{offered['placement']}/change"
    typed = form(window, address)
    assert typed["where"] == f"slot-{offered['slot']}"
    answer = window.save(address, typed | {"day4": "", "starts": "09:00"})
    assert answer.status_code == 303
    end = f"/placements/{offered['placement']}/end"
    answer = window.save(end, window.form(end))
    assert answer.headers["location"].endswith(f"/people/{office.town.people['Selam']}")
    with office.database.reading() as db:
        found = db.get_one(Placement, offered["placement"])
        days = placements.days_of(db, offered["placement"])
    assert (found.weekdays, found.ended_at) == ("0123", office.clock())
    assert all(day.cancelled_at for day in days)
    assert "has ended already" in window.get(end).text


def test_a_wish_is_declined_and_a_slot_closed(office: Office, offered: dict[str, int]) -> None:
    window, slot = office.at("Mette"), f"/slots/{offered['slot']}"
    assert "1 person who waits for an answer is told." in window.get(f"{slot}/close").text
    decline = f"/interests/{offered['interest']}/decline"
    assert window.post(decline, window.form(slot)).status_code == 303
    assert "Nobody waits for an answer." in window.get(slot).text
    window.post(f"{slot}/close", window.form(f"{slot}/close"))
    with office.database.reading() as db:
        assert db.get_one(Slot, offered["slot"]).closed_at == office.clock()
        told = db.exec(select(Outbox).where(Outbox.kind == "interest_declined")).all()
    assert len(told) == 1


@pytest.mark.parametrize("accepted", [True, False])
def test_a_named_company_is_taken_up_or_declined(
    office: Office, offered: dict[str, int], *, accepted: bool
) -> None:
    window, path = office.at("Mette"), f"/nominations/{offered['nomination']}"
    assert "Café Gudenå" in window.get(f"/people/{office.town.people['Selam']}").text
    if accepted:
        answer = window.post(path, form(window, path) | {"phone": "86 12 34 56"})
        page = window.get(answer.headers["location"].removeprefix("/console")).text
        assert "Café Gudenå" in page
        place = re.search(r'href="/console(/people/\d+/place\?company=\d+)"', page)
        assert place
        assert form(window, place[1])["where"] == f"company-{place[1].partition('=')[2]}"
    else:
        window.post(f"{path}/decline", window.form(path))
    with office.database.reading() as db:
        state = db.get_one(Nomination, offered["nomination"]).state
        companies = len(db.exec(select(Company)).all())
        told = db.exec(select(Outbox).where(Outbox.kind == "nomination_decided")).all()
    assert state is (ClaimState.CONFIRMED if accepted else ClaimState.REJECTED)
    assert (companies, len(told)) == (2 if accepted else 1, 1)


def test_a_named_company_that_is_known_is_not_entered_twice(
    office: Office, offered: dict[str, int]
) -> None:
    with office.database.transaction() as db:
        db.get_one(Nomination, offered["nomination"]).company = "midt-trafik"
    window, path = office.at("Mette"), f"/nominations/{offered['nomination']}"
    known = window.form(path) | {"company": str(offered["company"])}
    assert "A company of this name is known already:" in window.get(path).text
    for _ in range(2):
        answer = window.post(f"{path}/known", known)
        assert f"/companies/{offered['company']}?" in answer.headers["location"]
    with office.database.reading() as db:
        assert db.get_one(Nomination, offered["nomination"]).state is ClaimState.CONFIRMED
        assert len(db.exec(select(Company)).all()) == 1


def test_another_company_moves_the_days_of_who_is_placed_there(
    office: Office, offered: dict[str, int]
) -> None:
    window = office.at("Mette")
    change = f"/placements/{offered['placement']}/change"
    window.save(change, form(window, change) | {"until_on": "2026-12-31"})
    address = f"/companies/{offered['company']}/change"
    window.save(address, form(window, address) | {"address": "Havnegade 3"})
    with office.database.reading() as db:
        days = placements.days_of(db, offered["placement"])
        told = db.exec(select(Outbox).where(Outbox.kind == "placement_changed")).all()
    standing = [day for day in days if not day.cancelled_at]
    assert {day.address for day in standing} == {"Havnegade 3"}
    assert standing[0].starts_at.date() == date(2026, 11, 30)
    assert len([row for row in told if row.state != "superseded"]) == 1
