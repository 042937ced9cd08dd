"""What the bot asked of the server, for tests to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.demo.botapi.faults import Fault


@dataclass(slots=True)
class Call:
    """One call: when it came on both clocks, what it brought, and how it ended.

    `outcome` is "not done" until it is done, then "ok" or the text of the refusal; `fault` is what
    was made to go wrong with it, whatever the outcome; `monotonic` counts seconds from any start.
    """

    method: str
    at: datetime
    monotonic: float
    fault: Fault | None = None
    params: dict[str, object] = field(default_factory=dict)
    outcome: str = "not done"
    result: object = None
