"""Sessions are added, moved and cancelled by forms that lose nothing and do everything once."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import col, func, select

from storage import schedule
from storage.changes import Change
from storage.outbox import Outbox
from storage.schedule import Session
from storage.vocabulary import ChangeKind
from tests.console.office import Office, Window, hidden

NEW = {
    "kind": "workshop",
    "date": "2026-12-01",
    "starts": "9.30",
    "ends": "1200",
    "place": "Jobcenter Randers",
    "title_da": "Jobsamtalen",
}


def session(office: Office, key: str) -> Session:
    with office.database.reading() as db:
        return db.get_one(Session, office.town.sessions[key])


def path(office: Office, key: str, do: str = "") -> str:
    return f"/sessions/{office.town.sessions[key]}{do}"


def fields(window: Window, address: str) -> dict[str, str]:
    """Return what the form of a session shows, as a browser would send it."""
    page = window.get(address).text
    values = dict(re.findall(r'<input id="(\w+)" name="\w+" type="\w+" value="([^"]*)"', page))
    chosen = re.search(r'<option value="(\w+)" selected', page)
    return window.form(address, **values) | {"kind": chosen[1] if chosen else ""}


def sessions(office: Office, course: str) -> list[Session]:
    with office.database.reading() as db:
        return schedule.sessions_of_course(db, office.town.courses[course])


def changes(office: Office, kind: ChangeKind) -> int:
    with office.database.reading() as db:
        return db.exec(select(func.count()).where(Change.kind == kind)).one()


def test_a_new_session_is_read_in_copenhagen_time(office: Office) -> None:
    window = office.at("Mette")
    address = f"/courses/{office.town.courses['Bus']}/add"
    answer = window.post(address, window.form(address, **NEW))
    assert answer.status_code == 303
    added = next(one for one in sessions(office, "Bus") if one.title_da == "Jobsamtalen")
    assert added.starts_at == datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    assert added.ends_at == datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
    page = window.get(answer.headers["location"].removeprefix("/console")).text
    assert "The session is added." in page
    assert "1 person will be reminded of it." in page


def test_a_form_sent_twice_adds_one_session(office: Office) -> None:
    window = office.at("Mette")
    address = f"/courses/{office.town.courses['Bus']}/add"
    form = window.form(address, **NEW)
    first, second = window.post(address, form), window.post(address, form)
    assert first.headers["location"] == second.headers["location"]
    assert len([one for one in sessions(office, "Bus") if one.title_da == "Jobsamtalen"]) == 1


def test_the_same_page_filled_in_again_adds_another_session(office: Office) -> None:
    window = office.at("Mette")
    address = f"/courses/{office.town.courses['Bus']}/add"
    form = window.form(address, **NEW)
    window.post(address, form)
    window.post(address, form | {"date": "2026-12-08"})
    assert len([one for one in sessions(office, "Bus") if one.title_da == "Jobsamtalen"]) == 2


def test_a_move_tells_everybody_once_and_says_how_many(office: Office) -> None:
    window = office.at("Mette")
    before = session(office, "english")
    address = path(office, "english", "/change")
    form = fields(window, address) | {"starts": "14:00", "ends": "17:00"}
    seen = hidden(window.post(address, form).text) | {"step": "tell"}
    answers = [window.post(address, seen) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    after = session(office, "english")
    assert (after.starts_at.hour, after.revision) == (13, before.revision + 1)
    page = window.get(answers[0].headers["location"].removeprefix("/console")).text
    assert "3 people will be told." in page
    assert "1 person cannot be told by the chat. Call:" in page
    assert "Rahwa Kidane" in page.split("</h1>")[0]


def test_a_change_that_moves_nothing_disturbs_nobody(office: Office) -> None:
    window = office.at("Mette")
    before = session(office, "english")
    address = path(office, "english", "/change")
    answer = window.post(address, fields(window, address) | {"bring": "Kuglepen"})
    after = session(office, "english")
    assert (after.bring, after.revision) == ("Kuglepen", before.revision)
    assert answer.headers["location"].endswith("saved=edited")


def test_an_event_is_opened_to_others_by_the_form_that_moves_it(office: Office) -> None:
    window, courses = office.at("Mette"), office.town.courses
    form = window.form("/events/add", **NEW | {"kind": "event", f"course-{courses['Bus']}": "1"})
    event = window.save("/events/add", form).headers["location"].removeprefix("/console")
    event = event.partition("?")[0]
    boxes = re.findall(r'name="(course-\d+)" value="1" checked', window.get(f"{event}/change").text)
    assert boxes == [f"course-{courses['Bus']}"]
    typed = fields(window, f"{event}/change") | {"everybody": "1", "kind": "event"}
    answers = [window.save(f"{event}/change", typed) for _ in range(2)]
    assert {one.headers["location"] for one in answers} == {f"/console{event}?saved=opened"}
    assert "Everybody in \u2068Randers" in window.get(event).text
    nobody = window.post(f"{event}/change", fields(window, f"{event}/change") | {"kind": "event"})
    assert 'id="everybody-error"' in nobody.text


def test_nobody_overwrites_what_somebody_else_has_just_changed(office: Office) -> None:
    window = office.at("Mette")
    address = path(office, "english", "/change")
    stale = fields(window, address)
    seen = hidden(window.post(address, stale | {"place": "Lokale 9"}).text) | {"step": "tell"}
    window.save(address, fields(window, address) | {"starts": "14:00"})
    refused = window.post(address, seen)
    assert refused.status_code == 422
    assert "Somebody else has changed this session" in refused.text
    assert 'value="Lokale 9"' in refused.text
    assert session(office, "english").place == "Lokale 2"


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        ({"starts": "25:00"}, "starts", "is not a time of day"),
        ({"starts": "02:30", "date": "2027-03-28"}, "starts", "does not exist"),
        ({"starts": "02:30", "date": "2026-10-25"}, "starts", "exists twice"),
        ({"starts": "09:30", "date": "2026-11-02"}, "starts", "has passed"),
        ({"ends": "09:00"}, "ends", "ends before it starts"),
        ({"date": "31/2/2027"}, "date", "is not a date"),
        ({"date": ""}, "date", "Fill in this field."),
        ({"place": " "}, "place", "Fill in this field."),
        ({"title_da": "x" * 121}, "title_da", "at most 120"),
        ({"title_ti": "ብዛዕባ ሕማም"}, "title_ti", "must not be sent"),
        ({"latitude": "nan", "longitude": "10"}, "latitude", "is not a coordinate"),
        ({"latitude": "56.4"}, "longitude", "needs both coordinates"),
        ({"kind": "party"}, "kind", "Choose what kind"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(
    office: Office, wrong: dict[str, str], name: str, sentence: str
) -> None:
    window = office.at("Mette")
    address = f"/courses/{office.town.courses['Bus']}/add"
    typed = NEW | {"bring": "Sko & <støvler>"} | wrong
    answer = window.post(address, window.form(address, **typed))
    page = answer.text
    assert answer.status_code == 422
    assert f'<a href="#{name}">' in page
    told = re.search(rf'id="{name}-error">([^<]*)<', page)
    assert told
    assert sentence in told[1]
    assert f'aria-describedby="{name}-error"' in page
    assert "Sko &amp; &lt;støvler&gt;" in page
    assert not [one for one in sessions(office, "Bus") if one.title_da == typed["title_da"]]


def test_danish_dates_and_decimal_commas_are_understood(office: Office) -> None:
    window = office.at("Mette")
    address = f"/courses/{office.town.courses['Bus']}/add"
    typed = NEW | {"date": "1/12/2026", "latitude": "56,4607", "longitude": "10,0364"}
    window.post(address, window.form(address, **typed))
    added = next(one for one in sessions(office, "Bus") if one.title_da == "Jobsamtalen")
    assert (added.starts_at.day, added.latitude) == (1, 56.4607)


def test_a_cancellation_says_beforehand_how_many_are_told_and_happens_once(office: Office) -> None:
    window = office.at("Mette")
    address = path(office, "english", "/cancel")
    page = window.get(address).text
    assert "3 people are told on Telegram" in page
    assert "Rahwa Kidane" in page
    assert session(office, "english").cancelled_at is None
    before = changes(office, ChangeKind.SESSION_CANCELLED)
    form = window.form(address, step="tell")
    for _ in range(2):
        answer = window.post(address, form)
        assert answer.headers["location"].endswith("saved=cancelled")
    assert session(office, "english").cancelled_at == office.clock()
    assert changes(office, ChangeKind.SESSION_CANCELLED) == before + 1
    assert "Cancelled" in window.get(path(office, "english")).text


def test_what_is_cancelled_or_over_offers_no_change(office: Office) -> None:
    window = office.at("Mette")
    assert "/change" not in window.get(path(office, "visit")).text
    assert "nothing to cancel" in window.get(path(office, "visit", "/cancel")).text
    address = path(office, "visit", "/change")
    refused = window.post(address, fields(window, address) | {"place": "Elsewhere"})
    assert refused.status_code == 422
    assert "This session was cancelled." in refused.text


@pytest.mark.parametrize(
    "spoilt", [{"csrf": ""}, {"csrf": "0" * 64}, {"token": ""}, {"token": "x"}]
)
def test_a_form_that_is_not_ours_changes_nothing(office: Office, spoilt: dict[str, str]) -> None:
    window = office.at("Mette")
    address = path(office, "english", "/cancel")
    answer = window.post(address, window.form(address) | spoilt)
    assert answer.status_code == 409
    assert "This form is no longer valid." in answer.text
    assert session(office, "english").cancelled_at is None


def test_a_form_of_another_browser_changes_nothing(office: Office) -> None:
    address = path(office, "english", "/cancel")
    form = office.at("Mette").form(address)
    assert office.at("Mette").post(address, form).status_code == 409


def test_a_flood_is_refused_before_it_is_read(office: Office) -> None:
    window = office.at("Mette")
    address = path(office, "english", "/change")
    answer = window.post(address, fields(window, address) | {"bring": "x" * 140_000})
    assert answer.status_code == 409
    assert "more than can be read" in answer.text


def test_signs_that_no_database_takes_are_left_out(office: Office) -> None:
    window = office.at("Mette")
    address = path(office, "english", "/change")
    window.post(address, fields(window, address) | {"bring": "A\x00B\u202e"})
    assert session(office, "english").bring == "AB"
    assert window.get("/people?text=%00&course=%00&link=x").status_code == 200


def test_a_notice_is_owed_to_each_person_of_the_course(office: Office) -> None:
    window = office.at("Mette")
    address = path(office, "english", "/change")
    window.save(address, fields(window, address) | {"place": "Lokale 7"})
    with office.database.reading() as db:
        told = db.exec(
            select(Outbox.participant_id).where(
                Outbox.session_id == office.town.sessions["english"],
                Outbox.kind == "session_moved",
                col(Outbox.session_revision) == 2,
            )
        ).all()
    town = office.town
    assert set(told) == {town.people[one] for one in ("Selam", "Amal", "Rahwa", "Noor")}
