"""PostgreSQL: imports and whoever meets them on the same rows wait, and nobody in a circle."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from bot.actions import access, people
from bot.actions.access import OPERATOR
from bot.actions.imports import Line, Noun, Report
from bot.actions.imports.courses import COURSES
from bot.actions.imports.enrolments import ENROLMENTS, WantedEnrolment
from bot.actions.imports.people import PEOPLE, WantedPerson
from bot.actions.imports.sessions import SESSIONS
from bot.actions.imports.staff import STAFF
from storage.database import Database
from storage.vocabulary import EnrolmentEnd
from tests.actions.imports.lists import AMAL, BUS, CV, METTE, SELAM, Importer

pytestmark = [pytest.mark.faults, pytest.mark.timeout(60)]
EARLIER = replace(CV, key="earlier", starts=CV.starts - timedelta(hours=1))
People = Sequence[Line[WantedPerson]]


@pytest.fixture
def bring(postgresql: Database) -> Importer:
    """Two courses, and a session of the first whose number is below that of an earlier one."""
    bring = Importer(postgresql)
    bring(STAFF, METTE)
    bring(COURSES, BUS, replace(BUS, code="METAL"))
    bring(SESSIONS, CV, EARLIER)
    return bring


def test_two_lists_that_name_the_same_courses_crosswise(bring: Importer) -> None:
    both = Barrier(2)

    def meet(lines: People) -> Iterator[Line[WantedPerson]]:
        """Go on when both have brought their first line in, or when that cannot be."""
        yield lines[0]
        with suppress(BrokenBarrierError):
            both.wait(1)
        yield from lines[1:]

    here, there = replace(SELAM, course="BUS-1"), replace(AMAL, course="METAL")
    others = replace(there, reference="R-3"), replace(here, reference="R-4")
    with ThreadPoolExecutor(2) as pool:
        running = [
            pool.submit(bring, PEOPLE, *who, watched=meet) for who in ((here, there), others)
        ]
        reports = [one.result() for one in running]
    assert reports == [Report(added=2, unlinked=0)] * 2


def test_a_list_that_ends_places_locks_the_course_before_its_sessions(
    bring: Importer, until_one_waits: Callable[[], None]
) -> None:
    """As whoever gives a place does."""
    bring(PEOPLE, SELAM)
    today = CV.starts.date() - timedelta(days=2)
    ends = WantedEnrolment("R-1", "Randers", "BUS-1", today, today, EnrolmentEnd.LEFT)
    with ThreadPoolExecutor(1) as pool:
        with bring.database.transaction() as db:
            people.room_on(db, 1)
            running = pool.submit(bring, ENROLMENTS, ends)
            until_one_waits()
            access.session(db, OPERATOR, 1, lock=True)
        assert running.result().problems == ()


@pytest.mark.parametrize(
    ("noun", "wanted"),
    [(PEOPLE, [SELAM]), (SESSIONS, [replace(EARLIER, place="AMU"), replace(CV, place="AMU")])],
    ids=["people", "sessions"],
)
def test_a_list_locks_sessions_in_everybodys_order(
    bring: Importer, until_one_waits: Callable[[], None], noun: Noun[Any], wanted: list[object]
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with bring.database.transaction() as db:
            access.session(db, OPERATOR, 1, lock=True)
            running = pool.submit(bring, noun, *wanted)
            until_one_waits()
            access.session(db, OPERATOR, 2, lock=True)
        assert running.result().problems == ()
