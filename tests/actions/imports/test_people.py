"""A list of people: details, places on courses, and what does not fit."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot.actions.imports import Report
from bot.actions.imports.courses import COURSES
from bot.actions.imports.people import PEOPLE
from storage import courses, enrolments
from storage.changes import Change
from storage.database import Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import ChangeKind, Gender, Language
from tests.actions.imports.lists import (
    AMAL,
    BUS,
    NOW,
    SELAM,
    Importer,
    count,
    link,
    said,
    with_reference,
)


def test_who_is_linked_and_newly_enrolled_is_told_and_reminded(
    filled: Importer, database: Database
) -> None:
    filled(PEOPLE, replace(SELAM, reference="R-3", course=""))
    link(database, "R-3")
    assert filled(PEOPLE, replace(SELAM, reference="R-3")) == Report(changed=1, told=1)
    with database.reading() as db:
        (person,) = with_reference(db, "R-3")
        owed = db.exec(select(Outbox).where(Outbox.participant_id == person.id)).all()
    assert {row.kind for row in owed} == {"course_joined", "reminder"}


def test_an_empty_course_leaves_places_and_another_one_adds_to_them(
    filled: Importer, database: Database
) -> None:
    assert filled(PEOPLE, replace(SELAM, course="")) == Report(unchanged=1)
    filled(COURSES, replace(BUS, code="METAL"))
    assert filled(PEOPLE, replace(SELAM, course="METAL")) == Report(changed=1)
    with database.reading() as db:
        (selam,) = with_reference(db, "R-1")
        places = {
            course.code: enrolments.place(db, course.id or 0, selam.id or 0)
            for course in courses.courses_of(db, selam.municipality_id)
        }
    assert {code for code, place in places.items() if place and not place.ended_at} == {
        BUS.code,
        "METAL",
    }


def test_a_persons_own_choice_of_language_outlives_the_file(
    filled: Importer, database: Database
) -> None:
    assert filled(PEOPLE, replace(SELAM, language=Language.ENGLISH)) == Report(changed=1)
    with database.transaction() as db:
        (selam,) = with_reference(db, "R-1")
        selam.language = Language.ARABIC
        kind = ChangeKind.LANGUAGE_CHOSEN
        db.add(Change(kind=kind, at=NOW, cause="update:1", participant_id=selam.id))
    assert filled(PEOPLE, SELAM) == Report(unchanged=1)


def test_what_a_row_says_of_a_person_is_an_edit(filled: Importer, database: Database) -> None:
    assert filled(PEOPLE, replace(AMAL, name="Amal Haddad", caseworker="")) == Report(changed=1)
    with database.reading() as db:
        (amal,) = with_reference(db, "R-2")
    assert (amal.name, amal.caseworker_id, amal.phone) == ("Amal Haddad", None, None)
    assert filled(PEOPLE, replace(SELAM, caseworker=None, phone=None)) == Report(unchanged=1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"caseworker": "mete@randers.dk"},
            "caseworker: Nobody has the address mete@randers.dk. Perhaps it is mette@randers.dk?",
        ),
        ({"caseworker": "x@y.z"}, "caseworker: Nobody has the address x@y.z. Import the staff"),
        (
            {"caseworker": "jonas@norddjurs.dk"},
            "caseworker: jonas@norddjurs.dk does not work for this municipality.",
        ),
        ({"course": "QQQ"}, "course: There is no course QQQ. Import the courses first."),
        ({"course": "LOCAL"}, "course: The course LOCAL is not open to this municipality."),
        ({"course": "SMALL"}, "course: The course SMALL is full: its places (1) are all taken."),
    ],
)
def test_a_person_who_does_not_fit_is_reported(
    filled: Importer, wrong: dict[str, Any], sentence: str
) -> None:
    filled(COURSES, replace(BUS, code="LOCAL", municipalities=("Norddjurs",)))
    filled(COURSES, replace(BUS, code="SMALL", capacity=1))
    filled(PEOPLE, replace(AMAL, course="SMALL"))
    (problem,) = said(filled(PEOPLE, replace(SELAM, **wrong)))
    assert problem.startswith(f"line 2, {sentence}")


def test_a_long_list_asks_the_database_little_a_row(filled: Importer, database: Database) -> None:
    filled(COURSES, replace(BUS, capacity=100))
    people = [replace(SELAM, reference=f"X-{number}") for number in range(60)]
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        assert filled(PEOPLE, *people).added == len(people)
        added = len(statements)
        assert filled(PEOPLE, *people) == Report(unchanged=len(people))
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    assert added < 5 * len(people)
    assert len(statements) - added < len(people) / 2


def test_the_last_place_is_given_once(filled: Importer, database: Database) -> None:
    filled(COURSES, replace(BUS, capacity=3))
    third, fourth = (replace(SELAM, reference=f"R-{number}") for number in (3, 4))
    (problem,) = said(filled(PEOPLE, third, fourth))
    assert problem.startswith("line 3, course: The course BUS-1 is full")
    assert count(database, Participant) == 2


def test_a_list_without_a_column_of_genders_leaves_them(
    filled: Importer, database: Database
) -> None:
    woman = replace(SELAM, gender=Gender.WOMAN, has_gender=True)
    for wanted, becomes in (
        (woman, Gender.WOMAN),
        (SELAM, Gender.WOMAN),
        (replace(woman, gender=None), None),
    ):
        assert filled(PEOPLE, wanted).problems == ()
        with database.reading() as db:
            assert [one.gender for one in with_reference(db, "R-1")] == [becomes]
