"""The one gate through which all calls to Telegram pass.

Telegram takes 30 messages in any second and one a second in one chat. Both are kept as the
server sees them: a second is counted from the answer to a call, not from its beginning.
"""

import asyncio
import bisect
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram.ext import BaseRateLimiter

from storage.vocabulary import Priority

BURST = 30
SECOND = 1.0
SPACING = SECOND / 33
"""A crowd's calls begin at least so far apart, for an answer to find a place between them; a
little closer than the limit, or each delay would be handed on to all that follow."""
AHEAD = 0.05
"""So many seconds a turn is granted before its call is due, for the last check before it."""
CHATS_REMEMBERED = 4096
NEVER = float("inf")


@dataclass(eq=False)
class Turn:
    """A place in the queue, and then the right to one call.

    `chat` None is for calls that put no new message into a chat. It is granted
    up to AHEAD before `due_at`, when the call may begin. Who sets `used` to False gives the
    turn back: no call was made.
    """

    priority: Priority
    number: int
    chat: Hashable | None
    granted: asyncio.Event = field(default_factory=asyncio.Event)
    due_at: float = NEVER
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
        self._recent: list[Turn] = []
        self._of_chat: dict[Hashable, Turn] = {}
        self._latest_bulk: Turn | None = None
        self._closed_until = 0.0
        self._changed = asyncio.Event()
        self._porter: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def turn(self, priority: Priority, chat: Hashable | None) -> AsyncIterator[Turn]:
        """Wait for a turn and hold it until the answer has come.

        There is a moment for what is to be done just before a call: `process_request` makes
        it when it is due.
        """
        turn = Turn(priority, next(self._numbers), chat)
        bisect.insort(self._waiting, turn, key=lambda turn: (turn.priority, turn.number))
        self._wake()
        try:
            await self._granted(turn)
            yield turn
        finally:
            self._leave(turn)

    def pause(self, seconds: float) -> None:
        """Let nobody through for so long, as Telegram asked."""
        self._closed_until = max(self._closed_until, self._now() + seconds)

    def remember(self, chat: Hashable) -> None:
        """Count a message to this chat that somebody else may have sent until now."""
        turn = Turn(Priority.ANSWER, next(self._numbers), chat)
        turn.due_at = turn.finished_at = self._now()
        self._recent.append(turn)
        self._of_chat[chat] = turn

    @staticmethod
    async def _granted(turn: Turn) -> None:
        try:
            await turn.granted.wait()
        except asyncio.CancelledError:
            turn.used = False
            raise

    def _leave(self, turn: Turn) -> None:
        """Count the turn as over; one that was not used as if it had never been granted."""
        turn.finished_at = self._now()
        if not turn.used:
            turn.due_at = turn.finished_at = -NEVER
            for line in (self._waiting, self._recent):
                if turn in line:
                    line.remove(turn)
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
        opens, now = self._opens_for_all(), self._now()
        shortest = NEVER
        for turn in self._waiting:
            turn.due_at = max(opens, self._opens_for(turn))
            pause = max(turn.due_at - AHEAD, self._closed_until) - now
            if pause <= 0:
                return turn, 0.0
            shortest = min(shortest, pause)
        return None, shortest

    def _opens_for_all(self) -> float:
        """Return when fewer than thirty calls may still have arrived within the last second."""
        a_second_ago = self._now() - SECOND
        self._recent = [turn for turn in self._recent if turn.finished_at > a_second_ago]
        if len(self._recent) < BURST:
            return -NEVER
        answered = sorted(turn.finished_at for turn in self._recent)
        return answered[-BURST] + SECOND

    def _opens_for(self, turn: Turn) -> float:
        moments = [-NEVER]
        if turn.chat is not None and turn.chat in self._of_chat:
            moments.append(self._of_chat[turn.chat].finished_at + SECOND)
        if turn.priority > Priority.ANSWER and self._latest_bulk is not None:
            moments.append(self._latest_bulk.due_at + SPACING)
        return max(moments)

    def _grant(self, turn: Turn) -> None:
        self._waiting.remove(turn)
        self._recent.append(turn)
        turn.due_at = max(turn.due_at, self._now())
        if turn.priority > Priority.ANSWER:
            self._latest_bulk = turn
        if turn.chat is not None:
            self._of_chat.pop(turn.chat, None)
            self._of_chat[turn.chat] = turn
            self._forget_idle_chats()
        turn.granted.set()

    def _forget_idle_chats(self) -> None:
        if len(self._of_chat) > CHATS_REMEMBERED:
            soon = self._now() - SECOND
            self._of_chat = {c: t for c, t in self._of_chat.items() if t.finished_at > soon}

    async def _due(self, turn: Turn) -> None:
        while (pause := turn.due_at - self._now()) > 0:
            await self._sleep(pause)

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
        """Make the call when the turn that the caller holds is due, else within one of its own."""
        if rate_limit_args is not None:
            await self._due(rate_limit_args)
            return await callback(*args, **kwargs)
        async with self.turn(Priority.ANSWER, None) as turn:
            await self._due(turn)
            return await callback(*args, **kwargs)
