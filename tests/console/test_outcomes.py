"""A caseworker confirms, corrects and enters what somebody has found."""

import pytest

from storage import outbox
from storage.outcomes import Achievement, of_person
from storage.vocabulary import ClaimState
from tests.console.office import Office
from tests.support import claim

NEW = {
    "kind": "igu",
    "employer": "Arla",
    "terms": "",
    "hours": "٢٥٫٥",
    "starts_on": "1/12",
    "ends_on": "",
}


def path(office: Office, number: int, do: str) -> str:
    return f"/outcomes/{number}/{do}"


def kept(office: Office, number: int) -> Achievement:
    with office.database.reading() as db:
        return db.get_one(Achievement, number)


def test_a_claim_is_confirmed_once_and_its_questions_are_planned(office: Office) -> None:
    number = claim.found(office.database, office.town)
    window = office.at("Mette")
    person = f"/people/{office.town.people['Selam']}"
    page = window.get(person).text
    assert "Hotel Randers" in page
    assert "To be confirmed" in page
    form = window.form(person)
    for _ in range(2):
        answer = window.post(path(office, number, "confirm"), form)
        assert answer.status_code == 303
    assert kept(office, number).state is ClaimState.CONFIRMED
    page = window.get(person).text
    for when in ("Tuesday 29/12", "Tuesday 2/3/2027", "Tuesday 1/6/2027"):
        assert f"Is asked \u2068{when}\u2069" in page
    window.post(path(office, number, "reject"), window.form(person))
    assert kept(office, number).state is ClaimState.CONFIRMED


def test_the_staff_enters_a_job_that_is_confirmed_at_once(office: Office) -> None:
    window = office.at("Mette")
    address = f"/people/{office.town.people['Selam']}/outcomes/add"
    form = window.form(address, **NEW)
    for _ in range(2):
        assert window.post(address, form).status_code == 303
    with office.database.reading() as db:
        [found] = of_person(db, office.town.people["Selam"])
        assert outbox.is_owed(db, f"outcome:{found.id}:confirmed")
    assert (found.state, found.hours, str(found.starts_on)) == (
        ClaimState.CONFIRMED,
        25.5,
        "2026-12-01",
    )
    assert "25,5" in window.get(f"/people/{office.town.people['Selam']}").text


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        ({"employer": " "}, "employer", "Fill in this field."),
        ({"employer": "Anders 010190-1234"}, "employer", "looks like a CPR number"),
        ({"employer": "x" * 201}, "employer", "at most 200"),
        ({"hours": "61"}, "hours", "is not a number of hours"),
        ({"starts_on": "31/2"}, "starts_on", "is not a date"),
        ({"ends_on": "1/11/2026"}, "ends_on", "ends before it starts"),
        ({"kind": "luck"}, "kind", "Choose what the person has found."),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_kept(
    office: Office, wrong: dict[str, str], name: str, sentence: str
) -> None:
    window = office.at("Mette")
    address = f"/people/{office.town.people['Selam']}/outcomes/add"
    answer = window.post(address, window.form(address, **NEW) | wrong)
    assert answer.status_code == 422
    told = answer.text.split(f'id="{name}-error">')[1].split("<")[0]
    assert sentence in told
    with office.database.reading() as db:
        assert of_person(db, office.town.people["Selam"]) == []
