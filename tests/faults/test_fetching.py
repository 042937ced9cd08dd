"""A worker dies while it fetches a picture: it is stored once all the same, and receipted once."""

from datetime import timedelta
from signal import SIGKILL

import pytest
from sqlmodel import select

from bot.clock import MovableClock
from bot.demo.botapi import Fault
from storage.database import Database
from storage.files import File
from storage.messages import Attachment
from storage.vocabulary import MediaState
from tests.support.media import JPEG
from tests.support.noon import Template, noon
from tests.support.workers import Workers

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]


async def test_a_worker_dies_between_asking_and_storing(
    nursery: Workers, template: Template
) -> None:
    async with noon(nursery, template) as here:
        clock = here.telegram.now
        assert isinstance(clock, MovableClock)
        writer = here.telegram.phones[template.street.asking[0]]
        here.telegram.faults.add("getFile", Fault.SLOW, times=None, seconds=5)
        writer.send("/message")
        writer.attach("photo", JPEG)
        writer.attach("photo", JPEG, name="again")
        worker = here.worker()
        await here.until(lambda: len(here.telegram.called("getFile")) > 1)
        worker.kill()
        assert await worker.death() == -SIGKILL
        assert {one.state for one in sent(here.database)} == {MediaState.WANTED}
        here.telegram.faults.clear()
        clock.move_to(clock() + timedelta(minutes=1))
        here.worker()
        await here.until(lambda: {one.state for one in sent(here.database)} == {MediaState.STORED})
        await here.quiet()
        with here.database.reading() as db:
            assert len(db.exec(select(File)).all()) == 1
        receipts = [one for one in writer.screen if one.from_bot and "✅" in one.text]
        assert 2 <= len(receipts) <= 3  # what was being said at the death may have come twice


def sent(database: Database) -> list[Attachment]:
    with database.reading() as db:
        return list(db.exec(select(Attachment)))
