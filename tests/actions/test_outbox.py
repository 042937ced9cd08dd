"""A notice on its way: asked in the last moment, written before the attempt, settled after it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event

import pytest
from sqlmodel import Session as Db, select

from bot.actions import notices, outbox, people, planning, reach, settling
from bot.actions.outbox import Attempt
from bot.delivery import compose
from bot.rules.results import (
    Ambiguous,
    Delivered,
    NotSent,
    Rejected,
    Result,
    Unreachable,
    Wait,
)
from bot.rules.time import read
from bot.texts.details import SessionDetail
from bot.texts.message import Message, Text
from storage.answers import Answer
from storage.changes import Change
from storage.chats import Chat, Link
from storage.database import Database, open_database
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import AnswerKind, ChangeKind, NoticeState, Outcome
from tests.support import cast
from tests.support.cast import NOON, TOKEN, TUESDAY, Stage
from tests.support.town import BOT

EVENING = read("2026-11-23 18:00")
MORNING = read("2026-11-24 07:30")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MOVED, REFRESH, REMINDER = "session_moved", "refresh", "reminder"


@pytest.fixture
def here(database: Database) -> Stage:
    return cast.stage(database)


@pytest.fixture
def on_postgres(postgresql_url: str) -> Iterator[Stage]:
    database = open_database(postgresql_url)
    yield cast.stage(database)
    database.close()


def leased(here: Stage, who: str = "Jens", *, now: datetime = EVENING) -> Outbox:
    """Take up what is due, and return somebody's part of it."""
    person = here.town.people[who]
    (row,) = [row for row in here.claim(now=now) if row.participant_id == person]
    return row


def sending(here: Stage, *, now: datetime = EVENING) -> Attempt:
    attempt = here.begin(leased(here, now=now), now=now)
    assert attempt is not None
    return attempt


def settle(here: Stage, attempt: Attempt, result: Result, *, now: datetime = EVENING) -> Outbox:
    settling.settle(here.database, attempt, result, token=TOKEN, now=now)
    return row(here, attempt.row_id)


def row(here: Stage, number: int | None) -> Outbox:
    with here.database.reading() as db:
        return db.get_one(Outbox, number)


def kinds_of_changes(here: Stage) -> list[ChangeKind]:
    with here.database.reading() as db:
        return [change.kind for change in db.exec(select(Change))]


def test_what_may_be_sent_is_being_sent_before_it_is(here: Stage) -> None:
    here.session()
    attempt = sending(here)
    assert isinstance(attempt.message, Text)
    assert "CV-workshop" in attempt.message.html
    assert attempt.telegram_id == 900000 + here.town.people["Jens"]
    stored = row(here, attempt.row_id)
    assert (stored.state, stored.attempts, stored.lease_token) == (NoticeState.SENDING, 1, TOKEN)


def test_who_has_no_chat_is_known_not_to_be_reached(here: Stage) -> None:
    here.session()
    notice = leased(here, "Samir")
    assert here.begin(notice, now=EVENING) is None
    stored = row(here, notice.id)
    assert (stored.state, stored.outcome) == (NoticeState.FAILED, Outcome.NOT_LINKED)
    assert stored.finished_at == EVENING


def test_who_stopped_in_the_meantime_is_not_written_to(here: Stage) -> None:
    here.session()
    notice = leased(here)
    with here.database.transaction() as db:
        jens = here.town.people["Jens"]
        db.exec(select(Link).where(Link.participant_id == jens)).one().ended_at = EVENING
    assert here.begin(notice, now=EVENING) is None
    assert row(here, notice.id).outcome is Outcome.STOPPED


def test_a_session_that_moves_after_the_lease_takes_its_reminder_along(here: Stage) -> None:
    session = here.session()
    notice = leased(here)
    here.move(session, TUESDAY + HOUR, now=EVENING)
    assert here.begin(notice, now=EVENING) is None
    assert row(here, notice.id).outcome is Outcome.SESSION_CHANGED


def test_who_says_after_the_lease_that_they_cannot_come_is_not_reminded(here: Stage) -> None:
    session = here.session()
    notice = leased(here)
    with here.database.transaction() as db:
        said = Answer(
            municipality_id=notice.municipality_id or 0,
            session_id=session,
            participant_id=here.town.people["Jens"],
            kind=AnswerKind.NOT_COMING,
            answered_at=EVENING,
        )
        db.add(said)
    assert here.begin(notice, now=EVENING) is None
    assert row(here, notice.id).outcome is Outcome.NOT_COMING


def test_who_leaves_the_course_after_the_lease_is_not_reminded(here: Stage) -> None:
    here.session()
    notice = leased(here)
    cause = here.cause("Mette", now=EVENING)
    jens, bus = here.town.people["Jens"], here.town.courses["Bus"]
    people.withdraw(here.database, jens, bus, cause=cause)
    assert here.begin(notice, now=EVENING) is None
    assert row(here, notice.id).outcome is Outcome.NOT_ENROLLED


def test_a_reminder_that_a_dead_worker_left_until_the_night_waits_for_the_morning(
    here: Stage,
) -> None:
    here.session()
    night, seven = read("2026-11-23 21:00"), read("2026-11-24 07:00")
    notice = leased(here, now=night)
    assert here.begin(notice, now=night) is None
    stored = row(here, notice.id)
    assert (stored.state, stored.due_at) == (NoticeState.PLANNED, seven)
    assert (stored.outcome, stored.finished_at, stored.lease_token) == (None, None, None)
    assert leased(here, now=seven).id == notice.id


def test_what_comes_too_late_is_not_sent(here: Stage) -> None:
    here.session()
    late = TUESDAY + MINUTE
    found = [one for one in here.claim(now=late) if one.participant_id == here.town.people["Jens"]]
    assert [here.begin(one, now=late) for one in found] == [None, None]
    assert {row(here, one.id).outcome for one in found} == {Outcome.TOO_LATE}


def test_a_lease_that_another_worker_has_is_left_alone(here: Stage) -> None:
    here.session()
    notice = leased(here)
    outbox.take_over(here.database, BOT, EVENING)
    assert here.begin(notice, now=EVENING) is None
    assert row(here, notice.id).state is NoticeState.READY
    assert here.claim(now=EVENING, token="the successor")
    assert here.begin(notice, now=EVENING) is None
    attempt = here.begin(notice, now=EVENING, token="the successor")
    assert attempt is not None
    assert settle(here, attempt, Delivered(7)).state is NoticeState.SENDING


@pytest.mark.parametrize(
    ("result", "state", "outcome", "again"),
    [
        (Delivered(77), NoticeState.SENT, Outcome.DELIVERED, None),
        (Rejected(), NoticeState.FAILED, Outcome.REJECTED, None),
        (Unreachable(Outcome.CHAT_GONE), NoticeState.FAILED, Outcome.CHAT_GONE, None),
        (Wait(30), NoticeState.READY, None, timedelta(seconds=30)),
        (NotSent(), NoticeState.READY, Outcome.NO_CONNECTION, timedelta(seconds=2)),
        (Ambiguous(), NoticeState.READY, Outcome.NO_ANSWER, timedelta(seconds=2)),
    ],
)
def test_an_attempt_is_settled(
    here: Stage,
    result: Result,
    state: NoticeState,
    outcome: Outcome | None,
    again: timedelta | None,
) -> None:
    here.session()
    settled = settle(here, sending(here), result)
    assert (settled.state, settled.outcome, settled.lease_token) == (state, outcome, None)
    if again is None:
        assert settled.finished_at == EVENING
    else:
        assert (settled.due_at, settled.finished_at) == (EVENING + again, None)


def test_after_two_attempts_that_may_have_arrived_nobody_tries_again(here: Stage) -> None:
    here.session()
    now = EVENING
    for result in (Ambiguous(), NotSent(), Wait(1), NotSent()):
        settled = settle(here, sending(here, now=now), result, now=now)
        assert settled.state is NoticeState.READY
        now = settled.due_at
    settled = settle(here, sending(here, now=now), Ambiguous(), now=now)
    assert (settled.state, settled.outcome) == (NoticeState.UNCERTAIN, Outcome.NO_ANSWER)


def test_an_attempt_is_settled_once(here: Stage) -> None:
    here.session()
    attempt = sending(here)
    settle(here, attempt, Delivered(77))
    assert settle(here, attempt, Ambiguous()).state is NoticeState.SENT


def test_a_typed_number_means_the_button_shown_last(here: Stage) -> None:
    here.session()
    attempt = sending(here)
    settle(here, attempt, Delivered(77))
    with here.database.reading() as db:
        [shown] = db.get_one(Chat, attempt.chat_id).choices
    assert shown["message"] == 77
    assert [data.split(":")[0] for data in shown["data"]] == ["come", "miss"]


def test_who_cannot_be_reached_is_marked_and_their_queue_is_cleared(here: Stage) -> None:
    here.session()
    settle(here, sending(here), Unreachable(Outcome.BLOCKED))
    states = {(one.state, one.outcome) for one in here.rows("Jens")}
    assert states == {
        (NoticeState.FAILED, Outcome.BLOCKED),
        (NoticeState.CANCELLED, Outcome.BLOCKED),
    }
    assert here.owed("Samir")
    with here.database.reading() as db:
        assert db.get_one(Participant, here.town.people["Jens"]).unreachable_at == EVENING
    assert kinds_of_changes(here).count(ChangeKind.BECAME_UNREACHABLE) == 1


def test_who_blocks_us_again_and_again_is_marked_each_time(here: Stage) -> None:
    """The same reminder is owed again each time that they are back."""
    here.session()
    jens = here.town.people["Jens"]
    for round_ in range(3):
        now = MORNING + round_ * 10 * MINUTE
        notice = [one for one in here.claim(now=now) if one.participant_id == jens][-1]
        attempt = here.begin(notice, now=now)
        assert attempt is not None
        settle(here, attempt, Unreachable(Outcome.BLOCKED), now=now)
        with here.database.transaction() as db:
            person = db.get_one(Participant, jens)
            assert person.unreachable_at == now
            reach.regain(db, person, here.cause(now=now + MINUTE))
    assert kinds_of_changes(here).count(ChangeKind.BECAME_UNREACHABLE) == 3


def test_what_cannot_be_said_is_put_aside(here: Stage) -> None:
    here.session()
    notice = leased(here)
    settling.put_aside(here.database, notice.id or 0, token=TOKEN, now=EVENING)
    stored = row(here, notice.id)
    assert (stored.state, stored.outcome) == (NoticeState.FAILED, Outcome.FAULT)


def test_what_was_being_sent_when_we_failed_is_uncertain(here: Stage) -> None:
    here.session()
    attempt = sending(here)
    settling.put_aside(here.database, attempt.row_id, token=TOKEN, now=EVENING)
    stored = row(here, attempt.row_id)
    assert (stored.state, stored.outcome) == (NoticeState.UNCERTAIN, Outcome.FAULT)


# -- nobody reads an old time after the move


def test_a_message_with_the_old_time_is_corrected(here: Stage) -> None:
    session = here.session()
    attempt = sending(here)
    settle(here, attempt, Delivered(77))
    here.move(session, TUESDAY + HOUR, now=EVENING)
    (refresh,) = here.owed("Jens", kinds=[REFRESH])
    assert refresh.params == {"row_id": attempt.row_id}
    here.claim(now=EVENING)
    edit = here.begin(refresh, now=EVENING)
    assert edit is not None
    assert isinstance(edit.message, Text)
    assert edit.message.edits == 77
    assert "10:30" in edit.message.html
    assert "09:30" not in edit.message.html


def test_a_message_that_is_being_sent_during_the_move_is_corrected_too(here: Stage) -> None:
    session = here.session()
    attempt = sending(here)
    here.move(session, TUESDAY + HOUR, now=EVENING)
    (refresh,) = here.owed("Jens", kinds=[REFRESH])
    assert refresh.params == {"row_id": attempt.row_id}


def test_a_correction_has_nothing_to_correct_when_the_message_never_arrived(here: Stage) -> None:
    session = here.session()
    attempt = sending(here)
    here.move(session, TUESDAY + HOUR, now=EVENING)
    settle(here, attempt, Rejected())
    (refresh,) = here.owed("Jens", kinds=[REFRESH])
    here.claim(now=EVENING)
    assert here.begin(refresh, now=EVENING) is None
    assert row(here, refresh.id).state is NoticeState.SUPERSEDED


def test_messages_about_other_sessions_do_not_crowd_out_the_correction(here: Stage) -> None:
    session, other = here.session(), here.session("other", cast.plan(TUESDAY + 4 * HOUR))
    said(here, SessionDetail(session_id=session), message_id=70)
    for number in range(71, 81):
        said(here, SessionDetail(session_id=other), message_id=number)
    here.move(session, TUESDAY + HOUR)
    assert [
        row(here, one.params["row_id"]).message_id for one in here.owed("Jens", kinds=[REFRESH])
    ] == [70]


def test_a_message_that_shows_another_session_by_now_is_left_alone(here: Stage) -> None:
    session, other = here.session(), here.session("other", cast.plan(TUESDAY + 4 * HOUR))
    said(here, SessionDetail(session_id=session), message_id=70)
    said(here, SessionDetail(session_id=other, edits=70), message_id=70)
    here.move(session, TUESDAY + HOUR)
    assert here.owed("Jens", kinds=[REFRESH]) == []


@pytest.mark.faults
def test_an_answer_whose_words_were_chosen_during_the_move_is_corrected(
    on_postgres: Stage,
) -> None:
    """On PostgreSQL the answer reads the old time while the move is not committed yet."""
    here = on_postgres
    session = here.session()
    answer = owe_answer(here, SessionDetail(session_id=session))
    assert [one.id for one in here.claim(now=NOON) if one.id == answer] == [answer]
    chosen, moved = Event(), Event()

    def slowly(db: Db, notice: Outbox, now: datetime) -> Message | None:
        message = compose.message(db, notice, now)
        chosen.set()
        assert moved.wait(5)
        return message

    with ThreadPoolExecutor(1) as pool:
        begun = pool.submit(
            outbox.begin, here.database, answer, token=TOKEN, now=NOON, compose=slowly
        )
        assert chosen.wait(5)
        here.move(session, TUESDAY + HOUR)
        moved.set()
        attempt = begun.result(5)
    assert attempt is not None
    assert isinstance(attempt.message, Text)
    assert "09:30" in attempt.message.html
    assert [one.params for one in here.owed("Jens", kinds=[REFRESH])] == [{"row_id": answer}]


def owe_answer(here: Stage, notice: SessionDetail, *, key: str = "update:1") -> int:
    """Owe Jens an answer, as a tap of his would."""
    jens = here.town.people["Jens"]
    with here.database.transaction() as db:
        link = db.exec(select(Link).where(Link.participant_id == jens)).one()
        chat = db.get_one(Chat, link.chat_id)
        notices.answer(db, chat, notice, key=key, now=NOON, participant_id=jens)
    return here.rows("Jens")[-1].id or 0


def said(here: Stage, notice: SessionDetail, *, message_id: int) -> None:
    number = owe_answer(here, notice, key=f"update:{len(here.rows())}")
    with here.database.transaction() as db:
        stored = db.get_one(Outbox, number)
        stored.state, stored.message_id, stored.finished_at = NoticeState.SENT, message_id, NOON


# -- PostgreSQL: whoever meets on the same rows waits, and nobody in a circle


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_nobody_waits_in_a_circle(on_postgres: Stage) -> None:
    here = on_postgres
    sessions = [
        here.session(f"s{n}", cast.plan(TUESDAY + n * HOUR), course="Service") for n in range(3)
    ]
    end = Event()
    jobs: list[Callable[[int], None]] = [
        lambda n: here.move(sessions[n % 3], TUESDAY + timedelta(minutes=n % 300)),
        lambda n: here.move(sessions[(n + 1) % 3], TUESDAY + timedelta(minutes=n % 200)),
        lambda _: _send_all(here),
        lambda _: _send_all(here),
        lambda _: planning.plan_ahead(here.database, NOON),
        lambda n: _come_and_go(here, "Selam", n),
        lambda n: _come_and_go(here, "Jens", n),
        lambda n: _lose_and_regain(here, n),
    ]

    def keep_doing(job: Callable[[int], None]) -> int:
        rounds = 0
        while not end.is_set():
            job(rounds)
            rounds += 1
        return rounds

    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(keep_doing, job) for job in jobs]
        end.wait(3)
        end.set()
        rounds = [one.result() for one in running]
    assert all(rounds), rounds


def _send_all(here: Stage) -> None:
    for notice in here.claim(now=EVENING, limit=10):
        attempt = here.begin(notice, now=EVENING)
        if attempt is not None:
            settling.settle(here.database, attempt, Delivered(1), token=TOKEN, now=EVENING)


def _come_and_go(here: Stage, who: str, number: int) -> None:
    act = people.enrol if number % 2 else people.withdraw
    person, course = here.town.people[who], here.town.courses["Service"]
    act(here.database, person, course, cause=here.cause("Mette", key=f"{who}:{number}"))


def _lose_and_regain(here: Stage, number: int) -> None:
    with here.database.transaction() as db:
        person = db.get_one(Participant, here.town.people["Amal"])
        cause = here.cause(key=f"reach:{number}")
        if person.unreachable_at is None:
            reach.lose(db, person, Outcome.BLOCKED, cause)
        else:
            reach.regain(db, person, cause)
