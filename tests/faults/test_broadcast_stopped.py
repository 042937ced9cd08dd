"""Who stops a broadcast while it is being sent stops it: only what is in flight still leaves."""

import asyncio

import pytest

from bot.actions.broadcasts import running
from bot.actions.changes import Cause
from storage.vocabulary import NoticeState
from tests.support.mailing import mailing
from tests.support.workers import Workers

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]
SIZE = 90
IN_FLIGHT = 8


async def test_at_most_eight_more_leave_after_the_stop(nursery: Workers, database_url: str) -> None:
    async with mailing(nursery, database_url, SIZE) as here:
        here.send()
        here.worker()
        await here.until_on_phones(SIZE // 3)
        cause = Cause(here.caller, "stop", here.telegram.now())
        await asyncio.to_thread(running.stop, here.database, here.number, cause=cause)
        at_the_commit = here.on_phones()
        await asyncio.sleep(0.7)  # twenty more would have left
        assert here.on_phones() - at_the_commit <= IN_FLIGHT
        assert here.on_phones() == here.shown()[NoticeState.SENT]
