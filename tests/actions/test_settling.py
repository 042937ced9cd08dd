"""After an attempt: what became of it is written down once."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.actions import reach, settling
from bot.rules.results import Ambiguous, Delivered, NotSent, Rejected, Result, Unreachable, Wait
from bot.rules.time import read
from storage.changes import Change
from storage.chats import Chat
from storage.people import Participant
from storage.vocabulary import ChangeKind, NoticeState, Outcome
from tests.actions.attempts import EVENING, MINUTE, leased, row, sending, settle
from tests.support.cast import TOKEN, Stage

MORNING = read("2026-11-24 07:30")


def kinds_of_changes(here: Stage) -> list[ChangeKind]:
    with here.database.reading() as db:
        return [change.kind for change in db.exec(select(Change).order_by(col(Change.id)))]


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
    assert [data.split(":")[0] for data in shown["data"]] == ["come", "miss", "call"]


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
