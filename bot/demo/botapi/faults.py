"""Faults on request: what can go wrong between a bot and Telegram, made to go wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import StrEnum

EVERY = "*"


class Fault(StrEnum):
    """What goes wrong with one call."""

    # Nothing is done:
    BEFORE_READING = "before_reading"  # the connection breaks before the body is read
    AFTER_READING = "after_reading"  # the connection breaks after the body is read
    SERVER_ERROR = "server_error"  # 500 in JSON
    BAD_GATEWAY = "bad_gateway"  # 502 in HTML
    FLOOD = "flood"  # 429, `seconds` is retry_after
    # The call is done, the message delivered, and then:
    AFTER_ACTING = "after_acting"  # the connection breaks
    NO_RESULT = "no_result"  # the 200 has no `result`
    HTML = "html"  # the 200 is an HTML page
    SLOW = "slow"  # the answer comes `seconds` later


@dataclass(slots=True)
class Plan:
    """A fault for the next calls of one method; `left` counts down, None is for ever."""

    method: str
    fault: Fault
    left: int | None = 1
    probability: float = 1.0
    seconds: float = 1.0


def _chance() -> random.Random:
    """Make a source of chance that is the same in every run."""
    return random.Random(0)  # noqa: S311  # nothing secret


@dataclass(slots=True)
class Faults:
    """The faults to come, in the order they were asked for."""

    plans: list[Plan] = field(default_factory=list)
    chance: random.Random = field(default_factory=_chance)

    def add(
        self,
        method: str,
        fault: Fault,
        *,
        times: int | None = 1,
        probability: float = 1.0,
        seconds: float = 1.0,
    ) -> None:
        """Plan a fault for `method` ("*": every one); `times=None` until `clear`."""
        self.plans.append(Plan(method, Fault(fault), times, probability, seconds))

    def clear(self) -> None:
        """Let everything go well again."""
        self.plans.clear()

    def take(self, method: str) -> Plan | None:
        """Tell the fault that meets this call, and count it."""
        for plan in self.plans:
            if plan.method in (method, EVERY) and self.chance.random() < plan.probability:
                self._count(plan)
                return plan
        return None

    def _count(self, plan: Plan) -> None:
        if plan.left is None:
            return
        plan.left -= 1
        if plan.left <= 0:
            self.plans.remove(plan)
