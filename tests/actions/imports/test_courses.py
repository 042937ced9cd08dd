"""A list of courses: changed as a whole, within its promises."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.actions.courses import Stretch
from bot.actions.imports import Report
from bot.actions.imports.courses import COURSES
from bot.actions.imports.people import PEOPLE
from storage import courses
from storage.courses import Course, Phase
from storage.database import Database
from storage.municipalities import Municipality
from storage.vocabulary import PhaseKind
from tests.actions.imports.lists import BUS, SELAM, UPSKILLING, Importer, rows, said


def test_a_course_is_changed_as_a_whole(filled: Importer, database: Database) -> None:
    placement = Stretch(PhaseKind.PLACEMENT, date(2027, 1, 4), date(2027, 3, 26))
    wanted = replace(
        BUS,
        name="Buschauffør",
        project="Transport",
        municipalities=("Syddjurs", "Randers"),
        phases=(UPSKILLING, placement),
        name_en="Bus driver",
    )
    assert filled(COURSES, wanted).changed == 1
    assert filled(COURSES, replace(wanted, name_en=None)) == Report(unchanged=1)
    (course,) = rows(database, Course)
    with database.reading() as db:
        joined = [
            db.get_one(Municipality, number).name
            for number in courses.municipalities_of(db, course.id)
        ]
    assert sorted(joined) == ["Randers", "Syddjurs"]
    assert (course.name_da, course.name_en) == ("Buschauffør", "Bus driver")
    assert len(rows(database, Phase)) == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"capacity": 1}, "capacity: The course cannot have only 1 places, for 2 are taken."),
        ({"municipalities": ("Norddjurs",)}, "municipalities: Randers began this course"),
        ({"municipalities": ("Randers",)}, "municipalities: Norddjurs has people on this course"),
    ],
)
def test_a_course_keeps_its_promises(
    filled: Importer, wrong: dict[str, Any], sentence: str
) -> None:
    if wrong.get("municipalities") == ("Randers",):
        filled(PEOPLE, replace(SELAM, municipality="Norddjurs", caseworker=""))
    (problem,) = said(filled(COURSES, replace(BUS, **wrong)))
    assert problem.startswith(f"line 2, {sentence}")
