"""The database goes away under a worker and comes back: nothing is lost, nobody has to help."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import make_url
from sqlmodel import select
from starlette.applications import Starlette

from bot.clock import MovableClock
from bot.demo.botapi.telegram import TOKEN
from bot.intake.webhook import SECRET_HEADER, Webhook
from storage import schema
from storage.database import open_database
from storage.inbox import Inbox
from storage.outbox import Outbox
from tests.support import crowd, postgres, street
from tests.support.noon import Noon, Template, noon
from tests.support.street import NOON
from tests.support.workers import Workers

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]

SIZES = {"reminded": 40, "tapping": 3, "asking": 3}
AWAY_SECONDS = 2


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    """A server of one's own, to be stopped."""
    with postgres.server(will_be_stopped=True) as running:
        yield running


def _fresh(server: postgres.Server) -> str:
    url = server.url(server.create())
    database = open_database(url)
    schema.upgrade(database)
    database.close()
    return url


def _street(url: str) -> Template:
    built = street.build(url, SIZES)
    return Template(built, lambda: contextlib.nullcontext(url))


async def _half_way(here: Noon) -> None:
    here.worker()
    await here.until(lambda: len(here.telegram.called("sendMessage")) > 15)


def _let_people_act(here: Noon, template: Template) -> None:
    for number in range(6):
        street.act(template.street, here.telegram, number)


def _assert_all_told(here: Noon) -> None:
    end = here.ending()
    assert end.updates == {"done": 6}
    assert sum(cause.startswith("update:") for cause in end.changes) == 3
    assert set(end.notices.values()) <= {"sent", "superseded", "planned"}
    with here.database.reading() as db:
        reminders = db.exec(select(Outbox).where(Outbox.kind == "reminder"))
        attempts = {row.participant_id or 0: row.attempts for row in reminders if row.attempts}
    assert len(attempts) == SIZES["reminded"]
    for person, times in attempts.items():
        copies = len(here.telegram.phones[crowd.FIRST_CHAT + person].screen)
        assert 1 <= copies <= times <= 2


async def test_postgresql_is_stopped_and_started_under_a_worker(
    nursery: Workers, server: postgres.Server
) -> None:
    template = _street(_fresh(server))
    async with noon(nursery, template, time_passes=True) as here:
        await _half_way(here)
        await asyncio.to_thread(server.stop)
        _let_people_act(here, template)
        await asyncio.sleep(AWAY_SECONDS)
        await asyncio.to_thread(server.start)
        here.database.close()
        await here.quiet()
        assert here.log().count("worker_active") == 2
        _assert_all_told(here)


async def test_the_file_is_locked_by_another_program(nursery: Workers, sqlite_url: str) -> None:
    template = _street(sqlite_url)
    async with noon(nursery, template, time_passes=True) as here:
        await _half_way(here)
        file = make_url(sqlite_url).database or ""
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            _let_people_act(here, template)
            await asyncio.sleep(AWAY_SECONDS)
            other.execute("ROLLBACK")
        await here.quiet()
        _assert_all_told(here)


async def test_a_webhook_takes_nothing_that_it_cannot_keep(server: postgres.Server) -> None:
    database = open_database(_fresh(server))
    bot = TOKEN.partition(":")[0]
    webhook = Webhook(database, bot, "secret", MovableClock(NOON))
    app = httpx.ASGITransport(
        Starlette(routes=[webhook.route("/hook")]), raise_app_exceptions=False
    )
    async with httpx.AsyncClient(transport=app, base_url="http://hook") as telegram:

        async def push(number: int) -> int:
            update = {"update_id": number}
            headers = {SECRET_HEADER: "secret"}
            return (await telegram.post("/hook", json=update, headers=headers)).status_code

        assert await push(1) == 200
        await asyncio.to_thread(server.stop)
        assert await push(2) >= 500
        await asyncio.to_thread(server.start)
        assert await push(2) == 200
    with database.reading() as db:
        assert sorted(row.update_id or 0 for row in db.exec(select(Inbox))) == [1, 2]
    database.close()
