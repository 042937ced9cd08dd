"""A report has a number of its own, holds for what it was said of, and is taken back whole."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from bot.actions import absences, answers, receipts, reporting, schedule
from bot.actions.access import Caller
from bot.actions.changes import Cause
from bot.actions.turns import Turn
from bot.rules.refusals import NotThere
from bot.texts.toasts import Says
from storage.absences import Absence
from storage.database import Database
from storage.tasks import Task
from storage.vocabulary import AnswerKind, Language, NoticeState, TaskKind
from tests.actions.joined import join
from tests.support.school import CV, NAMES, School

THURSDAY = date(2026, 11, 26)
LATER = timedelta(hours=4)


@pytest.fixture
def joined(school: School) -> School:
    join(school, "Selam", Language.ENGLISH)
    return school


def add(school: School, key: str = "bus", *, after: timedelta = LATER) -> int:
    plan = replace(CV, starts_at=CV.starts_at + after, ends_at=CV.ends_at + after)
    return schedule.add(school.database, school.course, key, plan, cause=school.cause())


def off(school: School, on: date = THURSDAY, who: str = "Selam") -> None:
    reporting.report_day(school.desk, school.turn(who, tap="tap", message_id=50), on)


def tap(school: School, kind: AnswerKind, *, revision: int = 1, who: str = "Selam") -> None:
    turn = school.turn(who, tap="tap", message_id=50)
    answers.respond(school.desk, turn, school.cv, revision=revision, kind=kind)


def undo(school: School, report: int = 1) -> None:
    receipts.undo(school.desk, school.turn("Selam", tap="tap", message_id=50), report)


def reports(school: School) -> list[Absence]:
    with school.database.reading() as db:
        return list(db.exec(select(Absence).order_by(col(Absence.number))))


def tasks(school: School, kind: TaskKind = TaskKind.ABSENCE) -> list[Task]:
    with school.database.reading() as db:
        found = db.exec(select(Task).where(Task.kind == kind, col(Task.closed_at).is_(None)))
        return list(found)


def toast(school: School) -> str:
    return str([row for row in school.owed() if row.kind == "toast"][-1].params["says"])


def missed(school: School) -> list[int]:
    no = AnswerKind.NOT_COMING
    return sorted(one.session_id for one in school.answers() if one.kind is no)


def reminders(school: School, session_id: int) -> set[NoticeState]:
    theirs = [row for row in school.owed_to("Selam") if row.session_id == session_id]
    return {row.state for row in theirs if row.kind == "reminder"}


def test_what_comes_into_a_day_that_is_reported_whole_is_missed_too(joined: School) -> None:
    off(joined)
    added = add(joined)
    assert missed(joined) == [joined.cv, added]
    assert reminders(joined, added) == {NoticeState.SUPERSEDED}
    [report] = reports(joined)
    assert {one.absence_id for one in joined.answers()} == {report.id}


def test_a_move_within_that_day_is_still_missed_and_one_out_of_it_is_asked_anew(
    joined: School,
) -> None:
    off(joined)
    joined.move(CV.starts_at + LATER)
    assert missed(joined) == [joined.cv]
    joined.move(CV.starts_at + timedelta(days=1))
    assert joined.answers() == []
    assert NoticeState.PLANNED in reminders(joined, joined.cv)


def test_who_comes_to_one_session_after_all_is_not_counted_out_again(joined: School) -> None:
    added = add(joined)
    off(joined)
    tap(joined, AnswerKind.COMING)
    assert missed(joined) == [added]
    joined.move(CV.starts_at + timedelta(hours=1))
    assert missed(joined) == [joined.cv, added], "it was said of another time"
    assert len(tasks(joined)) == 1


def test_a_report_of_which_nothing_is_left_is_taken_back(joined: School) -> None:
    off(joined)
    tap(joined, AnswerKind.COMING)
    assert reports(joined)[0].undone_at is not None
    assert tasks(joined) == []


def test_a_session_that_gets_another_time_ends_the_report_of_it_alone(joined: School) -> None:
    tap(joined, AnswerKind.NOT_COMING)
    assert len(tasks(joined)) == 1
    joined.move(CV.starts_at + LATER)
    assert reports(joined)[0].undone_at is not None
    assert tasks(joined) == []
    undo(joined)
    assert toast(joined) == Says.AS_IT_IS


def test_a_report_of_one_session_outlives_that_of_its_day(joined: School) -> None:
    added = add(joined)
    tap(joined, AnswerKind.NOT_COMING)
    off(joined)
    assert [report.number for report in reports(joined)] == [1, 2]
    undo(joined, reports(joined)[1].id or 0)
    assert missed(joined) == [joined.cv]
    assert reminders(joined, added) == {NoticeState.PLANNED}


def test_the_same_day_again_has_one_receipt(joined: School) -> None:
    add(joined)
    off(joined)
    off(joined)
    assert toast(joined) == Says.AS_IT_IS
    assert len(reports(joined)) == 1


def test_what_has_begun_cannot_be_taken_back(joined: School) -> None:
    tap(joined, AnswerKind.NOT_COMING)
    joined.clock.move_to(CV.starts_at)
    undo(joined)
    assert toast(joined) == Says.BEGUN
    assert missed(joined) == [joined.cv]
    assert len(tasks(joined)) == 1


@pytest.mark.parametrize("on", [date(2026, 11, 27), date(2026, 11, 1), date.max, date.min])
def test_a_day_with_nothing_on_it_cannot_be_reported(joined: School, on: date) -> None:
    off(joined, on)
    assert reports(joined) == []
    reporting.see_choices(joined.desk, joined.turn("Selam", tap="tap"), on, 0)
    reporting.choose_day(joined.desk, joined.turn("Selam", tap="tap"), on)
    assert [row.kind for row in joined.owed()].count("absence_day") == 3


def test_nobody_takes_back_or_explains_what_somebody_else_reported(joined: School) -> None:
    tap(joined, AnswerKind.NOT_COMING)
    join(joined, "Amal", Language.ENGLISH)
    turn = joined.turn("Amal", tap="tap")
    receipts.undo(joined.desk, turn, reports(joined)[0].id or 0)
    receipts.give_reason(joined.desk, joined.turn("Amal", tap="tap"), 1, key="work")
    assert missed(joined) == [joined.cv]
    assert reports(joined)[0].reason is None


def test_staff_note_a_report_once_and_only_of_their_own_people(joined: School) -> None:
    tap(joined, AnswerKind.NOT_COMING)
    [report] = reports(joined)
    number, home = report.id or 0, report.municipality_id
    stranger = Cause(Caller(municipality_id=home + 1, staff_id=1), "form:a", joined.clock())
    with pytest.raises(NotThere):
        absences.note(joined.database, number, cause=stranger)
    for key in ("form:b", "form:c"):
        mette = Cause(Caller(municipality_id=home, staff_id=1), key, joined.clock())
        absences.note(joined.database, number, cause=mette)
    assert reports(joined)[0].seen_by == 1
    assert tasks(joined) == []


def test_a_wish_to_be_called_stands_once_and_beside_a_report(joined: School) -> None:
    for _ in range(2):
        tap(joined, AnswerKind.CALL_ME)
    assert len(tasks(joined, TaskKind.CALL_ME)) == 1
    tap(joined, AnswerKind.NOT_COMING)
    assert tasks(joined, TaskKind.CALL_ME) == []
    tap(joined, AnswerKind.CALL_ME)
    assert len(tasks(joined, TaskKind.CALL_ME)) == 1
    assert missed(joined) == [joined.cv]


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_receipts_have_neither_gaps_nor_doubles_when_many_report_at_once(
    postgresql: Database,
) -> None:
    school = School(postgresql)
    for who in NAMES:
        join(school, who, Language.ENGLISH)
    sessions = [add(school, f"s{n}", after=timedelta(hours=n)) for n in range(1, 9)]
    turns = [
        (number, school.turn(who, tap="tap", message_id=50)) for who in NAMES for number in sessions
    ]

    def miss(one: tuple[int, Turn]) -> None:
        session_id, turn = one
        answers.respond(school.desk, turn, session_id, revision=1, kind=AnswerKind.NOT_COMING)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(miss, turns))
    assert [report.number for report in reports(school)] == list(range(1, len(turns) + 1))
