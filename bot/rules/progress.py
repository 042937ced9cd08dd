"""How far a broadcast has come: each of its notices is counted exactly once."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.vocabulary import NoticeState, Outcome

CELLS = 10
LOST = frozenset({NoticeState.FAILED, NoticeState.EXPIRED, NoticeState.SUPERSEDED})


@dataclass(frozen=True)
class Progress:
    """How many people have it, will not get it, and are still to get it.

    `lost` were not reached, `stopped` were not come to before it was stopped, `uncertain` have
    it once, twice or not at all; `waiting` is for a translation.
    """

    sent: int = 0
    lost: int = 0
    stopped: int = 0
    uncertain: int = 0
    waiting: int = 0
    to_go: int = 0

    @property
    def done(self) -> int:
        """With how many people it is at an end."""
        return self.sent + self.lost + self.stopped + self.uncertain

    @property
    def total(self) -> int:
        """To how many people it goes."""
        return self.done + self.waiting + self.to_go

    @property
    def bar(self) -> str:
        """The share that has it; it is full only when everybody has."""
        full = CELLS * self.sent // self.total if self.total else 0
        return "▓" * full + "░" * (CELLS - full)


def of(deliveries: Mapping[tuple[NoticeState, Outcome | None], int]) -> Progress:
    """Return the progress, from how many notices have come how far, and why."""
    counts = dict.fromkeys(Progress.__dataclass_fields__, 0)
    for (state, outcome), number in deliveries.items():
        counts[part(state, outcome)] += number
    return Progress(**counts)


def part(state: NoticeState, outcome: Outcome | None) -> str:
    """Return the name of the figure that a notice counts in."""
    if state is NoticeState.SENT:
        return "sent"
    if state is NoticeState.UNCERTAIN:
        return "uncertain"
    if state is NoticeState.HELD and outcome is Outcome.AWAITING_TRANSLATION:
        return "waiting"
    if state is NoticeState.CANCELLED:
        return "stopped" if outcome is Outcome.BROADCAST_STOPPED else "lost"
    return "lost" if state in LOST else "to_go"
