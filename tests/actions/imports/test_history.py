"""Lists of what is known of people: places that ended, outcomes, categories, Danish, hours."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel, col, delete, select, update

from bot.actions import access, people
from bot.actions.changes import Cause
from bot.actions.imports import Noun, Report
from bot.actions.imports.activities import ACTIVITIES, WantedActivity
from bot.actions.imports.danish import DANISH, WantedDanish
from bot.actions.imports.decisions import DECISIONS, WantedDecision
from bot.actions.imports.enrolments import ENROLMENTS, WantedEnrolment
from bot.actions.imports.outcomes import COLUMNS, OUTCOMES, WantedOutcome
from bot.actions.imports.people import PEOPLE
from bot.rules.outcomes import Told
from bot.rules.time import local
from storage import enrolments
from storage.abilities import DanishLevel
from storage.activities import Activity
from storage.courses import Course
from storage.database import Database
from storage.enrolments import Enrolment
from storage.outbox import Outbox
from storage.outcomes import Achievement
from storage.people import Participant
from storage.readiness import Decision
from storage.staff import Staff
from storage.vocabulary import ActivityKind, ClaimState, EnrolmentEnd, OutcomeKind
from tests.actions.imports.lists import (
    AMAL,
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

FROM, UNTIL = date(2026, 9, 1), date(2026, 11, 20)
ENDED = WantedEnrolment("R-1", "Randers", "BUS-1", FROM, UNTIL, EnrolmentEnd.COMPLETED)
JOB = WantedOutcome(
    "R-1",
    "Randers",
    Told(OutcomeKind.JOB, "Arla", hours=37, starts_on=FROM, evidence="Kontrakt"),
    frozenset(COLUMNS),
)
MOVED = replace(JOB, told=Told(OutcomeKind.MOVED, starts_on=UNTIL, evidence="Register"))
READY = WantedDecision("R-1", "Randers", "Jobparat", UNTIL, "Har gennemført praktik")
LEVEL = WantedDanish("R-1", "Randers", (2, 3), FROM)
HOURS = WantedActivity("R-1", "Randers", ActivityKind.UTILITY_JOB, 12.5, FROM)

LISTS: dict[str, tuple[Noun[Any], Any, Any]] = {
    "enrolments": (ENROLMENTS, ENDED, replace(ENDED, ending=EnrolmentEnd.LEFT)),
    "outcomes": (OUTCOMES, JOB, replace(JOB, told=replace(JOB.told, ends_on=UNTIL))),
    "decisions": (DECISIONS, READY, replace(READY, category="aktivitetsparat")),
    "danish": (DANISH, LEVEL, replace(LEVEL, level=(2, 4))),
    "activities": (ACTIVITIES, HOURS, replace(HOURS, until_on=UNTIL)),
}


@pytest.mark.parametrize("name", list(LISTS))
def test_the_same_list_again_changes_nothing_and_another_value_is_a_change(
    filled: Importer, name: str
) -> None:
    noun, wanted, other = LISTS[name]
    is_known = name == "enrolments"  # the list of people has given the place already
    first = filled(noun, wanted)
    assert (first.added, first.changed, said(first)) == (not is_known, is_known, [])
    later = NOW + timedelta(hours=1)
    assert filled(noun, wanted, now=later) == Report(unchanged=1)
    assert (filled(noun, other, now=later).changed, filled(noun, other).unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("name", "wrong", "sentence"),
    [
        ("enrolments", {"reference": "R-9"}, "reference: Nobody in Randers has the reference"),
        ("enrolments", {"course": "BUS-2"}, "course: There is no course BUS-2. Perhaps it is"),
        ("enrolments", {"ended": date(2026, 8, 31)}, "ended: The place began on 1/9/2026."),
        ("enrolments", {"ended": date(2027, 1, 1)}, "ended: This day lies ahead."),
        ("enrolments", {"since": date(2027, 1, 1)}, "since: The place begins on a day that lies"),
        ("outcomes", {"told": replace(JOB.told, evidence="")}, "evidence: Write by what it is"),
        ("outcomes", {"told": Told(OutcomeKind.MOVED)}, "from: Fill in the day: without it"),
        (
            "outcomes",
            {"told": replace(JOB.told, ends_on=date(2026, 8, 1))},
            "until: It ends before it starts.",
        ),
        ("decisions", {"category": "jobparrat"}, "category: There is no match category jobparrat."),
        ("decisions", {"on": date(2027, 1, 1)}, "date: This day lies ahead."),
        ("decisions", {"reason": "Er syg"}, "reason: “syg” must not be sent over Telegram."),
        ("danish", {"since": date(2027, 1, 1)}, "since: This day lies ahead."),
        ("activities", {"until_on": date(2026, 8, 1)}, "until: It ends before it starts."),
    ],
)
def test_what_cannot_be_is_told_beside_its_column(
    filled: Importer, name: str, wrong: dict[str, Any], sentence: str
) -> None:
    noun, wanted, _ = LISTS[name]
    [problem] = said(filled(noun, replace(wanted, **wrong)))
    assert problem.startswith(f"line 2, {sentence}")


def test_a_place_of_earlier_is_entered_without_a_word_and_takes_none_of_the_course(
    filled: Importer, database: Database
) -> None:
    link(database, "R-1")
    with database.transaction() as db:
        for place in db.exec(select(Enrolment)):
            db.delete(place)
    owed = count(database, Outbox)
    assert filled(ENROLMENTS, ENDED) == Report(added=1)
    [place] = rows(database, Enrolment)
    assert (local(place.since).date(), local(place.ended_at).date()) == (FROM, UNTIL)
    assert place.ending is EnrolmentEnd.COMPLETED
    assert count(database, Outbox) == owed
    running = replace(ENDED, reference="R-2", ended=None, ending=None)
    assert filled(ENROLMENTS, running).added == 1
    place = rows(database, Enrolment)[-1]
    assert (local(place.since).date(), place.ended_at) == (FROM, None)
    assert filled(ENROLMENTS, replace(ENDED, ended=None, ending=None)) == Report(unchanged=1)


def test_who_is_on_the_course_is_told_that_it_ended(filled: Importer, database: Database) -> None:
    link(database, "R-1")
    assert filled(ENROLMENTS, replace(ENDED, since=None, ended=NOW.date())).told == 1
    [told] = [one for one in rows(database, Outbox) if one.kind == "course_completed"]
    assert told.params["course_id"]


def test_the_list_of_people_gives_nobody_back_a_place_that_is_known_to_have_ended(
    filled: Importer, database: Database
) -> None:
    filled(ENROLMENTS, ENDED)
    assert filled(PEOPLE, SELAM, AMAL) == Report(unchanged=2)
    assert rows(database, Enrolment)[0].ending is EnrolmentEnd.COMPLETED


def test_a_list_of_earlier_does_not_end_a_place_that_was_given_anew(
    filled: Importer, database: Database
) -> None:
    filled(ENROLMENTS, ENDED)
    [late] = said(filled(ENROLMENTS, replace(ENDED, since=NOW.date(), ended=None, ending=None)))
    assert late.startswith("line 2, since: The place ended on 20/11/2026.")
    give_back(database)
    kept = days(database)
    assert kept == [(FROM, UNTIL, EnrolmentEnd.COMPLETED), (NOW.date(), None, None)]
    for line in (ENDED, replace(ENDED, since=None), replace(ENDED, ended=None, ending=None)):
        assert filled(ENROLMENTS, line) == Report(unchanged=1)
    assert filled(PEOPLE, SELAM) == Report(unchanged=1)
    assert days(database) == kept


def test_a_place_of_earlier_is_entered_and_corrected_beside_the_one_that_staff_have_given(
    filled: Importer, database: Database
) -> None:
    link(database, "R-1")
    with database.transaction() as db:
        db.exec(delete(Enrolment))
    give_back(database)
    owed = count(database, Outbox)
    assert filled(ENROLMENTS, ENDED) == Report(added=1)
    assert filled(ENROLMENTS, ENDED) == Report(unchanged=1)
    left = replace(ENDED, ended=NOW.date(), ending=EnrolmentEnd.LEFT)
    assert filled(ENROLMENTS, left) == Report(changed=1)
    assert days(database) == [
        (FROM, NOW.date(), EnrolmentEnd.LEFT),
        (NOW.date(), None, None),
    ]
    former, present = rows(database, Enrolment)[1], rows(database, Enrolment)[0]
    assert former.ended_at == present.since, "no hour is in both"
    assert count(database, Outbox) == owed


def test_a_list_names_each_place_of_somebody_in_any_order(
    filled: Importer, database: Database
) -> None:
    with database.transaction() as db:
        db.exec(delete(Enrolment))
    again = WantedEnrolment("R-1", "Randers", "BUS-1", UNTIL)
    assert filled(ENROLMENTS, ENDED, again) == Report(added=2)
    assert filled(ENROLMENTS, again, ENDED) == Report(unchanged=2)
    assert days(database) == [(FROM, UNTIL, EnrolmentEnd.COMPLETED), (UNTIL, None, None)]
    twice = filled(ENROLMENTS, again, ENDED, replace(ENDED, since=FROM + timedelta(days=9)))
    assert said(twice)[0].startswith("line 4, since: Another line of the list has days of the same")
    late = replace(ENDED, ended=NOW.date())
    early = replace(again, since=UNTIL - timedelta(days=1))
    [problem] = said(filled(ENROLMENTS, late))
    assert problem.startswith("line 2, ended: The next place on this course began on 20/11/2026.")
    [problem] = said(filled(ENROLMENTS, early))
    assert problem.startswith("line 2, since: The earlier place on this course ended on 20/11/2026")


def give_back(database: Database) -> None:
    """Let staff give Selam a place."""
    with database.reading() as db:
        mette = access.staff(db.exec(select(Staff).where(Staff.name == METTE.name)).one())
        (selam,) = with_reference(db, "R-1")
        course = db.exec(select(Course.id)).one()
    people.enrol(database, selam.id or 0, course or 0, cause=Cause(mette, "form:back", NOW))


def days(database: Database) -> list[tuple[date, date | None, EnrolmentEnd | None]]:
    """Return since when and until when Selam has had places, and how they ended."""
    with database.reading() as db:
        (selam,) = with_reference(db, "R-1")
        course = db.exec(select(Course.id)).one()
        return [
            (
                local(place.since).date(),
                local(place.ended_at).date() if place.ended_at else None,
                place.ending,
            )
            for place in enrolments.places_on(db, course or 0)[selam.id or 0]
        ]


@pytest.mark.parametrize(
    ("name", "table", "taken_back"),
    [
        ("decisions", Decision, "withdrawn_at"),
        ("danish", DanishLevel, "withdrawn_at"),
        ("activities", Activity, "removed_at"),
    ],
)
def test_the_same_list_does_not_bring_back_what_staff_have_taken_back(
    filled: Importer, database: Database, name: str, table: type[SQLModel], taken_back: str
) -> None:
    noun, wanted, other = LISTS[name]
    filled(noun, wanted)
    with database.transaction() as db:
        db.exec(update(table).values({taken_back: NOW}))
    assert filled(noun, wanted) == Report(unchanged=1)
    assert filled(noun, other) == Report(added=1)


def test_of_who_was_erased_no_list_brings_words_back(filled: Importer, database: Database) -> None:
    with database.transaction() as db:
        theirs = update(Participant).where(col(Participant.reference) == "R-1")
        db.exec(theirs.values(erased_at=NOW))
        db.exec(delete(Enrolment))
    for noun, wanted, _ in (LISTS[name] for name in LISTS if name != "enrolments"):
        assert filled(noun, wanted) == Report(unchanged=1)
    assert filled(PEOPLE, SELAM) == Report(unchanged=1)
    assert rows(database, Enrolment) == []


def test_what_a_list_does_not_name_stays_as_staff_have_left_it(
    filled: Importer, database: Database
) -> None:
    ended = replace(HOURS, until_on=UNTIL)
    filled(ACTIVITIES, ended)
    assert filled(ACTIVITIES, replace(HOURS, has_until=False)) == Report(unchanged=1)
    filled(OUTCOMES, replace(JOB, state=ClaimState.REJECTED))
    assert filled(OUTCOMES, JOB) == Report(unchanged=1)
    assert filled(OUTCOMES, replace(JOB, state=ClaimState.CONFIRMED)).changed == 1


def test_what_somebody_has_claimed_is_confirmed_by_the_list_and_they_are_told(
    filled: Importer, database: Database
) -> None:
    link(database, "R-1")
    assert filled(OUTCOMES, replace(JOB, state=ClaimState.CLAIMED), MOVED).told == 0
    assert filled(OUTCOMES, JOB, MOVED) == Report(changed=1, unchanged=1, told=1)
    [job, moved] = rows(database, Achievement)
    assert (job.state, moved.state) == (ClaimState.CONFIRMED, ClaimState.CONFIRMED)
    [problem] = said(filled(OUTCOMES, replace(JOB, state=ClaimState.REJECTED)))
    assert problem.startswith("line 2, state: This is confirmed already.")
    bare = replace(JOB, told=Told(OutcomeKind.JOB, starts_on=FROM), named=frozenset())
    assert filled(OUTCOMES, bare) == Report(unchanged=1)


def test_what_held_before_stays_as_history(filled: Importer, database: Database) -> None:
    for noun, wanted, other in (LISTS[name] for name in ("decisions", "danish", "activities")):
        filled(noun, wanted)
        filled(noun, other)
    assert [one.reason for one in rows(database, Decision)] == [READY.reason] * 2
    assert [one.module for one in rows(database, DanishLevel)] == [3, 4]
    assert [one.removed_at is None for one in rows(database, Activity)] == [False, True]
