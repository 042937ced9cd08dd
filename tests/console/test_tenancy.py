"""Nobody sees what is not theirs, and cannot tell it from what is not there."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import select

from bot.console.app import PAGES
from storage.people import Reading
from tests.console.office import Office
from tests.support import claim, offers

OWN = ("/", "/people", "/courses", "/deliveries", "/companies")
"""Pages that everybody has, each with their own rows."""
MINE = ("/me", "/me/telegram", "/me/telegram/end")
"""What somebody does about themselves alone."""
NOBODY = 987_654


def pages() -> Iterator[tuple[str, str]]:
    for path, _name, _handler, methods in PAGES:
        for method in methods:
            if path != "/signout":
                yield path, method


def filled(path: str, **numbers: int) -> str:
    for name, number in numbers.items():
        path = path.replace(f"{{{name}:int}}", str(number))
    return path.replace("{attachment:int}", "1")


def randers(path: str, office: Office) -> str:
    """Return the address of a thing of Randers' alone."""
    town = office.town
    path = filled(
        path.replace("{clip:int}", str(NOBODY)),
        absence=1,
        person=town.people["Selam"],
        course=town.courses["Bus"],
        session=town.sessions["bus"],
        task=town.tasks["call"],
    )
    if "{outcome:int}" in path:
        return filled(path, outcome=claim.found(office.database, town))
    return filled(path, **offers.found(office.database, town)) if "{" in path else path


def nowhere(path: str) -> str:
    return re.sub(r"{\w+:int}", str(NOBODY), path)


@pytest.mark.parametrize(("path", "method"), list(pages()))
def test_who_is_not_signed_in_sees_nothing(office: Office, path: str, method: str) -> None:
    window = office.window()
    address = randers(path, office)
    answer = window.get(address) if method == "GET" else window.post(address, {"token": "t" * 20})
    assert answer.status_code == 401
    for name in ("Selam", "أمل", "Jens", "Mette", "Randers", "Køreteori"):
        assert name not in answer.text


@pytest.mark.parametrize(("path", "method"), [one for one in pages() if "{" in one[0]])
def test_another_municipality_gets_the_page_of_what_is_not_there(
    office: Office, path: str, method: str
) -> None:
    window = office.at("Jonas")
    answers = []
    for address in (randers(path, office), nowhere(path)):
        form = window.form("/") | {"token": "t" * 20}
        found = window.get(address) if method == "GET" else window.post(address, form)
        answers.append((found.status_code, found.text, dict(found.headers)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("path", OWN)
def test_no_page_of_jonas_names_anybody_in_randers(office: Office, path: str) -> None:
    page = office.at("Jonas").get(path).text
    for name in ("Selam", "أمل", "Jens", "Rahwa", "Samir", "Mette", "Bus"):
        assert name not in page


def test_a_shared_course_shows_jonas_his_own_people_and_counts_the_others(office: Office) -> None:
    town, window = office.town, office.at("Jonas")
    for path in (f"/courses/{town.courses['Service']}", f"/sessions/{town.sessions['cv']}"):
        page = window.get(path).text
        assert "Noor" in page
        assert "Selam" not in page
        assert "Randers <b>3</b>" in page


@pytest.mark.parametrize(
    "path",
    ["/people/99999999999999999999", f"/people/{2**31}", "/people/-1", "/people/x", "/nowhere"],
)
def test_an_impossible_number_is_not_there(office: Office, path: str) -> None:
    assert office.at("Mette").get(path).status_code == 404


def test_opening_a_record_is_written_down_and_looking_in_vain_is_not(office: Office) -> None:
    town = office.town
    path = f"/people/{town.people['Selam']}"
    office.at("Jonas").get(path)
    office.at("Mette").get(path)
    with office.database.reading() as db:
        readings = db.exec(select(Reading)).all()
    assert [(one.staff_id, one.participant_id) for one in readings] == [
        (town.staff["Mette"], town.people["Selam"])
    ]


NAMELESS = [
    *OWN[:1],
    "/courses",
    "/deliveries",
    "/courses/{course:int}",
    "/sessions/{session:int}",
    "/companies",
    "/companies/{company:int}",
    "/slots/{slot:int}",
]


@pytest.mark.parametrize("path", NAMELESS)
def test_a_coordinator_sees_counts_and_no_names(office: Office, path: str) -> None:
    town = office.town
    number = filled(path, course=town.courses["Service"], session=town.sessions["english"])
    answer = office.at("Karin").get(randers(number, office))
    assert answer.status_code == 200
    for name in ("Selam", "أمل", "Jens", "Rahwa", "Noor", "Samir", "RAN-"):
        assert name not in answer.text


@pytest.mark.parametrize(
    ("path", "method"),
    [one for one in pages() if one[0] not in (*OWN, *MINE, *NAMELESS)] + [("/people", "GET")],
)
def test_a_coordinator_has_no_page_of_a_person_and_changes_nothing(
    office: Office, path: str, method: str
) -> None:
    window = office.at("Karin")
    form = window.form("/") | {"token": "t" * 20}
    address = randers(path, office)
    answer = window.get(address) if method == "GET" else window.post(address, form)
    assert answer.status_code == 404


def test_every_page_is_among_those_tried_here(office: Office) -> None:
    mounted = office.app.routes[0].app  # type: ignore[attr-defined]
    names = {route.name for route in mounted.routes}
    tried = {name for _path, name, _handler, _methods in PAGES}
    assert names - tried == {"ask_sign_in", "sign_in", "choose_language", "serve"}
