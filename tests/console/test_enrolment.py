"""A place on a course is given and ended by forms; who has a chat is told."""

from datetime import date

from sqlmodel import select

from bot.rules.time import local
from bot.texts.courses import CourseCompleted, CourseJoined, CourseLeft
from storage import courses, enrolments
from storage.courses import Course
from storage.outbox import Outbox
from storage.vocabulary import EnrolmentEnd
from tests.console.office import Office, hidden
from tests.support.town import NOW

NEWS = (CourseJoined.kind, CourseLeft.kind, CourseCompleted.kind)


def told(office: Office) -> list[tuple[str, int | None]]:
    with office.database.reading() as db:
        found = db.exec(select(Outbox).order_by(Outbox.id))  # type: ignore[arg-type]
        return [(row.kind, row.participant_id) for row in found if row.kind in NEWS]


def is_on(office: Office, who: str, course: str) -> bool:
    with office.database.reading() as db:
        found = enrolments.enrolled_people(db, office.town.courses[course])
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
    how, on = f"how-{jens}", f"on-{jens}"
    for wrong, sentence in (
        ({how: ""}, "Choose how it ended."),
        ({on: "2026-11-24"}, "This day lies ahead."),
        ({on: "2026-11-22"}, "The place began on \u206823/11/2026\u2069."),
    ):
        form = window.form(end, **{how: "left", on: "2026-11-23"} | wrong)
        assert sentence in window.post(end, form).text
    assert is_on(office, "Jens", "Service")
    assert window.save(end, window.form(end, **{how: "left", on: "23/11/2026"})).status_code == 303
    assert not is_on(office, "Jens", "Service")
    assert told(office) == [(CourseJoined.kind, jens)]  # who never read that they have it
    again = window.form(end, **{how: "completed", on: "2026-11-23"})
    assert window.post(end, again).status_code == 303
    assert "Completed · Monday 23/11" in window.get(course).text
    samir = office.town.people["Samir"]
    assert "has no place on this course" in window.get(f"{course}/people/{samir}/end").text


def test_who_has_no_chat_gets_a_place_at_once_and_is_not_written_to(office: Office) -> None:
    window, samir = office.at("Mette"), office.town.people["Samir"]
    address = f"/people/{samir}/enrol"
    form = window.form(address, course=str(office.town.courses["Service"]))
    after = window.post(address, form).headers["location"].removeprefix("/console")
    assert after == f"/people/{samir}?saved=enrolled"
    assert "The place is given." in window.get(after).text
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


def test_a_course_that_is_over_asks_how_it_ended_and_everybody_but_one_has_completed_it(
    office: Office,
) -> None:
    town, window = office.town, office.at("Mette")
    number, selam, amal = town.courses["Service"], town.people["Selam"], town.people["Amal"]
    with office.database.transaction() as db:
        for phase in courses.phases_of(db, number):
            phase.starts_on, phase.ends_on = date(2026, 11, 1), date(2026, 11, 20)
    address = f"/courses/{number}/end"
    asked = window.get("/").text.split("How did it end?")[1]
    assert f'{address}"' in asked
    assert "3 people" in asked.split("</section>")[0]
    form = window.form(address, on="2026-11-20")
    nobody = form | {f"how-{one}": "later" for one in (selam, amal)}
    assert "Nobody is marked" in window.post(address, nobody).text
    marked = {f"how-{selam}": "completed", f"how-{amal}": "left", f"on-{amal}": "2026-11-18"}
    page = window.post(address, form | marked).text
    assert "2 people are told on Telegram" in page
    for words in ("Du har gennemført dette forløb:", "Du er ikke længere på dette forløb:"):
        assert words in page, "each reads what is so of them"
    assert "leave the schedules of 2 people" in page
    answers = [window.post(address, hidden(page) | {"step": "tell"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    back = answers[0].headers["location"].removeprefix("/console")
    assert "2 places are ended." in window.get(back).text
    with office.database.reading() as db:
        places = enrolments.places_on(db, number)
    ended = {
        who: (place.ending, local(place.ended_at or NOW).date())
        for who in (selam, amal)
        for place in places[who]
    }
    assert ended == {
        selam: (EnrolmentEnd.COMPLETED, date(2026, 11, 20)),
        amal: (EnrolmentEnd.LEFT, date(2026, 11, 18)),
    }
    assert sorted(told(office)) == sorted([(CourseCompleted.kind, selam), (CourseLeft.kind, amal)])
    assert "1 person<" in window.get("/").text.split("How did it end?")[1].split("</section>")[0]
    late = form | {f"how-{selam}": "left", f"how-{amal}": "completed"}
    assert window.save(address, late).status_code == 303
    with office.database.reading() as db:
        places = enrolments.places_on(db, number)
    [completed], [left] = places[selam], places[amal]
    assert completed.ending is EnrolmentEnd.COMPLETED, "a form from before undoes nothing"
    assert left.ending is EnrolmentEnd.LEFT
    back = f"/people/{amal}/enrol"
    window.save(back, window.form(back, course=str(number)))
    with office.database.reading() as db:
        left, place = enrolments.places_on(db, number)[amal]
    assert left.ending is EnrolmentEnd.LEFT
    assert (place.ending, place.ended_at) == (None, None)
    assert "2 people<" in window.get("/").text.split("How did it end?")[1].split("</section>")[0]
    earlier = "\u206816/11/2026–18/11/2026\u2069 · Left"
    assert f"Earlier: {earlier}" in window.get(address).text
    assert f"Earlier: {earlier}" in window.get(f"/courses/{number}/people/{amal}/end").text
    known = window.get(f"/people/{amal}").text.split('id="courses"')[1].split("</section>")[0]
    assert [day in known for day in ("16/11/2026–18/11/2026", "since \u206823/11/2026")] == [
        True
    ] * 2
