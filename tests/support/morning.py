"""A world as it was at one moment, to begin there again: the database and the phones."""

import copy
from dataclasses import dataclass
from itertools import count
from typing import Self

from bot.demo.botapi import Phone, Telegram
from tests.support import memory
from tests.support.memory import Rows
from tests.support.world import World


@dataclass(frozen=True)
class Morning:
    """The rows and what Telegram knows; a bot remembers nothing, so there is no more to it."""

    rows: Rows
    telegram: Telegram
    phones: dict[int, Phone]
    message_ids: "count[int]"
    tap_ids: "count[int]"
    next_update: int

    @classmethod
    def of(cls, world: World) -> Self:
        """Remember a world in which nothing is on its way."""
        telegram = world.telegram
        assert not telegram.updates.pending
        return cls(
            memory.dump(world.home.database),
            telegram,
            _copied(telegram.phones, telegram, telegram),
            copy.copy(telegram._ids),
            copy.copy(telegram._queries),
            telegram.updates._next_id,
        )

    def again(self, world: World) -> None:
        """Let another world, whose database holds a part of this, be as this one was."""
        memory.restore(world.home.database, self.rows, instead_of=self.rows)
        world.telegram.phones = _copied(self.phones, self.telegram, world.telegram)
        world.telegram._ids = copy.copy(self.message_ids)
        world.telegram._queries = copy.copy(self.tap_ids)
        world.telegram.updates._next_id = self.next_update


def _copied(phones: dict[int, Phone], of: Telegram, to: Telegram) -> dict[int, Phone]:
    return copy.deepcopy(phones, {id(of): to})
