"""Somebody does more in a minute than can be done, and is told so once."""

from datetime import timedelta

from sqlmodel import select

from storage.database import Database
from storage.inbox import Inbox
from storage.vocabulary import InboxState
from tests.journeys.conftest import SELAM, joined
from tests.journeys.hands import said, write
from tests.journeys.programme import MONDAY, bring_in
from tests.support.world import World

MANY = 25


async def test_twenty_in_a_minute_are_done_and_the_rest_is_told_once(database: Database) -> None:
    async with World(database, MONDAY, updates_a_minute=20) as world:
        phone = await joined(world, bring_in(database), SELAM)
        world.clock.move_to(MONDAY + timedelta(minutes=2))
        before = len(said(phone))
        for _ in range(MANY):
            phone.send("/help")
        await world.settle()
        assert len(said(phone)) == before + 21
        await world.restart()
        await write(world, phone, "/help")
        assert len(said(phone)) == before + 21
        world.clock.move_to(MONDAY + timedelta(minutes=3))
        await write(world, phone, "/help")
        assert len(said(phone)) == before + 22
    with database.reading() as db:
        states = {row.state for row in db.exec(select(Inbox))}
    assert states == {InboxState.DONE}
