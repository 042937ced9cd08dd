"""What the pages show, in which language, and with which headers."""

import re

import pytest
from sqlalchemy import text
from sqlmodel import select
from starlette.testclient import TestClient

from bot.rules import invitations
from storage.municipalities import Municipality
from storage.people import Invitation, Participant
from storage.staff import Staff
from storage.vocabulary import Role
from tests.console.office import Office
from tests.support.town import BOT

EVERYWHERE = ["/", "/people", "/courses", "/deliveries", "/nowhere", "/signin/none"]


def test_the_overview_begins_with_who_cannot_come(office: Office) -> None:
    page = office.at("Mette").get("/").text
    assert re.search(r'#absences" class="alert"><b>2</b> cannot come', page)
    part = page[page.index('id="absences"') : page.index('id="unreached"')]
    assert part.index("Cannot come") < part.index("Jens Olesen") < part.index("Selam Tesfay")
    assert "Another appointment" in part
    assert "No reason given" in part


def test_the_overview_tells_who_was_not_reached_and_why(office: Office) -> None:
    page = office.at("Mette").get("/").text
    part = page[page.index('id="unreached"') : page.index('id="unconfirmed"')]
    assert "The person has blocked the bot." in part
    assert "It may have arrived once or twice: ask." in part
    assert part.count("Rahwa Kidane") == 1


def test_every_number_of_the_overview_leads_to_its_rows(office: Office) -> None:
    window = office.at("Mette")
    page = window.get("/").text
    anchors = set(re.findall(r'href="#([\w-]+)"', page))
    assert anchors <= set(re.findall(r'id="([\w-]+)"', page))
    assert "Samir Aziz" in window.get("/people?link=not_invited").text


def test_people_are_found_by_a_part_of_their_name_in_any_script(office: Office) -> None:
    window = office.at("Mette")
    assert "أمل حداد" in window.get("/people?text=أمل").text
    assert "Jens" not in window.get("/people?text=أمل").text
    assert "Jens Olesen" in window.get("/people?text=JENS").text
    assert "Jens Olesen" in window.get(f"/people?course={office.town.courses['Bus']}").text
    assert "Nobody fits this search." in window.get("/people?text=zzz").text


def test_a_person_reads_their_language_in_its_own_script(office: Office) -> None:
    page = office.at("Mette").get(f"/people/{office.town.people['Selam']}").text
    assert '<li lang="ti">ትግርኛ</li>' in page
    assert "Consented and is linked" in page
    assert "Confirmed" in page


def test_an_invitation_is_a_link_and_the_same_link_as_a_picture(office: Office) -> None:
    window = office.at("Mette")
    person = office.town.people["Samir"]
    form = window.form(f"/people/{person}")
    answers = [window.post(f"/people/{person}/invite", form) for _ in range(2)]
    assert {one.headers["location"] for one in answers} == {f"/console/people/{person}/invitation"}
    with office.database.reading() as db:
        found = db.exec(select(Invitation).where(Invitation.participant_id == person)).all()
    assert len(found) == 1
    token = invitations.token(office.context.secret_key, found[0].id or 0)
    page = window.get(f"/people/{person}/invitation").text
    assert f">https://t.me/randers_bot?start={token}<" in page
    assert "<svg" in page
    assert "style=" not in page


def test_who_has_no_invitation_is_shown_the_record(office: Office) -> None:
    person = office.town.people["Samir"]
    answer = office.at("Mette").get(f"/people/{person}/invitation")
    assert answer.headers["location"] == f"/console/people/{person}"


def test_deliveries_are_told_apart_and_quarantine_is_only_counted(office: Office) -> None:
    window = office.at("Mette")
    everything = window.get("/deliveries").text
    assert "1 incoming message could not be read" in everything
    assert "Did not arrive <b>2</b>" in everything
    failed = window.get("/deliveries?group=not_arrived").text
    assert "Rahwa" in failed
    assert "Selam" not in failed
    assert window.get("/deliveries?group=nonsense&page=99999").status_code == 200


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_page_keeps_strangers_out_of_it(office: Office, path: str) -> None:
    for window in (office.at("Mette"), office.window()):
        headers = window.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


def test_no_page_needs_what_the_policy_forbids(office: Office) -> None:
    window = office.at("Mette")
    for path in EVERYWHERE:
        page = window.get(path).text
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", page)


def test_only_the_style_sheet_and_the_script_may_be_kept(office: Office) -> None:
    window = office.window()
    page = window.get("/signin/none").text
    found = re.findall(r'(?:href|src)="/console(/static/[^"]+)"', page)
    assert len(found) == 3
    for path in found:
        answer = window.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("header", "language"),
    [("en-GB,en;q=0.9,da;q=0.8", "en"), ("da", "da"), ("ar,fr;q=0.5", "da"), ("", "da")],
)
def test_a_stranger_is_spoken_to_as_the_browser_asks(
    office: Office, header: str, language: str
) -> None:
    page = office.window().get("/", **{"accept-language": header}).text
    assert f'<html lang="{language}">' in page


def test_a_chosen_language_is_remembered_for_the_person(office: Office) -> None:
    window = office.at("Mette", language="da")
    page = window.get("/people?text=sel").text
    found = re.search(r'name="csrf" value="(\w+)"', page)
    assert found
    answer = window.post(
        "/language", {"csrf": found[1], "language": "en", "next": "/console/people?text=sel"}
    )
    assert answer.headers["location"] == "/console/people?text=sel"
    assert '<html lang="en">' in window.get("/").text
    with office.database.reading() as db:
        assert db.get_one(Staff, office.town.staff["Mette"]).language == "en"


def test_a_stranger_chooses_a_language_too(office: Office) -> None:
    window = office.window()
    window.post("/language", {"language": "en", "next": "/console/signin/x"})
    assert '<html lang="en">' in window.get("/signin/x").text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/consolee/x",
    ],
)
def test_nobody_is_sent_elsewhere(office: Office, elsewhere: str) -> None:
    answer = office.window().post("/language", {"language": "en", "next": elsewhere})
    assert answer.headers["location"] == "/console/"


def test_a_municipality_without_anybody_is_told_what_to_do_next(office: Office) -> None:
    with office.database.transaction() as db:
        syddjurs = Municipality(name="Syddjurs", bot=BOT)
        db.add(syddjurs)
        db.flush()
        member = Staff(
            municipality_id=syddjurs.id or 0,
            email="ida@example.dk",
            name="Ida",
            role=Role.CASEWORKER,
        )
        db.add(member)
        db.flush()
        office.town.staff["Ida"] = member.id or 0
    window = office.at("Ida")
    for path in ("/", "/people", "/courses", "/deliveries"):
        assert 'class="empty"' in window.get(path).text
    del office.town.staff["Ida"]


@pytest.mark.parametrize("path", ["/static/nothing.css", "/static/..%2fapp.py", "/static/"])
def test_only_what_belongs_to_the_pages_is_served(office: Office, path: str) -> None:
    answer = office.at("Mette").get(path)
    assert answer.status_code == 404
    assert 'href="/console/people"' in answer.text


def test_a_fault_of_ours_is_a_page_too(sqlite_office: Office) -> None:
    office = sqlite_office  # of which there is another one for the next test
    with office.database.transaction() as db:
        db.execute(text("DROP TABLE reading"))
    window = office.at("Mette")
    window.client = TestClient(
        office.app,
        base_url=str(window.client.base_url),
        cookies=window.client.cookies,
        raise_server_exceptions=False,
    )
    answer = window.get(f"/people/{office.town.people['Selam']}", **{"accept-language": "en"})
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert "Selam" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_what_goes_out_next_stands_before_what_goes_out_later(sqlite_office: Office) -> None:
    page = sqlite_office.at("Mette").get("/deliveries?group=waiting").text
    due = re.findall(r"Planned for \u2068\w+ (\d+)/(\d+)", page)
    days = [(int(month), int(day)) for day, month in due]
    assert len(set(days)) > 1
    assert days == sorted(days)


def test_who_has_deleted_their_data_is_not_somebody_to_link(sqlite_office: Office) -> None:
    with sqlite_office.database.transaction() as db:
        samir = db.get_one(Participant, sqlite_office.town.people["Samir"])
        samir.erased_at = sqlite_office.clock()
    window = sqlite_office.at("Mette")
    assert "Samir" not in window.get("/people?link=not_invited").text
    assert "not_invited" not in window.get("/").text


def test_the_name_that_a_person_has_chosen_stands_on_their_page(sqlite_office: Office) -> None:
    with sqlite_office.database.transaction() as db:
        db.get_one(Participant, sqlite_office.town.people["Jens"]).called = "Jönne"
    page = sqlite_office.at("Mette").get(f"/people/{sqlite_office.town.people['Jens']}").text
    assert "Goes by \u2068Jönne\u2069" in page


def test_a_gender_is_noted_and_taken_out_again(sqlite_office: Office) -> None:
    window, selam = sqlite_office.at("Mette"), f"/people/{sqlite_office.town.people['Selam']}"
    address = f"{selam}/gender"
    for chosen, shown in (("woman", "Woman"), ("", "Gender: not known")):
        assert window.post(address, window.form(address, gender=chosen)).status_code == 303
        assert shown in window.get(selam).text
    late = window.form(address, gender="man")
    window.post(address, window.form(address, gender="woman"))
    assert "changed this to “\u2068Woman\u2069”" in window.post(address, late).text
    assert "Woman" in window.get(selam).text
    wrong = window.post(address, window.form(address, gender="x"))
    assert "Choose what your own lists say" in wrong.text
