"""The one gate through which all calls to Telegram pass.

Telegram takes 30 messages in any second and one a second in one chat. Both are kept as the
server sees them: a second is counted from the answer to a call, not from its beginning.
"""

import asyncio
import itertools
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import BaseRateLimiter

from storage.vocabulary import Priority

BURST = 30
SECOND = 1.0
CHATS_REMEMBERED = 4096
NEVER = float("inf")


@dataclass(eq=False)
class Turn:
    """A place in the queue, and then the right to one call.

    `chat` None is for calls that put no new message into a chat. Who sets `used` to
    False gives the turn back: no call was made.
    """

    priority: Priority
    number: int
    chat: Hashable | None
    granted: asyncio.Event = field(default_factory=asyncio.Event)
    finished_at: float = NEVER
    used: bool = True


class Gate(BaseRateLimiter[Turn]):
    """Grants turns by priority, then in order; `now` and `sleep` are in seconds."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Open with nothing sent yet."""
        self._now = now
        self._sleep = sleep
        self._numbers = itertools.count()
        self._waiting: list[Turn] = []
        self._latest: deque[Turn] = deque(maxlen=BURST)
        self._of_chat: dict[Hashable, Turn] = {}
        self._bulk_from = 0.0
        self._closed_until = 0.0
        self._changed = asyncio.Event()
        self._porter: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, priority: Priority, chat: Hashable | None) -> AsyncIterator[Turn]:
        """Wait for a turn and hold it until the answer has come."""
        turn = Turn(priority, next(self._numbers), chat)
        self._waiting.append(turn)
        self._wake()
        try:
            await turn.granted.wait()
            yield turn
        finally:
            self._leave(turn)

    def pause(self, seconds: float) -> None:
        """Let nobody through for so long, as Telegram asked."""
        self._closed_until = max(self._closed_until, self._now() + seconds)

    def _leave(self, turn: Turn) -> None:
        if turn in self._waiting:
            self._waiting.remove(turn)
        turn.finished_at = self._now() if turn.used else -NEVER
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        if self._porter is None or self._porter.done():
            self._porter = asyncio.create_task(self._grant_turns())

    async def _grant_turns(self) -> None:
        """Grant turns for as long as somebody waits."""
        while self._waiting:
            self._changed.clear()
            turn, pause = self._next()
            if turn is not None:
                self._grant(turn)
            elif pause == NEVER:
                await self._changed.wait()
            else:
                await self._sleep_or_change(pause)

    async def _sleep_or_change(self, pause: float) -> None:
        changed = asyncio.ensure_future(self._changed.wait())
        asleep = asyncio.ensure_future(self._sleep(pause))
        try:
            await asyncio.wait({changed, asleep}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            changed.cancel()
            asleep.cancel()

    def _next(self) -> tuple[Turn | None, float]:
        """Return who goes now, or how long nobody may (NEVER: until an answer comes)."""
        shortest = NEVER
        for turn in sorted(self._waiting, key=lambda turn: (turn.priority, turn.number)):
            pause = self._opens_at(turn) - self._now()
            if pause <= 0:
                return turn, 0.0
            shortest = min(shortest, pause)
        return None, shortest

    def _opens_at(self, turn: Turn) -> float:
        moments = [self._closed_until]
        if len(self._latest) == BURST:
            moments.append(self._latest[0].finished_at + SECOND)
        if turn.chat is not None and turn.chat in self._of_chat:
            moments.append(self._of_chat[turn.chat].finished_at + SECOND)
        if turn.priority > Priority.ANSWER:
            moments.append(self._bulk_from)
        return max(moments)

    def _grant(self, turn: Turn) -> None:
        self._waiting.remove(turn)
        self._latest.append(turn)
        if turn.priority > Priority.ANSWER:
            self._bulk_from = self._now() + SECOND / BURST
        if turn.chat is not None:
            self._of_chat.pop(turn.chat, None)
            self._of_chat[turn.chat] = turn
            self._forget_idle_chats()
        turn.granted.set()

    def _forget_idle_chats(self) -> None:
        if len(self._of_chat) > CHATS_REMEMBERED:
            soon = self._now() - SECOND
            self._of_chat = {c: t for c, t in self._of_chat.items() if t.finished_at > soon}

    # -- python-telegram-bot's seam

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Send the porter home."""
        if self._porter is not None:
            self._porter.cancel()

    async def process_request(  # the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401
        kwargs: dict[str, Any],
        endpoint: str,  # noqa: ARG002
        data: dict[str, Any],  # noqa: ARG002
        rate_limit_args: Turn | None,
    ) -> Any:  # noqa: ANN401
        """Make the call within the turn that the caller holds, else within one of its own."""
        if rate_limit_args is not None:
            return await callback(*args, **kwargs)
        async with self.turn(Priority.ANSWER, None):
            return await callback(*args, **kwargs)
