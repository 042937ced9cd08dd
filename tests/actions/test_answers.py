"""What people say about a session is noted once, and only of the session as they saw it."""

from functools import partial

import pytest

from bot.actions import answers, receipts
from bot.rules import time
from bot.texts.message import Text, Toast
from bot.texts.toasts import Says
from storage.vocabulary import AnswerKind, ChangeKind, Language, NoticeState, Outcome, Reason
from tests.actions.joined import join
from tests.support.school import CV, School

COMING, NOT_COMING = AnswerKind.COMING, AnswerKind.NOT_COMING


def tap(school: School, kind: AnswerKind, *, revision: int = 1, who: str = "Selam") -> None:
    turn = school.turn(who, tap=f"tap {school.updates}", message_id=50)
    answers.respond(school.desk, turn, school.cv, revision=revision, kind=kind)


def reason(school: School, why: Reason, *, report: int | None = None) -> None:
    turn = school.turn("Selam", tap=f"tap {school.updates}", message_id=51)
    number = report or school.answers()[0].absence_id or 0
    receipts.give_reason(school.desk, turn, number, key=why.value)


def seen(school: School, *, revision: int) -> None:
    turn = school.turn("Selam", tap=f"tap {school.updates}", message_id=50)
    answers.confirm(school.desk, turn, school.cv, revision=revision)


def toast(school: School) -> str:
    return str([row for row in school.owed() if row.kind == "toast"][-1].params["says"])


def shown(school: School, kind: str = "answer") -> Text:
    said = school.last(kind)
    assert isinstance(said, Text)
    return said


def data(said: Text) -> list[str]:
    return [button.data for row in said.buttons for button in row]


def kinds(school: School) -> list[ChangeKind]:
    about = {ChangeKind.ANSWERED, ChangeKind.REASON_GIVEN, ChangeKind.ACKNOWLEDGED}
    return [change.kind for change in school.changes() if change.kind in about]


@pytest.fixture
def joined(school: School) -> School:
    join(school, "Selam", Language.ENGLISH)
    return school


def test_the_tap_itself_notes_that_somebody_cannot_come(joined: School) -> None:
    tap(joined, NOT_COMING)
    [answer] = joined.answers()
    assert (answer.kind, answer.reason) == (NOT_COMING, None)
    assert answer.absence_id is not None
    assert toast(joined) == Says.NOTED
    said = shown(joined)
    assert said.edits == 50
    assert "You cannot come." in said.html
    assert "Tuesday 24/11 12:00" in said.html
    cv = joined.cv
    assert "🧾 \u2068<b>1</b>\u2069" in said.html
    assert data(said) == [f"come:{cv}:1"]
    number = answer.absence_id
    assert data(shown(joined, "absence_reason")) == [
        f"reason:{why.value}:{number}" for why in Reason
    ]


def test_a_reason_is_optional_and_none_speaks_of_health(joined: School) -> None:
    tap(joined, NOT_COMING)
    reason(joined, Reason.TRANSPORT)
    assert joined.answers()[0].reason == Reason.TRANSPORT
    assert data(shown(joined, "absence_reason")) == []
    assert "🚌" in shown(joined).html
    assert data(shown(joined)) == [f"come:{joined.cv}:1"]
    assert {why.value for why in Reason} == {"appointment", "transport", "work", "other"}
    assert kinds(joined) == [ChangeKind.ANSWERED, ChangeKind.REASON_GIVEN]


def test_an_answer_can_be_changed_until_the_session_begins(joined: School) -> None:
    tap(joined, COMING)
    tap(joined, NOT_COMING)
    reason(joined, Reason.WORK)
    tap(joined, COMING)
    [answer] = joined.answers()
    assert (answer.kind, answer.reason) == (COMING, None)
    joined.clock.move_to(CV.starts_at)
    tap(joined, NOT_COMING)
    assert joined.answers()[0].kind is COMING
    assert toast(joined) == Says.BEGUN
    assert "It has begun." in shown(joined).html
    assert data(shown(joined)) == []


def test_a_double_tap_changes_nothing(joined: School) -> None:
    tap(joined, NOT_COMING)
    joined.wait(minutes=5)
    tap(joined, NOT_COMING)
    assert kinds(joined) == [ChangeKind.ANSWERED]
    assert toast(joined) == Says.AS_IT_IS
    assert "Tuesday 24/11 12:00" in shown(joined).html


@pytest.mark.parametrize("kind", [COMING, NOT_COMING])
def test_a_tap_on_a_button_from_before_a_move_shows_the_new_time(
    joined: School, kind: AnswerKind
) -> None:
    joined.move(time.read("2026-11-26 14:00"))
    tap(joined, kind, revision=1)
    assert joined.answers() == []
    assert toast(joined) == Says.AS_IT_IS
    assert "14:00–16:30" in shown(joined).html
    assert "09:30" not in shown(joined).html
    assert data(shown(joined)) == [f"{verb}:{joined.cv}:2" for verb in ("come", "miss", "call")]


def test_a_tap_on_a_cancelled_session_says_that_it_is_off(joined: School) -> None:
    joined.cancel()
    tap(joined, COMING)
    assert joined.answers() == []
    assert "Cancelled" in shown(joined).html


def test_a_moved_time_asks_anew(joined: School) -> None:
    tap(joined, COMING)
    joined.move(time.read("2026-11-27 14:00"))
    assert joined.answers() == []
    assert "You are coming" not in shown(joined).html


def test_a_reason_without_an_absence_changes_nothing(joined: School) -> None:
    reason(joined, Reason.WORK, report=1)
    assert joined.answers() == []
    assert toast(joined) == Says.OUT_OF_DATE


def test_a_reason_given_twice_is_noted_once(joined: School) -> None:
    tap(joined, NOT_COMING)
    reason(joined, Reason.WORK)
    reason(joined, Reason.WORK)
    assert kinds(joined) == [ChangeKind.ANSWERED, ChangeKind.REASON_GIVEN]


def test_who_cannot_come_is_not_reminded_and_who_comes_after_all_is(joined: School) -> None:
    tap(joined, NOT_COMING)
    reminders = [row for row in joined.owed_to("Selam") if row.kind == "reminder"]
    assert {row.state for row in reminders} == {NoticeState.SUPERSEDED}
    assert {row.outcome for row in reminders} == {Outcome.NOT_COMING}
    tap(joined, COMING)
    reminders = [row for row in joined.owed_to("Selam") if row.kind == "reminder"]
    assert {row.state for row in reminders} == {NoticeState.PLANNED}
    others = [row for row in joined.owed_to("Amal") if row.kind == "reminder"]
    assert {row.state for row in others} == {NoticeState.PLANNED}


def test_the_same_update_again_changes_and_owes_nothing(joined: School) -> None:
    turn = joined.turn("Selam", tap="tap", message_id=50)
    respond = partial(answers.respond, joined.desk, turn, joined.cv, revision=1)
    respond(kind=NOT_COMING)
    tap(joined, COMING)
    before = joined.owed(), joined.changes(), joined.answers()
    respond(kind=NOT_COMING)
    assert (joined.owed(), joined.changes(), joined.answers()) == before


def test_a_session_of_somebody_else_looks_like_none(joined: School) -> None:
    for session_id in (joined.cv + 1, 999_999_999):
        turn = joined.turn("Selam", tap="tap")
        answers.respond(joined.desk, turn, session_id, revision=1, kind=COMING)
        assert toast(joined) == Says.OUT_OF_DATE
    assert joined.answers() == []


def test_a_chat_that_is_nobodys_answers_for_nobody(school: School) -> None:
    tap(school, COMING)
    assert school.answers() == []
    assert isinstance(school.last("toast"), Toast)
    assert "CV" not in str(school.last("unknown"))


def test_a_change_is_confirmed_once(joined: School) -> None:
    joined.move(time.read("2026-11-26 14:00"))
    assert data(shown(joined, "session_moved")) == [f"seen:{joined.cv}:2", f"miss:{joined.cv}:2"]
    seen(joined, revision=2)
    joined.wait(minutes=1)
    seen(joined, revision=2)
    assert kinds(joined) == [ChangeKind.ACKNOWLEDGED]
    [told] = [row for row in joined.owed_to("Selam") if row.kind == "session_moved"]
    assert told.acknowledged_at is not None
    assert "You have seen this message." in shown(joined, "session_moved").html
    assert data(shown(joined, "session_moved")) == [f"come:{joined.cv}:2", f"miss:{joined.cv}:2"]


def test_seeing_an_earlier_change_does_not_confirm_the_latest(joined: School) -> None:
    joined.move(time.read("2026-11-26 14:00"))
    joined.move(time.read("2026-11-26 15:00"))
    seen(joined, revision=2)
    assert kinds(joined) == []
    assert "15:00" in shown(joined, "session_moved").html
    assert "14:00" not in shown(joined, "session_moved").html


def test_a_cancellation_is_confirmed_too(joined: School) -> None:
    joined.cancel()
    assert data(shown(joined, "session_cancelled")) == [f"seen:{joined.cv}:2"]
    seen(joined, revision=2)
    assert kinds(joined) == [ChangeKind.ACKNOWLEDGED]
    assert data(shown(joined, "session_cancelled")) == []
