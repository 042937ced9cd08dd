"""Reminders come true by themselves: planned in each edit, and again by the tick."""

from datetime import datetime, timedelta

import pytest

from bot.actions import people, planning, schedule
from bot.rules.time import local, read
from storage.answers import Answer
from storage.vocabulary import AnswerKind, NoticeState, Outcome
from tests.support import cast, leaving
from tests.support.cast import NOON, TUESDAY, Stage

REMINDER, MOVED = "reminder", "session_moved"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SERVICE = ("Selam", "Amal", "Rahwa", "Noor")


def reminded(here: Stage, who: str) -> list[str]:
    """Return when somebody will be reminded, in Copenhagen's time."""
    return [f"{local(row.due_at):%d/%m %H:%M}" for row in here.owed(who, kinds=[REMINDER])]


def enrol(here: Stage, who: str, *, now: datetime, course: str = "Bus") -> None:
    person, number = here.town.people[who], here.town.courses[course]
    people.enrol(here.database, person, number, cause=here.cause("Mette", now=now))


def withdraw(here: Stage, who: str, *, now: datetime, course: str = "Bus") -> None:
    person, number = here.town.people[who], here.town.courses[course]
    leaving.leave(here.database, person, number, cause=here.cause("Mette", now=now))


def tick(here: Stage, now: datetime, *, times: int = 3) -> None:
    for _ in range(times):
        planning.plan_ahead(here.database, now)


def test_planning_again_changes_nothing(here: Stage) -> None:
    here.session()
    before = here.rows()
    tick(here, NOON)
    assert here.rows() == before


@pytest.mark.parametrize(
    ("joins", "reminders"),
    [
        ("2026-11-23 17:00", ["23/11 18:00", "24/11 07:30"]),
        ("2026-11-23 19:00", ["24/11 07:30"]),
        ("2026-11-24 08:00", ["24/11 08:00"]),
        ("2026-11-24 10:00", []),
    ],
)
def test_who_joins_late_gets_the_next_reminder_that_makes_sense(
    here: Stage, joins: str, reminders: list[str]
) -> None:
    here.session()
    enrol(here, "Selam", now=read(joins))
    tick(here, read(joins))
    assert reminded(here, "Selam") == reminders


def test_who_joins_very_late_is_reminded_at_once_and_only_once(here: Stage) -> None:
    here.session()
    late = read("2026-11-24 08:00")
    enrol(here, "Selam", now=late)
    (row,) = here.owed("Selam", kinds=[REMINDER])
    assert (row.state, row.urgent, row.due_at) == (NoticeState.READY, True, late)
    for minutes in (0, 5, 60, 85):
        tick(here, late + timedelta(minutes=minutes))
    assert len(here.rows("Selam", kinds=[REMINDER])) == 1


def test_a_session_added_very_late_is_announced_to_everybody_at_once(here: Stage) -> None:
    here.session(what=cast.plan(NOON + HOUR))
    tick(here, NOON + HOUR / 2)
    (row,) = here.rows("Jens")
    assert (row.state, row.urgent) == (NoticeState.READY, True)


def test_beyond_the_horizon_nothing_is_planned_and_within_it_the_tick_does(here: Stage) -> None:
    here.session(what=cast.plan(TUESDAY + 20 * DAY))
    assert here.rows() == []
    tick(here, NOON + 5 * DAY)
    assert here.rows() == []
    tick(here, NOON + 6 * DAY)
    assert reminded(here, "Jens") == ["13/12 18:00", "14/12 07:30"]


def test_a_session_moved_back_and_forth_is_reminded_at_its_last_time_only(here: Stage) -> None:
    session = here.session()
    for starts_at in (TUESDAY + 4 * HOUR, TUESDAY, TUESDAY + 4 * HOUR, TUESDAY):
        here.move(session, starts_at)
        tick(here, NOON)
    assert reminded(here, "Jens") == ["23/11 18:00", "24/11 07:30"]
    assert {row.session_revision for row in here.owed("Jens")} == {5}
    assert len(here.owed("Jens", kinds=[MOVED])) == 1


def test_who_was_told_of_the_move_is_not_reminded_on_top_of_it(here: Stage) -> None:
    session = here.session()
    here.move(session, NOON + HOUR)
    tick(here, NOON + timedelta(minutes=10))
    assert [row.kind for row in here.owed("Jens")] == [MOVED]


@pytest.mark.parametrize(("kind", "count"), [(AnswerKind.NOT_COMING, 0), (AnswerKind.COMING, 2)])
def test_who_cannot_come_is_not_reminded(here: Stage, kind: AnswerKind, count: int) -> None:
    session = here.session(what=cast.plan(TUESDAY + 20 * DAY))
    with here.database.transaction() as db:
        said = Answer(
            municipality_id=1,
            session_id=session,
            participant_id=here.town.people["Jens"],
            kind=kind,
            answered_at=NOON,
        )
        db.add(said)
    tick(here, NOON + 10 * DAY)
    assert len(here.owed("Jens")) == count
    assert len(here.rows("Samir")) == 2


def test_who_leaves_the_course_is_not_reminded_and_who_returns_is(here: Stage) -> None:
    here.session()
    withdraw(here, "Jens", now=NOON)
    tick(here, NOON)
    assert reminded(here, "Jens") == []
    theirs = here.rows("Jens", kinds=[REMINDER])
    assert {row.outcome for row in theirs} == {Outcome.NOT_ENROLLED}
    enrol(here, "Jens", now=NOON + HOUR)
    assert reminded(here, "Jens") == ["23/11 18:00", "24/11 07:30"]
    theirs = here.rows("Jens", kinds=[REMINDER])
    assert {row.outcome for row in theirs} == {None}
    assert len(theirs) == 2


def test_who_returns_after_the_evening_is_reminded_in_the_morning_only(here: Stage) -> None:
    here.session()
    withdraw(here, "Jens", now=NOON)
    enrol(here, "Jens", now=read("2026-11-23 20:00"))
    assert reminded(here, "Jens") == ["24/11 07:30"]


@pytest.mark.parametrize(
    ("starts", "reminders"),
    [
        ("2028-03-26 09:30", ["25/03 18:00", "26/03 07:30"]),
        ("2027-10-31 09:30", ["30/10 18:00", "31/10 07:30"]),
        ("2026-12-27 09:30", ["27/12 07:30"]),
        ("2027-03-30 14:00", ["30/03 07:00", "30/03 12:00"]),
    ],
)
def test_reminders_keep_to_the_wall_clock_and_to_the_holidays(
    here: Stage, starts: str, reminders: list[str]
) -> None:
    moment = read(starts)
    here.session(what=cast.plan(moment), now=moment - 10 * DAY)
    assert reminded(here, "Jens") == reminders


def test_everybody_on_a_shared_course_is_reminded_by_their_own_municipality(here: Stage) -> None:
    here.session(course="Service")
    homes = {who: {row.municipality_id for row in here.rows(who)} for who in SERVICE}
    assert all(len(home) == 1 for home in homes.values())
    assert homes["Noor"] != homes["Selam"]


def test_a_cancelled_session_is_not_planned_again(here: Stage) -> None:
    session = here.session()
    schedule.cancel(here.database, session, cause=here.cause("Mette"))
    tick(here, NOON)
    assert here.owed("Jens", kinds=[REMINDER]) == []


def test_the_tick_mends_what_was_lost(here: Stage) -> None:
    here.session()
    with here.database.transaction() as db:
        for row in here.rows("Jens"):
            db.delete(row)
    tick(here, NOON)
    assert reminded(here, "Jens") == ["23/11 18:00", "24/11 07:30"]


def test_of_two_reminders_that_are_due_after_an_outage_the_later_one_is_sent(here: Stage) -> None:
    here.session()
    now = read("2026-11-24 07:45")
    sent = [row for row in here.claim(now=now) if here.begin(row, now=now)]
    assert [local(row.due_at).hour for row in sent if row.kind == REMINDER] == [7]
    tick(here, now)
    earlier, later = here.rows("Jens", kinds=[REMINDER])
    assert (earlier.state, earlier.outcome) == (NoticeState.SUPERSEDED, Outcome.REPLACED)
    assert later.state is NoticeState.SENDING
