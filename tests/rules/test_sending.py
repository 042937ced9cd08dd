"""May this notice go out now?"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.rules.quiet import QuietHours
from bot.rules.sending import Standing, Verdict, objection
from storage.vocabulary import AnswerKind, NoticeState, Outcome, Priority

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC)
SEVEN = datetime(2026, 11, 24, 6, tzinfo=UTC)
QUIET = QuietHours(time(21), time(7), lambda _day: False)
REMINDER = Standing(
    priority=Priority.REMINDER,
    not_after=SEVEN + timedelta(hours=3),
    urgent=False,
    reach=None,
    quiet=QUIET,
    planned_revision=2,
    session_revision=2,
)
ANSWER = Standing(
    priority=Priority.ANSWER, not_after=NOON + timedelta(days=1), urgent=True, reach=None
)
SUPERSEDED, FAILED, EXPIRED = NoticeState.SUPERSEDED, NoticeState.FAILED, NoticeState.EXPIRED


@pytest.mark.parametrize(
    "standing", [REMINDER, ANSWER, replace(REMINDER, answer=AnswerKind.COMING)]
)
def test_what_is_still_true_is_sent(standing: Standing) -> None:
    assert objection(standing, NOON) is None


@pytest.mark.parametrize(
    ("difference", "verdict"),
    [
        ({"not_after": NOON - timedelta(seconds=1)}, Verdict(EXPIRED, Outcome.TOO_LATE)),
        ({"reach": Outcome.NOT_LINKED}, Verdict(FAILED, Outcome.NOT_LINKED)),
        ({"reach": Outcome.STOPPED}, Verdict(FAILED, Outcome.STOPPED)),
        ({"session_revision": 3}, Verdict(SUPERSEDED, Outcome.SESSION_CHANGED)),
        (
            {"session_revision": 3, "session_cancelled": True},
            Verdict(SUPERSEDED, Outcome.SESSION_CANCELLED),
        ),
        ({"is_enrolled": False}, Verdict(SUPERSEDED, Outcome.NOT_ENROLLED)),
        ({"answer": AnswerKind.NOT_COMING}, Verdict(SUPERSEDED, Outcome.NOT_COMING)),
    ],
)
def test_what_is_no_longer_true_is_not_sent(
    difference: dict[str, object], verdict: Verdict
) -> None:
    assert objection(replace(REMINDER, **difference), NOON) == verdict  # type: ignore[arg-type]  # rows of a table


def test_who_cannot_come_still_learns_of_a_change() -> None:
    change = replace(REMINDER, priority=Priority.CHANGE, answer=AnswerKind.NOT_COMING)
    assert objection(change, NOON) is None


def test_the_word_that_a_session_is_cancelled_is_true_of_the_cancelled_session() -> None:
    change = replace(REMINDER, priority=Priority.CHANGE, session_cancelled=True)
    assert objection(change, NOON) is None


def test_nobody_is_reminded_by_night() -> None:
    assert objection(REMINDER, NIGHT) == Verdict(NoticeState.PLANNED, again_at=SEVEN)


def test_what_would_be_useless_in_the_morning_is_not_kept_until_then() -> None:
    early = replace(REMINDER, not_after=SEVEN - timedelta(minutes=1))
    assert objection(early, NIGHT) == Verdict(EXPIRED, Outcome.TOO_LATE)


def test_a_change_is_told_by_night_rather_than_not_at_all() -> None:
    change = replace(REMINDER, priority=Priority.CHANGE, not_after=SEVEN - timedelta(minutes=1))
    assert objection(change, NIGHT) is None


@pytest.mark.parametrize(
    "standing", [replace(REMINDER, urgent=True), replace(REMINDER, quiet=None)]
)
def test_what_is_urgent_breaks_the_quiet(standing: Standing) -> None:
    assert objection(standing, NIGHT) is None


def test_what_is_too_late_is_said_to_be_so_whatever_else_is_wrong() -> None:
    late = replace(REMINDER, not_after=NOON - timedelta(hours=1), reach=Outcome.STOPPED)
    assert objection(late, NOON) == Verdict(EXPIRED, Outcome.TOO_LATE)
