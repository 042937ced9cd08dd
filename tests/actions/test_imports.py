"""Imports: all of a file or nothing, the same file twice changes nothing, an edit is an edit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session as Db, func, select

from bot.actions.access import OPERATOR, Caller
from bot.actions.changes import Cause
from bot.actions.courses import Stretch
from bot.actions.imports import Line, Noun, Problem, Report, bring_in
from bot.actions.imports.courses import COURSES, WantedCourse
from bot.actions.imports.people import PEOPLE, WantedPerson
from bot.actions.imports.sessions import SESSIONS, WantedSession
from bot.actions.imports.staff import STAFF, WantedStaff
from bot.rules.refusals import NotThere
from storage import reminders, schedule
from storage.changes import Change
from storage.chats import Chat, Link
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.schedule import Course, Phase, Session
from storage.staff import Staff
from storage.vocabulary import (
    ChangeKind,
    ChatState,
    Language,
    NoticeState,
    PhaseKind,
    Priority,
    Role,
    SessionKind,
    TargetGroup,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BOT = "7000000001"

METTE = WantedStaff("mette@randers.dk", "Mette Holm", "Randers", Role.CASEWORKER)
JONAS = WantedStaff("jonas@norddjurs.dk", "Jonas Bach", "Norddjurs", Role.CASEWORKER)
UPSKILLING = Stretch(PhaseKind.UPSKILLING, date(2026, 11, 23), date(2027, 1, 1))
BUS = WantedCourse(
    code="BUS-1",
    name="Bus",
    project="Job",
    municipalities=("Randers", "Norddjurs"),
    target_group=TargetGroup.EVERYBODY,
    capacity=15,
    phases=(UPSKILLING,),
)
SELAM = WantedPerson(
    "R-1", "Selam", Language.TIGRINYA, "Randers", "mette@randers.dk", "BUS-1", "22 33 44 55"
)
AMAL = WantedPerson("R-2", "Amal", Language.ARABIC, "Randers", "mette@randers.dk", "BUS-1", "")
CV = WantedSession(
    course="BUS-1",
    key="cv",
    kind=SessionKind.WORKSHOP,
    title="CV",
    starts=datetime(2026, 11, 25, 8, 30, tzinfo=UTC),
    ends=datetime(2026, 11, 25, 11, tzinfo=UTC),
    place="Jobcenter",
    title_ti="ሲቪ",
    position=(56.46, 10.03),
    has_position=True,
)


class Importer:
    """Brings lists in, each from a file of its own."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.files = 0

    def __call__(
        self,
        noun: Noun[Any],
        *wanted: object,
        now: datetime = NOW,
        **how: Any,  # noqa: ANN401
    ) -> Report:
        self.files += 1
        lines = [Line(number, one) for number, one in enumerate(wanted, start=2)]
        cause = Cause(OPERATOR, f"import:{self.files}", now)
        return bring_in(self.database, noun, lines, cause=cause, bot=BOT, **how)


@pytest.fixture
def bring(database: Database) -> Importer:
    return Importer(database)


@pytest.fixture
def filled(bring: Importer) -> Importer:
    """All four lists brought in."""
    for noun, *wanted in (
        (STAFF, METTE, JONAS),
        (COURSES, BUS),
        (PEOPLE, SELAM, AMAL),
        (SESSIONS, CV),
    ):
        assert isinstance(noun, Noun)
        assert bring(noun, *wanted).problems == ()
    return bring


def said(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def rows(database: Database, table: Any) -> Sequence[Any]:  # noqa: ANN401  # any of our tables
    with database.reading() as db:
        return list(db.exec(select(table).order_by(table.id)))


def count(database: Database, table: Any) -> int:  # noqa: ANN401  # any of our tables
    with database.reading() as db:
        return db.exec(select(func.count()).select_from(table)).one()


def link(database: Database, reference: str) -> None:
    """Let a person consent in a chat."""
    with database.transaction() as db:
        (person,) = with_reference(db, reference)
        chat = Chat(
            bot=BOT, telegram_id=900000 + (person.id or 0), state=ChatState.LINKED, since=NOW
        )
        db.add(chat)
        db.flush()
        db.add(
            Link(
                municipality_id=person.municipality_id,
                chat_id=chat.id or 0,
                participant_id=person.id or 0,
                consented_at=NOW,
            )
        )


# -- the whole file


def test_what_is_named_comes_into_being(filled: Importer, database: Database) -> None:
    with database.reading() as db:
        course = schedule.course_by_code(db, "BUS-1")
        assert course is not None
        assert len(schedule.municipalities_of(db, course.id or 0)) == 2
        assert schedule.project_by_name(db, "Job")
        (selam,) = with_reference(db, "R-1")
        assert schedule.enrolments_of(db, selam.id or 0)[0].course_id == course.id
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


def test_every_line_that_passes_is_watched(bring: Importer) -> None:
    seen: list[int] = []

    def watched(lines: Sequence[Line[WantedStaff]]) -> Any:  # noqa: ANN401  # a generator
        for line in lines:
            yield line
            seen.append(line.number)

    bring(STAFF, METTE, JONAS, watched=watched)
    assert seen == [2, 3]


# -- sessions


def test_a_moved_session_is_told_and_planned_anew(filled: Importer, database: Database) -> None:
    report = filled(SESSIONS, replace(CV, starts=CV.starts + timedelta(hours=1)))
    assert (report.changed, report.unlinked) == (1, 2)
    (session,) = rows(database, Session)
    assert session.revision == 2
    current = [
        row
        for row in rows(database, Outbox)
        if row.session_revision == 2 and row.state != NoticeState.SUPERSEDED
    ]
    assert {row.kind for row in current} == {"session_moved", "reminder"}
    assert {row.participant_id for row in current} == {p.id for p in rows(database, Participant)}


def test_a_new_title_is_no_news(filled: Importer, database: Database) -> None:
    report = filled(SESSIONS, replace(CV, title="CV-workshop", title_ar="سيرة"))
    assert report == Report(changed=1)
    (session,) = rows(database, Session)
    assert (session.title_da, session.title_ar, session.title_ti) == ("CV-workshop", "سيرة", "ሲቪ")
    assert not [row for row in rows(database, Outbox) if row.priority == Priority.CHANGE]


def test_a_column_that_is_absent_leaves_what_is_there(filled: Importer, database: Database) -> None:
    short = replace(CV, title_ti=None, position=None, has_position=False)
    assert filled(SESSIONS, short) == Report(unchanged=1)
    emptied = replace(CV, title_ti="", position=None)
    assert filled(SESSIONS, emptied) == Report(changed=1)
    (session,) = rows(database, Session)
    assert (session.title_ti, session.latitude) == (None, None)


def test_what_is_past_stays_and_cannot_be_changed(filled: Importer, database: Database) -> None:
    later = CV.ends + timedelta(days=1)
    assert filled(SESSIONS, CV, now=later) == Report(unchanged=1)
    (problem,) = said(filled(SESSIONS, replace(CV, place="AMU"), now=later))
    assert problem.startswith("line 2, starts: This session has begun or is over")
    (problem,) = said(filled(SESSIONS, replace(CV, key="new"), now=later))
    assert problem.startswith("line 2, starts: 2026-11-25 09:30 has passed.")


def test_a_session_that_ends_before_it_starts_names_its_end(filled: Importer) -> None:
    (problem,) = said(filled(SESSIONS, replace(CV, ends=CV.starts)))
    assert problem.startswith("line 2, ends: The session ends before it starts.")


# -- people


def test_who_is_linked_and_newly_enrolled_gets_reminders(
    filled: Importer, database: Database
) -> None:
    filled(PEOPLE, replace(SELAM, reference="R-3", course=""))
    link(database, "R-3")
    assert filled(PEOPLE, replace(SELAM, reference="R-3")) == Report(changed=1)
    with database.reading() as db:
        (person,) = with_reference(db, "R-3")
        owed = db.exec(select(Outbox).where(Outbox.participant_id == person.id)).all()
    assert {row.kind for row in owed} == {"reminder"}


def test_an_empty_course_leaves_places_and_another_one_adds_to_them(
    filled: Importer, database: Database
) -> None:
    assert filled(PEOPLE, replace(SELAM, course="")) == Report(unchanged=1)
    filled(COURSES, replace(BUS, code="METAL"))
    assert filled(PEOPLE, replace(SELAM, course="METAL")) == Report(changed=1)
    with database.reading() as db:
        (selam,) = with_reference(db, "R-1")
        assert len(schedule.enrolments_of(db, selam.id or 0)) == 2


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


def test_the_last_place_is_given_once(filled: Importer, database: Database) -> None:
    filled(COURSES, replace(BUS, capacity=3))
    third, fourth = (replace(SELAM, reference=f"R-{number}") for number in (3, 4))
    (problem,) = said(filled(PEOPLE, third, fourth))
    assert problem.startswith("line 3, course: The course BUS-1 is full")
    assert count(database, Participant) == 2


# -- courses


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
            for number in schedule.municipalities_of(db, course.id)
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


def with_reference(db: Db, reference: str) -> list[Participant]:
    return list(db.exec(select(Participant).where(Participant.reference == reference)))
