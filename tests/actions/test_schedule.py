"""Mette changes the schedule: everybody concerned is told, once, and reminded anew."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.actions import schedule
from bot.rules.refusals import (
    AlreadyCancelled,
    AlreadyOver,
    EndsBeforeStart,
    InThePast,
    NotThere,
    Refused,
)
from bot.rules.time import local, read
from storage import answers
from storage.answers import Answer
from storage.changes import Change
from storage.schedule import Session
from storage.vocabulary import AnswerKind, ChangeKind, NoticeState, Outcome, Priority
from tests.support import cast, moving
from tests.support.cast import NOON, TUESDAY, TWO_HOURS, Stage

HOUR = timedelta(hours=1)
MOVED, CANCELLED, REMINDER = "session_moved", "session_cancelled", "reminder"


def stored(here: Stage, session_id: int) -> Session:
    with here.database.reading() as db:
        return db.get_one(Session, session_id)


def reminded(here: Stage, who: str) -> list[str]:
    """Return when somebody will be reminded, in Copenhagen's time."""
    return [f"{local(row.due_at):%d/%m %H:%M}" for row in here.owed(who, kinds=[REMINDER])]


def test_who_is_on_the_course_is_reminded_of_a_new_session_twice(here: Stage) -> None:
    here.session()
    assert reminded(here, "Jens") == reminded(here, "Samir") == ["23/11 18:00", "24/11 07:30"]
    assert here.rows("Selam") == []


def test_nobody_is_told_of_a_new_session_before_its_reminders(here: Stage) -> None:
    here.session()
    assert {row.kind for row in here.rows()} == {REMINDER}


def test_a_moved_session_is_told_to_everybody_whatever_their_municipality(here: Stage) -> None:
    session = here.session(course="Service")
    here.move(session, TUESDAY + 4 * HOUR)
    for who in ("Selam", "Amal", "Noor"):
        (told,) = here.rows(who, kinds=[MOVED])
        assert (told.state, told.priority, told.due_at) == (
            NoticeState.READY,
            Priority.CHANGE,
            NOON,
        )
        assert told.session_revision == 2
    assert here.rows("Jens") == []


def test_after_a_move_the_old_reminders_are_superseded_and_new_ones_planned(here: Stage) -> None:
    session = here.session()
    here.move(session, TUESDAY + 4 * HOUR)
    first = [row for row in here.rows("Jens", kinds=[REMINDER]) if row.session_revision == 1]
    assert {(row.state, row.outcome) for row in first} == {
        (NoticeState.SUPERSEDED, Outcome.SESSION_CHANGED)
    }
    assert reminded(here, "Jens") == ["23/11 18:00", "24/11 11:30"]


def test_a_session_moved_into_the_next_hours_is_told_and_not_reminded(here: Stage) -> None:
    session = here.session()
    here.move(session, NOON + HOUR)
    assert [row.kind for row in here.owed("Jens")] == [MOVED]


def test_a_session_moved_beyond_the_horizon_is_reminded_when_its_time_comes(here: Stage) -> None:
    session = here.session()
    here.move(session, TUESDAY + timedelta(days=30))
    assert [row.kind for row in here.owed("Jens")] == [MOVED]


def test_what_was_answered_of_the_old_time_is_forgotten(here: Stage) -> None:
    session = here.session()
    _answer(here, session, "Jens")
    here.move(session, TUESDAY + HOUR)
    with here.database.reading() as db:
        assert answers.of_session(db, session) == {}


def test_another_place_is_told_and_the_answers_stand(here: Stage) -> None:
    session = here.session()
    _answer(here, session, "Jens")
    plan = cast.plan(place="Biblioteket")
    schedule.change(here.database, session, plan, cause=here.cause("Mette"))
    assert [row.kind for row in here.owed("Jens") if row.kind != REMINDER] == [MOVED]
    assert stored(here, session).revision == 2
    with here.database.reading() as db:
        assert len(answers.of_session(db, session)) == 1


def test_a_better_title_is_written_down_and_told_to_nobody(here: Stage) -> None:
    session = here.session()
    before = [(row.id, row.state) for row in here.rows()]
    plan = replace(cast.plan(), title_da="CV-værksted", bring="Papir")
    schedule.change(here.database, session, plan, cause=here.cause("Mette"))
    assert [(row.id, row.state) for row in here.rows()] == before
    assert (stored(here, session).title_da, stored(here, session).revision) == ("CV-værksted", 1)
    assert changes(here)[-1] is ChangeKind.SESSION_EDITED


def test_the_same_plan_again_is_no_change(here: Stage) -> None:
    session = here.session()
    before = (len(here.rows()), changes(here))
    schedule.change(here.database, session, cast.plan(), cause=here.cause("Mette"))
    assert (len(here.rows()), changes(here)) == before


def test_a_cancelled_session_is_told_and_reminds_nobody(here: Stage) -> None:
    session = here.session()
    schedule.cancel(here.database, session, cause=here.cause("Mette"))
    assert [row.kind for row in here.owed("Jens")] == [CANCELLED]
    assert {row.outcome for row in here.rows("Jens", kinds=[REMINDER])} == {
        Outcome.SESSION_CANCELLED
    }
    assert stored(here, session).revision == 2


def test_a_session_that_moves_again_is_told_with_the_latest_time_only(here: Stage) -> None:
    session = here.session()
    here.move(session, TUESDAY + HOUR)
    here.move(session, TUESDAY + 2 * HOUR)
    (told,) = here.owed("Jens", kinds=[MOVED])
    assert told.session_revision == 3


def test_a_change_by_night_waits_until_seven(here: Stage) -> None:
    session = here.session()
    night = read("2026-11-23 22:00")
    here.move(session, read("2026-11-24 14:00"), now=night)
    (told,) = here.owed("Jens", kinds=[MOVED])
    assert (told.due_at, told.urgent) == (night, True), (
        "half past nine is near: nobody must go there"
    )
    here.move(session, read("2026-11-25 14:00"), now=night)
    (told,) = here.owed("Jens", kinds=[MOVED])
    assert (told.due_at, told.urgent) == (read("2026-11-24 07:00"), False)


def test_a_change_stays_worth_telling_until_both_times_have_passed(here: Stage) -> None:
    session = here.session()
    here.move(session, TUESDAY + 4 * HOUR)
    assert here.owed("Jens", kinds=[MOVED])[0].not_after == TUESDAY + 4 * HOUR
    here.move(session, TUESDAY - 2 * HOUR)
    assert here.owed("Jens", kinds=[MOVED])[0].not_after == TUESDAY + 4 * HOUR


@pytest.mark.parametrize("course", ["Bus", "Service"])
def test_a_course_that_is_not_shared_is_not_there_for_jonas(here: Stage, course: str) -> None:
    session = here.session(course=course)
    attempts = (
        lambda: here_move(here, session),
        lambda: schedule.cancel(here.database, session, cause=here.cause("Jonas")),
        lambda: schedule.add(
            here.database, here.town.courses[course], "new", cast.plan(), cause=here.cause("Jonas")
        ),
    )
    before = stored(here, session)
    for attempt in attempts:
        if course == "Bus":
            with pytest.raises(NotThere):
                attempt()
        else:
            attempt()
    assert (stored(here, session) == before) == (course == "Bus")


def here_move(here: Stage, session: int) -> None:
    starts_at = TUESDAY + HOUR
    cause = here.cause("Jonas")
    moving.move(here.database, session, starts_at, starts_at + TWO_HOURS, cause=cause)


def test_what_is_not_there_at_all_looks_the_same(here: Stage) -> None:
    with pytest.raises(NotThere):
        schedule.cancel(here.database, 999, cause=here.cause("Mette"))
    with pytest.raises(NotThere):
        schedule.add(here.database, 999, "new", cast.plan(), cause=here.cause("Mette"))


def test_the_same_form_sent_twice_does_its_work_once(here: Stage) -> None:
    added, moved, cancelled = (here.cause("Mette") for _ in range(3))
    course = here.town.courses["Bus"]
    session = schedule.add(here.database, course, "cv", cast.plan(), cause=added)
    assert schedule.add(here.database, course, "cv", cast.plan(), cause=added) == session
    for _ in range(2):
        starts_at = TUESDAY + HOUR
        moving.move(here.database, session, starts_at, starts_at + TWO_HOURS, cause=moved)
    assert len(here.rows("Jens", kinds=[MOVED])) == 1
    for _ in range(2):
        schedule.cancel(here.database, session, cause=cancelled)
    assert len(here.rows("Jens", kinds=[CANCELLED])) == 1
    assert changes(here) == [
        ChangeKind.SESSION_ADDED,
        ChangeKind.SESSION_MOVED,
        ChangeKind.SESSION_CANCELLED,
    ]


def test_a_form_that_comes_again_late_does_not_undo_what_came_after_it(here: Stage) -> None:
    session = here.session()
    first = here.cause("Mette")
    one, two = TUESDAY + HOUR, TUESDAY + 2 * HOUR
    moving.move(here.database, session, one, one + TWO_HOURS, cause=first)
    here.move(session, two)
    moving.move(here.database, session, one, one + TWO_HOURS, cause=first)
    assert stored(here, session).starts_at == two


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "refusal"),
    [
        (NOON, NOON + HOUR, InThePast),
        (NOON - HOUR, NOON + HOUR, InThePast),
        (TUESDAY, TUESDAY, EndsBeforeStart),
        (TUESDAY, TUESDAY - HOUR, EndsBeforeStart),
    ],
)
def test_an_impossible_time_is_refused_and_changes_nothing(
    here: Stage, starts_at: object, ends_at: object, refusal: type[Refused]
) -> None:
    session = here.session()
    before, owed = stored(here, session), len(here.rows())
    plan = replace(cast.plan(), starts_at=starts_at, ends_at=ends_at)  # type: ignore[arg-type]  # a table
    with pytest.raises(refusal):
        schedule.change(here.database, session, plan, cause=here.cause("Mette"))
    with pytest.raises(refusal):
        here.session("another", plan)
    assert (stored(here, session), len(here.rows())) == (before, owed)


def test_a_cancelled_session_stays_cancelled(here: Stage) -> None:
    session = here.session()
    schedule.cancel(here.database, session, cause=here.cause("Mette"))
    with pytest.raises(AlreadyCancelled):
        here.move(session, TUESDAY + HOUR)


def test_what_has_begun_cannot_be_changed_any_more(here: Stage) -> None:
    session = here.session()
    with pytest.raises(AlreadyOver):
        here.move(session, TUESDAY + 9 * HOUR, now=TUESDAY)
    with pytest.raises(AlreadyOver):
        schedule.cancel(here.database, session, cause=here.cause("Mette", now=TUESDAY))


def test_a_change_knows_who_did_it_and_what_was_before(here: Stage) -> None:
    session = here.session()
    here.move(session, TUESDAY + HOUR)
    with here.database.reading() as db:
        change = db.exec(select(Change).where(Change.kind == ChangeKind.SESSION_MOVED)).one()
    assert change.staff_id == here.town.staff["Mette"]
    assert (change.before["starts_at"], change.after["starts_at"]) == (
        TUESDAY.isoformat(),
        (TUESDAY + HOUR).isoformat(),
    )


def changes(here: Stage) -> list[ChangeKind]:
    """Return what was done to sessions, in order."""
    with here.database.reading() as db:
        found = db.exec(select(Change).order_by(Change.id))  # type: ignore[arg-type]  # a column
        return [change.kind for change in found if change.session_id]


def _answer(here: Stage, session: int, who: str) -> None:
    with here.database.transaction() as db:
        db.add(
            Answer(
                municipality_id=1,
                session_id=session,
                participant_id=here.town.people[who],
                kind=AnswerKind.COMING,
                answered_at=NOON,
            )
        )
