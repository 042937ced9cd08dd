"""How many messages Telegram takes: thirty in any second, one a second in one chat.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """The limits and what came in the last second; times are seconds of one monotonic clock."""

    enforced: bool = False
    per_second: int = 30
    chat_interval: float = 1.0
    tolerance: float = 0.05
    violations: int = 0
    _accepted: deque[float] = field(default_factory=deque)
    _last_in_chat: dict[int, float] = field(default_factory=dict)

    def admit(self, chat_id: int, now: float) -> int:
        """Take a message in and tell 0, or tell the whole seconds to wait; counts violations."""
        wait = max(self._wait_overall(now), self._wait_in_chat(chat_id, now))
        if wait > 0:
            self.violations += 1
            if self.enforced:
                return max(1, math.ceil(wait))
        self._accepted.append(now)
        self._last_in_chat[chat_id] = now
        return 0

    def _wait_overall(self, now: float) -> float:
        while self._accepted and now - self._accepted[0] >= 1 - self.tolerance:
            self._accepted.popleft()
        if len(self._accepted) < self.per_second:
            return 0.0
        return self._accepted[-self.per_second] + 1 - now

    def _wait_in_chat(self, chat_id: int, now: float) -> float:
        passed = now - self._last_in_chat.get(chat_id, -math.inf)
        return self.chat_interval - passed if passed < self.chat_interval - self.tolerance else 0.0
