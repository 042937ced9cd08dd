"""A list of events: of no course, open to a municipality or to the courses it names."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.actions.imports import Report
from bot.actions.imports.courses import COURSES
from bot.actions.imports.events import EVENTS, WantedEvent
from storage.database import Database
from storage.outbox import Outbox
from storage.schedule import Session
from storage.vocabulary import NoticeState, SessionKind
from tests.actions.imports.lists import BUS, Importer, rows, said

OPEN_HOUSE = WantedEvent(
    municipality="Randers",
    key="open-house",
    kind=SessionKind.EVENT,
    title="Åbent hus",
    starts=datetime(2026, 11, 26, 8, 30, tzinfo=UTC),
    ends=datetime(2026, 11, 26, 10, tzinfo=UTC),
    place="Jobhuset",
)
SELAM, AMAL = 1, 2
ELSEWHERE = replace(BUS, code="MOLS", municipalities=("Syddjurs",))


def owed(database: Database) -> set[tuple[int, str]]:
    """Return what stands to be said to whom about the event."""
    (event,) = [row for row in rows(database, Session) if row.key == OPEN_HOUSE.key]
    return {
        (row.participant_id or 0, row.kind)
        for row in rows(database, Outbox)
        if event.id in {row.session_id, row.params.get("session_id")}
        and row.state != NoticeState.SUPERSEDED
    }


def test_an_event_is_reminded_of_and_told_when_it_moves(
    filled: Importer, database: Database
) -> None:
    assert filled(EVENTS, OPEN_HOUSE) == Report(added=1)
    assert owed(database) == {(SELAM, "reminder"), (AMAL, "reminder")}
    assert filled(EVENTS, OPEN_HOUSE) == Report(unchanged=1)
    later = replace(OPEN_HOUSE, ends=OPEN_HOUSE.ends + timedelta(hours=1))
    assert filled(EVENTS, later) == Report(changed=1, unlinked=2)
    moved = {(SELAM, "session_moved"), (AMAL, "session_moved")}
    assert owed(database) == {(SELAM, "reminder"), (AMAL, "reminder")} | moved


def test_an_event_is_opened_and_closed_to_courses(filled: Importer, database: Database) -> None:
    assert filled(COURSES, replace(BUS, code="NEW", name="New")).problems == ()
    filled(EVENTS, replace(OPEN_HOUSE, courses=("NEW",)))
    assert owed(database) == set()
    assert filled(EVENTS, replace(OPEN_HOUSE, courses=("BUS-1",))).changed == 1
    news = {(SELAM, "session_added"), (AMAL, "session_added")}
    assert owed(database) == {(SELAM, "reminder"), (AMAL, "reminder")} | news


def test_an_event_is_not_for_the_courses_of_others_and_not_over(filled: Importer) -> None:
    assert filled(COURSES, ELSEWHERE).problems == ()
    (problem,) = said(filled(EVENTS, replace(OPEN_HOUSE, courses=("MOLS",))))
    assert problem == "line 2, courses: The course MOLS is not open to this municipality."
    later = OPEN_HOUSE.ends + timedelta(days=1)
    (problem,) = said(filled(EVENTS, OPEN_HOUSE, now=later))
    assert problem.startswith("line 2, starts: 2026-11-26 09:30 has passed.")
    assert filled(EVENTS, OPEN_HOUSE, now=later, past=True) == Report(added=1)
