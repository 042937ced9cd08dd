"""Lanes of the outbox: notices that share places, and a way to the database."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Hashable
from functools import partial
from typing import Any

from bot.delivery.consumer import AT_ONCE
from storage.vocabulary import Priority

PLACES = 40
MOST = 10 * PLACES
"""No more notices than these are in hand at once, however few people they are for."""


class Lane:
    """What notices of some priorities have to themselves, so that answers stand behind no crowd.

    A place is somebody's, for theirs go one by one: a hundred messages that one person has
    removed take one. At the database there is a `counter` for all, and a `waiting_room` for those
    who wait for an edit to end.
    """

    def __init__(self, *priorities: Priority) -> None:
        """Begin with nobody in it."""
        self.priorities = priorities
        self.busy: set[asyncio.Task[None]] = set()
        self.counter = asyncio.Semaphore(AT_ONCE)
        self.waiting_room = asyncio.Semaphore(AT_ONCE)
        self._in_hand: Counter[Hashable] = Counter()

    @property
    def room(self) -> int:
        """How many more notices can be taken in hand."""
        return min(PLACES - len(self._in_hand), MOST - len(self.busy))

    def begin(self, whose: Hashable, delivery: Coroutine[Any, Any, None]) -> None:
        """Take one more notice in hand."""
        self._in_hand[whose] += 1
        task = asyncio.create_task(delivery)
        self.busy.add(task)
        task.add_done_callback(partial(self._leave, whose))

    def _leave(self, whose: Hashable, task: asyncio.Task[None]) -> None:
        self.busy.discard(task)
        self._in_hand[whose] -= 1
        if not self._in_hand[whose]:
            del self._in_hand[whose]
