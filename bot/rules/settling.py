"""What an attempt's result means for the notice."""

from dataclasses import dataclass
from datetime import timedelta

from bot.rules.results import (
    Ambiguous,
    Delivered,
    NotSent,
    Rejected,
    Result,
    UnknownFile,
    Unreachable,
    Wait,
)
from storage.vocabulary import NoticeState, Outcome

AGAIN_SOON = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(minutes=1)
MAY_HAVE_ARRIVED = 2
"""After so many ambiguous attempts nobody tries again: at most one extra copy."""


@dataclass(frozen=True)
class Settled:
    """The notice's next state, why, and after which pause it is tried again, if at all."""

    state: NoticeState
    outcome: Outcome | None = None
    pause: timedelta | None = None


def settle(result: Result, *, attempts: int, tries: int) -> Settled:
    """Decide; `attempts` counts this one, `tries` those before that certainly failed."""
    match result:
        case Wait(seconds):
            return Settled(NoticeState.READY, None, timedelta(seconds=seconds))
        case UnknownFile():  # its bytes are sent at once
            return Settled(NoticeState.READY, None, timedelta())
        case NotSent():
            pause = min(AGAIN_SOON * 2 ** min(tries, 10), LONGEST_PAUSE)
            return Settled(NoticeState.READY, Outcome.NO_CONNECTION, pause)
        case Ambiguous() if attempts < MAY_HAVE_ARRIVED:
            return Settled(NoticeState.READY, Outcome.NO_ANSWER, AGAIN_SOON)
    return _final(result)


def _final(result: Result) -> Settled:
    match result:
        case Delivered():
            return Settled(NoticeState.SENT, Outcome.DELIVERED)
        case Unreachable(why):
            return Settled(NoticeState.FAILED, why)
        case Rejected():
            return Settled(NoticeState.FAILED, Outcome.REJECTED)
        case _:
            return Settled(NoticeState.UNCERTAIN, Outcome.NO_ANSWER)
