"""A process that has everything imported and brings workers into the world by forking.

A fork is a process of its own, to be killed at any moment, without the second that a fresh
interpreter needs. Orders come as lines of JSON on the standard input; each birth and each
death is told as a line of JSON on the standard output.
"""

import asyncio
import json
import os
import select
import signal
import sys
import traceback
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

import anyio._backends._asyncio  # noqa: F401  # else every fork imports it when it first closes
from pydantic import SecretStr
from sqlalchemy.orm import configure_mappers

from bot import logs
from bot.actions.calendar import is_holiday
from bot.clock import MovableClock
from bot.demo.botapi.telegram import TOKEN
from bot.settings import Settings
from bot.texts import when
from bot.texts.say import Voice
from bot.wiring.installation import Installation
from bot.wiring.serving import until_stopped
from bot.wiring.worker import work_when_elected
from storage.vocabulary import Language
from tests.support.death import Death, Point
from tests.support.practice import open_with_practice, practise

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
SECRET = "a-secret-key-that-is-long-enough-0123456789"


@dataclass(frozen=True)
class Birth:
    """What a worker is born into: its database, its Telegram, its time, and where it will die."""

    database_url: str
    api_url: str
    now: str
    log: str
    point: Point | None = None
    nth: int = 1
    time_passes: bool = False
    is_practice: bool = False

    def order(self) -> str:
        """Write the order for it."""
        return json.dumps(asdict(self))


def home(database_url: str, api_url: str, clock: MovableClock) -> Installation:
    """Return an installation that speaks to our own Bot API server."""
    settings = Settings(
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_url=api_url,
        secret_key=SecretStr(SECRET),
        database_url=database_url,
    )
    return Installation(settings, open_with_practice(database_url), clock)


def _home_of(birth: Birth) -> Installation:
    clock = MovableClock(datetime.fromisoformat(birth.now), running=birth.time_passes)
    return home(birth.database_url, birth.api_url, clock)


def live(birth: Birth) -> None:
    """Be a worker as the program runs it, until told to stop."""
    logs.configure("INFO")
    installation = _home_of(birth)
    if birth.point is not None:
        Death(birth.point, birth.nth).lurk()
    asyncio.run(serve(installation))


async def serve(installation: Installation) -> None:
    """Serve as the process `worker` does."""
    await until_stopped([work_when_elected(installation)])


def warm_up() -> None:
    """Read once what every worker reads when it first speaks, so that the forks have it."""
    configure_mappers()
    for language in Language:
        Voice(language).say("Reminder")
        when.day(NOON, language)
    is_holiday(NOON.date())


class Nursery:
    """Forks, and knows who lives."""

    def __init__(self) -> None:
        self._children: set[int] = set()

    def run(self) -> None:
        """Serve until the standard input ends, then end every child."""
        bell, rope = os.pipe()
        os.set_blocking(rope, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(rope)
        while True:
            ready, _, _ = select.select([sys.stdin.fileno(), bell], [], [])
            if bell in ready:
                os.read(bell, 1)
            self._bury()
            if sys.stdin.fileno() in ready and not self._take_order():
                break
        for child in self._children:
            os.kill(child, signal.SIGKILL)

    def _take_order(self) -> bool:
        line = os.read(sys.stdin.fileno(), 65536).decode()
        for order in line.splitlines():
            fields: dict[str, Any] = json.loads(order)
            point = Point(fields["point"]) if fields["point"] else None
            birth = Birth(**{**fields, "point": point})
            if birth.is_practice:
                _practise(birth)
            else:
                self._bear(birth)
        return bool(line)

    def _bear(self, birth: Birth) -> None:
        child = os.fork()
        if child == 0:
            _be_born(birth)
        self._children.add(child)
        _tell({"born": child})

    def _bury(self) -> None:
        while self._children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            self._children.discard(child)
            _tell({"died": child, "code": os.waitstatus_to_exitcode(status)})


def _practise(birth: Birth) -> None:
    """Be the worker oneself, until the next line comes."""
    told = os.dup(1)
    _write_to(birth.log)  # what is logged must not be taken for an event
    logs.configure("INFO")
    practise(_home_of(birth), sys.stdin.fileno())
    os.read(sys.stdin.fileno(), 65536)
    os.dup2(told, 1)
    os.close(told)
    _tell({"practised": os.getpid()})


def _be_born(birth: Birth) -> NoReturn:
    """Live, and leave without going back into the parent's code."""
    code = 1
    try:
        _leave_home(birth.log)
        live(birth)
        code = 0
    except BaseException:  # noqa: BLE001  # the log is the only one to tell
        traceback.print_exc()
    os._exit(code)


def _leave_home(log: str) -> None:
    """Let go of the parent's pipes and signals; write to a log of one's own."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    _write_to(log)
    os.dup2(1, 2)


def _write_to(log: str) -> None:
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.close(written)


def _tell(event: dict[str, int]) -> None:
    os.write(sys.stdout.fileno(), f"{json.dumps(event)}\n".encode())


if __name__ == "__main__":
    warm_up()
    Nursery().run()
