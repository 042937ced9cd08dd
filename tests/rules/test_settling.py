"""What an attempt's result means for the notice."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from bot.rules.results import (
    Ambiguous,
    Delivered,
    NotSent,
    Rejected,
    Result,
    Unreachable,
    Wait,
)
from bot.rules.settling import LONGEST_PAUSE, Settled, settle
from storage.vocabulary import NoticeState, Outcome

READY, FAILED = NoticeState.READY, NoticeState.FAILED
TWO_SECONDS = timedelta(seconds=2)


@pytest.mark.parametrize(
    ("result", "attempts", "settled"),
    [
        (Delivered(5), 1, Settled(NoticeState.SENT, Outcome.DELIVERED)),
        (Delivered(), 2, Settled(NoticeState.SENT, Outcome.DELIVERED)),
        (Wait(7.5), 1, Settled(READY, None, timedelta(seconds=7.5))),
        (Unreachable(Outcome.BLOCKED), 1, Settled(FAILED, Outcome.BLOCKED)),
        (Unreachable(Outcome.CHAT_GONE), 2, Settled(FAILED, Outcome.CHAT_GONE)),
        (Rejected(), 1, Settled(FAILED, Outcome.REJECTED)),
        (Ambiguous(), 1, Settled(READY, Outcome.NO_ANSWER, TWO_SECONDS)),
        (Ambiguous(), 2, Settled(NoticeState.UNCERTAIN, Outcome.NO_ANSWER)),
        (Ambiguous(), 3, Settled(NoticeState.UNCERTAIN, Outcome.NO_ANSWER)),
    ],
)
def test_an_attempt_is_settled(result: Result, attempts: int, settled: Settled) -> None:
    assert settle(result, attempts=attempts, tries=0) == settled


@pytest.mark.parametrize(
    ("tries", "seconds"), [(0, 2), (1, 4), (2, 8), (4, 32), (5, 60), (999, 60)]
)
def test_what_certainly_did_not_leave_is_tried_at_growing_intervals(
    tries: int, seconds: int
) -> None:
    settled = settle(NotSent(), attempts=1, tries=tries)
    assert settled == Settled(READY, Outcome.NO_CONNECTION, timedelta(seconds=seconds))


@given(st.lists(st.sampled_from([Ambiguous(), NotSent(), Wait(1.0)]), max_size=40))
def test_no_message_ever_has_more_than_one_extra_copy(results: list[Result]) -> None:
    arrivals, attempts, tries = 0, 0, 0
    for result in results:
        attempts += 1
        settled = settle(result, attempts=attempts, tries=tries)
        if isinstance(result, Ambiguous):
            arrivals += 1
        else:
            attempts, tries = attempts - 1, tries + 1
        if settled.pause is None:
            break
        assert settled.pause <= LONGEST_PAUSE
    assert arrivals <= 2
