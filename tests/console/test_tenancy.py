"""Nobody sees what is not theirs, and cannot tell it from what is not there."""

import re
from collections.abc import Iterator, Mapping

import pytest
from httpx2 import Response
from sqlmodel import select

from bot.console.app import PAGES
from storage.people import Reading
from tests.console.office import Office, Window
from tests.support import claim, offers, outreach, saved, sent, shelf, way

OWN = ("/", "/people", "/courses", "/deliveries", "/companies")
"""Pages that everybody has, each with their own rows."""
MINE = ("/me", "/me/telegram", "/me/telegram/end", "/me/daily")
"""What somebody does about themselves alone."""
NOBODY = 987_654
NAMED = re.compile(r"{(\w+)(?::int)?}")


def pages() -> Iterator[tuple[str, str]]:
    for path, _name, _handler, methods in PAGES:
        for method in methods:
            if path != "/signout":
                yield path, method


def of_randers(office: Office) -> dict[str, object]:
    """Return the number or the key of one thing of each kind, all of Randers' alone."""
    town = office.town
    walked = way.found(office.database, town)
    return {
        "absence": 1,
        "category": walked.category,
        "what": "skill",
        "number": walked.skill,
        "deed": "remove",
        "course": town.courses["Bus"],
        "outcome": claim.found(office.database, town),
        "person": town.people["Selam"],
        "rule": 1,
        "session": town.sessions["bus"],
        "task": town.tasks["call"],
        **offers.found(office.database, town),
        **outreach.found(office.database, town),
        **sent.found(office.database, town),
        **shelf.found(office.database, town),
        **saved.found(office.database, town),
    }


def filled(path: str, numbers: Mapping[str, object]) -> str:
    """Return an address, with these numbers for its names."""
    return NAMED.sub(lambda name: str(numbers[name[1]]), path)


def tried(window: Window, method: str, address: str, form: Mapping[str, str]) -> Response:
    """Look at a page, or send something to it."""
    if method == "GET":
        return window.get(address)
    return window.post(address, {**form, "token": "t" * 20})


def test_what_is_hidden_from_others_is_there_for_mette(sqlite_office: Office) -> None:
    window, numbers = sqlite_office.at("Mette"), of_randers(sqlite_office)
    for path, method in pages():
        if method == "GET":
            assert window.get(filled(path, numbers)).status_code in {200, 303}, path


def test_who_is_not_signed_in_sees_nothing(office: Office) -> None:
    window, numbers = office.window(), of_randers(office)
    for path, method in pages():
        answer = tried(window, method, filled(path, numbers), {})
        assert answer.status_code == 401, (method, path)
        for name in ("Selam", "أمل", "Jens", "Mette", "Randers", "Køreteori"):
            assert name not in answer.text, (method, path)


def test_another_municipality_gets_the_page_of_what_is_not_there(office: Office) -> None:
    window, numbers = office.at("Jonas"), of_randers(office)
    form = window.form("/")
    for path, method in pages():
        if "{" in path:
            theirs, nowhere = (
                tried(window, method, address, form)
                for address in (filled(path, numbers), NAMED.sub(str(NOBODY), path))
            )
            assert theirs.status_code == 404, (method, path)
            assert theirs.text == nowhere.text, (method, path)
            assert dict(theirs.headers) == dict(nowhere.headers), (method, path)


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
    "/reports",
    "/reports/sheet",
    "/search",
]


def test_a_coordinator_sees_counts_and_no_names(office: Office) -> None:
    town, window = office.town, office.at("Karin")
    shared = {"course": town.courses["Service"], "session": town.sessions["english"]}
    numbers = of_randers(office) | shared
    for path in NAMELESS:
        answer = window.get(filled(path, numbers))
        assert answer.status_code == 200, path
        for name in ("Selam", "أمل", "Jens", "Rahwa", "Noor", "Samir", "RAN-"):
            assert name not in answer.text, path


def test_a_coordinator_has_no_page_of_a_person_and_changes_nothing(office: Office) -> None:
    window, numbers = office.at("Karin"), of_randers(office)
    form = window.form("/")
    closed = [one for one in pages() if one[0] not in {*OWN, *MINE, *NAMELESS}]
    for path, method in (*closed, ("/people", "GET")):
        answer = tried(window, method, filled(path, numbers), form)
        assert answer.status_code == 404, (method, path)


def test_every_page_is_among_those_tried_here(office: Office) -> None:
    mounted = office.app.routes[0].app  # type: ignore[attr-defined]
    names = {route.name for route in mounted.routes}
    tried = {name for _path, name, _handler, _methods in PAGES}
    assert names - tried == {"ask_sign_in", "sign_in", "choose_language", "serve"}
