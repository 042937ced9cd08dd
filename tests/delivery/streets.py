"""A gate and what is behind it, under a time of its own, seen from the server's side."""

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import pairwise

from bot.delivery.pacing import BURST, SECOND, Gate, Turn
from storage.vocabulary import Priority
from tests.support import virtual

A_HAIR = 1e-6


@dataclass
class Server:
    """Telegram as the gate must not see it break: every arrival by its moment."""

    latency: Callable[[], tuple[float, float]]
    arrivals: list[tuple[float, Hashable, str]] = field(default_factory=list)

    async def take(self, chat: Hashable, name: str) -> None:
        """Let a call travel, arrive, and its answer travel back."""
        there, back = self.latency()
        await asyncio.sleep(there)
        self.arrivals.append((virtual.now(), chat, name))
        await asyncio.sleep(back)

    @property
    def names(self) -> list[str]:
        return [name for _, _, name in sorted(self.arrivals, key=lambda one: one[0])]

    def check(self) -> None:
        """Thirty in any second, one a second in one chat."""
        moments = sorted(moment for moment, _, _ in self.arrivals)
        for first, thirty_first in zip(moments, moments[BURST:], strict=False):
            assert thirty_first - first >= SECOND - A_HAIR
        for chat in {chat for _, chat, _ in self.arrivals if chat is not None}:
            mine = sorted(moment for moment, whose, _ in self.arrivals if whose == chat)
            assert all(later - earlier >= SECOND - A_HAIR for earlier, later in pairwise(mine))


class Street:
    """A gate and a server, and people who send through them."""

    def __init__(self, latency: Callable[[], tuple[float, float]] = lambda: (0.02, 0.03)) -> None:
        self.gate = Gate(virtual.now, asyncio.sleep)
        self.server = Server(latency)

    async def send(
        self, name: str = "", priority: Priority = Priority.REMINDER, chat: Hashable | None = None
    ) -> None:
        async with self.gate.turn(priority, chat) as turn:
            await self.call(turn, chat, name)

    async def call(self, turn: Turn | None, chat: Hashable | None, name: str) -> None:
        """Make a call as the library does."""
        take, whom = self.server.take, (chat, name)
        await self.gate.process_request(take, whom, {}, "sendMessage", {}, turn)

    async def send_all(self, *sendings: asyncio.Future[None]) -> None:
        await asyncio.gather(*sendings)
        self.server.check()
