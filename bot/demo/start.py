"""Start the demo: Telegram, the phones, the bot and the console in one process."""

import asyncio
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot import logs
from bot.demo import cast, habits, programme
from bot.demo.botapi import Telegram
from bot.demo.clock import StageClock
from bot.demo.phones.stage import Stage
from bot.demo.site import site
from bot.settings import Settings
from bot.wiring.installation import Installation, open_for_once
from bot.wiring.serving import listen, serve, until_stopped

if TYPE_CHECKING:
    from bot.wiring.worker import Worker

HERE = "127.0.0.1"


def start(settings: Settings) -> None:
    """Serve the demo at the port of `settings` until stopped; nothing of it is kept."""
    logs.configure("WARNING")
    with tempfile.TemporaryDirectory(prefix="brobygger-demo-") as folder:
        asyncio.run(_serve(settings.port, Path(folder)))


async def _serve(port: int, folder: Path) -> None:
    listener = listen(port, host=HERE)
    clock = StageClock()
    telegram = Telegram(now=clock.now)
    home = _installation(port, folder, telegram, clock)
    programme.bring_in(home, folder)
    people = cast.assemble(telegram, home)
    stage = Stage(
        telegram,
        people.on_stage,
        clock,
        console_url="/desk",
        desk=people.desk,
        others=people.off_stage,
    )
    print(f"Brobygger is at http://localhost:{port}/  (stop it with Ctrl-C)", flush=True)  # noqa: T201
    try:
        await until_stopped(
            [
                serve(site(home, telegram, stage), listener),
                _until_closed(telegram),
                _work(home),
                habits.live(people.off_stage, people.desk),
            ]
        )
    finally:
        home.database.close()


def _installation(port: int, folder: Path, telegram: Telegram, clock: StageClock) -> Installation:
    settings = Settings(
        telegram_bot_token=SecretStr(telegram.token),
        telegram_api_url=f"http://{HERE}:{port}",
        database_url=f"sqlite:///{folder / 'demo.db'}",
        port=port,
        console_url=f"http://localhost:{port}/console",
        secret_key=SecretStr(secrets.token_urlsafe(48)),
    )
    return Installation(settings, open_for_once(settings), clock.now)


async def _work(home: Installation) -> None:
    """Let the bot come to work while the page stands there already, as Telegram does without it."""
    worker = await asyncio.to_thread(_worker)
    await worker(home).work()


def _worker() -> "type[Worker]":
    from bot.wiring.worker import Worker  # noqa: PLC0415  # takes a third of a second

    return Worker


async def _until_closed(telegram: Telegram) -> None:
    """Wake whoever waits for news as the demo stops, so that the server need not wait for them."""
    try:
        await asyncio.Event().wait()
    finally:
        telegram.close()
