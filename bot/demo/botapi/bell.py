"""A bell that wakes everyone who waits for a change, from any thread."""

from __future__ import annotations

import asyncio


class Bell:
    """Counts its strokes, so that a stroke between looking and waiting is never missed."""

    def __init__(self) -> None:
        self.strokes = 0
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def ring(self) -> None:
        """Wake everyone."""
        self.strokes += 1
        for loop, event in list(self._waiting):
            loop.call_soon_threadsafe(event.set)

    async def wait(self, seen: int, patience: float | None = None) -> None:  # seconds are data here
        """Wait until the bell has struck more often than `seen`, at most `patience` seconds."""
        place = (asyncio.get_running_loop(), asyncio.Event())
        self._waiting.add(place)
        try:
            if self.strokes == seen:
                async with asyncio.timeout(patience):
                    await place[1].wait()
        except TimeoutError:
            return
        finally:
            self._waiting.discard(place)
