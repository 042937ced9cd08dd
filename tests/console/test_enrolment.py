"""A place on a course is given and ended by forms; who has a chat is told."""

from sqlmodel import select

from bot.texts.courses import CourseJoined, CourseLeft
from storage import schedule
from storage.courses import Course
from storage.outbox import Outbox
from tests.console.office import Office, hidden

NEWS = (CourseJoined.kind, CourseLeft.kind)


def told(office: Office) -> list[tuple[str, int | None]]:
    with office.database.reading() as db:
        found = db.exec(select(Outbox).order_by(Outbox.id))  # type: ignore[arg-type]
        return [(row.kind, row.participant_id) for row in found if row.kind in NEWS]


def is_on(office: Office, who: str, course: str) -> bool:
    with office.database.reading() as db:
        found = schedule.enrolled_people(db, office.town.courses[course])
        return office.town.people[who] in {person.id for person, _ in found}


def test_a_place_is_given_from_the_course_and_ended_there(office: Office) -> None:
    window, town = office.at("Mette"), office.town
    course, jens = f"/courses/{town.courses['Service']}", town.people["Jens"]
    address = f"{course}/enrol"
    assert "Jens Olesen" in window.get(address).text
    assert "Selam Tesfay" not in window.get(address).text.split("<main")[1]
    nobody = window.post(address, window.form(address, person=""))
    assert "Choose who gets the place." in nobody.text
    page = window.post(address, window.form(address, person=str(jens))).text
    assert "1 person is told on Telegram" in page
    assert "Du har en plads på dette forløb:" in page
    assert not is_on(office, "Jens", "Service")
    seen = hidden(page) | {"step": "tell", "text_da": "Velkommen."}
    answers = [window.post(address, seen) for _ in range(2)]
    assert {one.headers["location"] for one in answers} == {f"/console{course}?saved=enrolled"}
    assert is_on(office, "Jens", "Service")
    end = f"{course}/people/{jens}/end"
    assert "Du er ikke længere på dette forløb:" not in window.get(end).text  # not said yet
    assert window.save(end, window.form(end)).status_code == 303
    assert not is_on(office, "Jens", "Service")
    assert "has no place on this course" in window.get(end).text
    assert told(office) == [(CourseJoined.kind, jens)]


def test_who_has_no_chat_gets_a_place_at_once_and_is_not_written_to(office: Office) -> None:
    window, samir = office.at("Mette"), office.town.people["Samir"]
    address = f"/people/{samir}/enrol"
    form = window.form(address, course=str(office.town.courses["Service"]))
    assert (
        window.post(address, form).headers["location"].endswith(f"/people/{samir}?saved=enrolled")
    )
    assert is_on(office, "Samir", "Service")
    assert told(office) == []


def test_a_full_course_gives_no_place(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    with office.database.transaction() as db:
        db.get_one(Course, office.town.courses["Service"]).capacity = 4
    address = f"/courses/{office.town.courses['Service']}/enrol"
    refused = window.post(address, window.form(address, person=str(office.town.people["Jens"])))
    assert refused.status_code == 422
    assert "is full" in refused.text
    assert not is_on(office, "Jens", "Service")
