"""A municipality chooses when people are asked, and what; a caseworker sees how it goes."""

from datetime import date, time

import pytest
from sqlmodel import select

from storage.changes import Change
from storage.municipalities import Municipality
from storage.statuses import CheckIn, PulseQuestion
from storage.vocabulary import ChangeKind, Wish
from tests.console.office import Office
from tests.support.town import NOW

SETTINGS = "/settings/check-ins"
ADD = "/settings/questions/add"
CHOSEN = {"check_ins": "on", "weekday": "2", "at": "14.30", "pulses": "off"}
WORDED = {"ti": "ጽቡቕ?", "ar": "جيد؟", "da": "Godt?", "en": "Good?"}


def choose(office: Office, name: str = "Mette", **values: str) -> int:
    window = office.at(name)
    form = window.form(SETTINGS, **(CHOSEN | values))
    return window.post(SETTINGS, form).status_code


def home(office: Office) -> Municipality:
    with office.database.reading() as db:
        return db.exec(select(Municipality).where(Municipality.name == "Randers")).one()


def questions(office: Office) -> dict[str, bool]:
    with office.database.reading() as db:
        found = db.exec(select(PulseQuestion).order_by(PulseQuestion.position))  # type: ignore[arg-type]
        return {one.key: one.active for one in found}


def test_the_day_and_the_hour_are_chosen_and_it_is_written_down_by_whom(office: Office) -> None:
    assert choose(office) == 303
    randers = home(office)
    assert (randers.check_in_weekday, randers.check_in_at) == (2, time(14, 30))
    assert not randers.pulses
    with office.database.reading() as db:
        [change] = db.exec(select(Change).where(Change.kind == ChangeKind.SETTINGS_EDITED))
    assert change.staff_id == office.town.staff["Mette"]
    assert change.before["check_in_at"] == "13:00"


@pytest.mark.parametrize("wrong", [{"at": "22:00"}, {"at": "24:10"}, {"weekday": "6"}])
def test_what_cannot_be_chosen_changes_nothing_and_is_kept_in_the_form(
    office: Office, wrong: dict[str, str]
) -> None:
    assert choose(office, **wrong) == 422
    assert home(office).check_in_weekday == 4


def test_a_question_needs_all_four_languages(office: Office) -> None:
    window = office.at("Mette")
    half = window.post(ADD, window.form(ADD, **(WORDED | {"ti": " "})))
    assert half.status_code == 422
    assert questions(office) == {}
    assert window.post(ADD, window.form(ADD, **WORDED)).status_code == 303
    assert list(questions(office)) == ["goal", "belief", "danish", "people", "everyday", "own6"]


def test_a_question_is_worded_anew_retired_and_asked_again(office: Office) -> None:
    window = office.at("Mette")
    path = "/settings/questions/goal"
    window.post(path, window.form(path, **WORDED))
    assert "Good?" in window.get(SETTINGS).text
    form = window.form(SETTINGS)
    for key in list(questions(office))[:-1]:
        assert window.post(f"/settings/questions/{key}/retire", form).status_code == 303
    last = window.post("/settings/questions/everyday/retire", form)
    assert last.status_code == 409
    assert list(questions(office).values()) == [False, False, False, False, True]
    window.post("/settings/questions/goal/restore", window.form(SETTINGS))
    assert questions(office)["goal"]


def test_neither_a_coordinator_nor_another_municipality_gets_at_the_questions(
    office: Office,
) -> None:
    assert office.at("Karin").get(SETTINGS).status_code == 404
    mette, jonas = office.at("Mette"), office.at("Jonas")
    mette.post(ADD, mette.form(ADD, **WORDED))
    assert "Good?" not in jonas.get(SETTINGS).text
    assert jonas.get("/settings/questions/own6").status_code == 404
    assert jonas.post("/settings/questions/own6/retire", jonas.form(SETTINGS)).status_code == 404
    assert questions(office)["own6"]


def test_the_page_of_a_person_shows_how_it_goes_as_a_table(office: Office) -> None:
    selam = office.town.people["Selam"]
    with office.database.transaction() as db:
        db.add(
            CheckIn(
                municipality_id=home(office).id or 0,
                participant_id=selam,
                week=date(2026, 11, 16),
                asked_at=NOW,
                score=2,
                wishes=[Wish.TRANSPORT.value],
                answered_at=NOW,
            )
        )
    page = office.at("Mette").get(f"/people/{selam}").text
    for shown in ("2 of 5", "Monday 16/11", "Help with transport"):
        assert shown in page
    assert office.at("Jonas").get(f"/people/{selam}").status_code == 404
