"""All of a file or nothing; the same file twice changes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.imports import Line, Noun, Problem, Report, bring_in
from bot.actions.imports.courses import COURSES
from bot.actions.imports.people import PEOPLE
from bot.actions.imports.sessions import SESSIONS
from bot.actions.imports.staff import STAFF, WantedStaff
from bot.rules.refusals import NotThere
from storage import courses, enrolments, reminders
from storage.changes import Change
from storage.courses import Phase
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.staff import Staff
from storage.vocabulary import PhaseKind
from tests.actions.imports.lists import (
    AMAL,
    BOT,
    BUS,
    CV,
    JONAS,
    METTE,
    NOW,
    SELAM,
    Importer,
    count,
    link,
    rows,
    said,
    with_reference,
)


def test_what_is_named_comes_into_being(filled: Importer, database: Database) -> None:
    with database.reading() as db:
        course = courses.course_by_code(db, "BUS-1")
        assert course is not None
        assert len(courses.municipalities_of(db, course.id or 0)) == 2
        assert courses.project_by_name(db, "Job")
        (selam,) = with_reference(db, "R-1")
        assert enrolments.place(db, course.id or 0, selam.id or 0)
    homes = rows(database, Municipality)
    assert [home.bot for home in homes] == [BOT, BOT]
    with database.reading() as db:
        assert [len(reminders.active(db, home.id)) for home in homes] == [2, 2]
    assert [phase.kind for phase in rows(database, Phase)] == [PhaseKind.UPSKILLING]
    assert {row.kind for row in rows(database, Outbox)} == {"reminder"}


def test_new_municipalities_are_named_in_the_report(bring: Importer) -> None:
    assert bring(STAFF, METTE, JONAS, dry_run=True).municipalities == ("Norddjurs", "Randers")
    bring(STAFF, METTE)
    assert bring(STAFF, METTE, JONAS).municipalities == ("Norddjurs",)


def test_the_same_file_twice_changes_nothing(filled: Importer, database: Database) -> None:
    before = count(database, Change), count(database, Outbox)
    for noun, *wanted in (
        (STAFF, METTE, JONAS),
        (COURSES, BUS),
        (PEOPLE, SELAM, AMAL),
        (SESSIONS, CV),
    ):
        assert isinstance(noun, Noun)
        assert filled(noun, *wanted) == Report(unchanged=len(wanted))
    assert (count(database, Change), count(database, Outbox)) == before


def test_one_bad_line_and_nothing_is_brought_in(bring: Importer, database: Database) -> None:
    elsewhere = replace(METTE, municipality="Norddjurs")
    report = bring(STAFF, JONAS, METTE, elsewhere)
    (problem,) = said(report)
    assert problem == (
        "line 4, municipality: mette@randers.dk belongs to a member of staff "
        "of another municipality."
    )
    assert (report.added, count(database, Staff), count(database, Municipality)) == (0, 0, 0)


def test_problems_of_form_and_of_meaning_are_reported_together(
    filled: Importer, database: Database
) -> None:
    known = Problem(2, "starts", NotThere())
    stray = replace(CV, course="BUS-2")
    report = filled(SESSIONS, CV, stray, problems=[known])
    assert [(p.line, p.column) for p in report.problems] == [(2, "starts"), (3, "course")]
    assert said(report)[1] == "line 3, course: There is no course BUS-2. Perhaps it is BUS-1?"


def test_a_dry_run_tells_and_changes_nothing(filled: Importer, database: Database) -> None:
    link(database, "R-1")
    before = count(database, Change), count(database, Outbox)
    moved = replace(CV, starts=CV.starts + timedelta(hours=1))
    new = replace(CV, key="cv-2")
    report = filled(SESSIONS, moved, new, dry_run=True)
    assert report == Report(added=1, changed=1, told=1, unlinked=1)
    assert (count(database, Change), count(database, Outbox)) == before
    assert filled(SESSIONS, moved, new) == report


def test_only_the_operator_imports(database: Database) -> None:
    cause = Cause(Caller(municipality_id=1, staff_id=1), "import:1", NOW)
    with pytest.raises(NotThere):
        bring_in(database, STAFF, [Line(2, METTE)], cause=cause)


def test_whom_people_call_comes_with_the_list_and_stays_without_it(
    filled: Importer, database: Database
) -> None:
    first, again = replace(METTE, phone="+45 89 15 10 10"), METTE
    assert (filled(STAFF, first).changed, filled(STAFF, again).changed) == (1, 0)
    [phone] = [one.phone for one in rows(database, Staff) if one.email == METTE.email]
    assert phone == "+45 89 15 10 10"


def test_every_line_that_passes_is_watched(bring: Importer) -> None:
    seen: list[int] = []

    def watched(lines: Sequence[Line[WantedStaff]]) -> Any:  # noqa: ANN401  # a generator
        for line in lines:
            yield line
            seen.append(line.number)

    bring(STAFF, METTE, JONAS, watched=watched)
    assert seen == [2, 3]
