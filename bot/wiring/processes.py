"""The processes of an installation: run, web, worker."""

import asyncio
import socket
from collections.abc import Awaitable

from bot import logs
from bot.settings import Settings
from bot.wiring.installation import Installation, open_current, open_migrated
from bot.wiring.serving import listen, serve, until_stopped
from bot.wiring.telegram import username_in_time
from bot.wiring.web import web_app
from bot.wiring.worker import work_when_elected
from storage.database import Database

EVERYWHERE = "0.0.0.0"  # noqa: S104  # a platform's router has to reach us


def run(settings: Settings) -> None:
    """Serve everything in one process; the database is migrated first."""
    _start(settings.ready_to_serve(), open_migrated(settings), worker=True, web=True)


def web(settings: Settings) -> None:
    """Serve the console and the webhook."""
    _start(settings.ready_to_serve(), open_current(settings), worker=False, web=True)


def worker(settings: Settings) -> None:
    """Serve the inbox, the outbox and the ticks."""
    _start(settings.ready_to_serve(), open_current(settings), worker=True, web=False)


def _start(settings: Settings, database: Database, *, worker: bool, web: bool) -> None:
    logs.configure(settings.log_level)
    try:
        asyncio.run(_serve(Installation(settings, database), worker=worker, web=web))
    finally:
        database.close()


async def _serve(home: Installation, *, worker: bool, web: bool) -> None:
    services: list[Awaitable[None]] = []
    if web:
        services.append(_serve_web(home, listen(home.settings.port, host=EVERYWHERE)))
    if worker:
        services.append(work_when_elected(home))
    await until_stopped(services)


async def _serve_web(home: Installation, listener: socket.socket) -> None:
    await serve(web_app(home, await username_in_time(home.settings)), listener)
