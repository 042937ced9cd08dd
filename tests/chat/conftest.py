"""The school with its Telegram: real updates in, real messages out."""

from collections.abc import AsyncIterator

import pytest_asyncio

from storage.database import Database
from tests.chat.wire import Wire
from tests.support.school import TUESDAY
from tests.support.world import World


@pytest_asyncio.fixture
async def wire(database: Database) -> AsyncIterator[Wire]:
    """Both databases in turn."""
    async with World(database, TUESDAY) as world:
        yield Wire(world)


@pytest_asyncio.fixture
async def quick_wire(sqlite: Database) -> AsyncIterator[Wire]:
    """One database, for what does not depend on it and is tried many times."""
    async with World(sqlite, TUESDAY) as world:
        yield Wire(world)
