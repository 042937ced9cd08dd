"""Before an attempt: asked in the last moment, written before the first byte."""

from sqlmodel import select

from bot.actions import outbox
from bot.rules.results import Delivered
from bot.rules.time import read
from bot.texts.message import Text
from storage.answers import Answer
from storage.chats import Link
from storage.vocabulary import AnswerKind, NoticeState, Outcome
from tests.actions.attempts import EVENING, HOUR, MINUTE, leased, row, sending, settle
from tests.support import leaving
from tests.support.cast import TOKEN, TUESDAY, Stage
from tests.support.town import BOT


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
    leaving.leave(here.database, jens, bus, cause=cause)
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


def test_what_was_erased_with_the_person_in_the_meantime_is_not_sent(here: Stage) -> None:
    here.session()
    notice = leased(here)
    with here.database.transaction() as db:
        db.delete(notice)
    assert here.begin(notice, now=EVENING) is None


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
