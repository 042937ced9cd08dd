"""Take a picture of every task on a small phone, in the four languages: `make phones`.

Each task is done through the real bot, tap by tap; the picture shows what stands there at the
end, the four phones side by side. How many taps it took after the menu, and how long the bot
took to answer them, is written beside it.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Page, ViewportSize
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route

from bot.actions import people
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.demo import phones, programme
from bot.demo.botapi import Phone, loopback
from bot.demo.botapi.keyboards import Button
from bot.demo.phones.stage import Person, Stage
from bot.queries import lookup
from bot.rules import invitations
from bot.texts import menu
from bot.texts.say import Voice
from storage import schema
from storage.database import open_database
from storage.vocabulary import Language
from tests.browser.roads import ROADS, Road
from tests.support import browser
from tests.support.world import SECRET, World

DOCS = Path(__file__).parents[2] / "docs"
MONDAY = datetime(2026, 11, 23, 7, 40, tzinfo=UTC)
WIDTH, HEIGHT = 320, 640
PEOPLE = {
    Language.TIGRINYA: "R-2026-0101",
    Language.ARABIC: "R-2026-0102",
    Language.DANISH: "R-2026-0103",
    Language.ENGLISH: "R-2026-0104",
}
FIRST_NUMBER = 1001
FOUR = """<!doctype html><style>body{{margin:0;display:flex}}iframe{{border:0;width:{width}px;height:{height}px}}
</style>{frames}"""


@dataclass(frozen=True)
class Taken:
    """How a task went: taps after the first key, and the seconds that the bot took for one person."""

    road: Road
    taps: int
    seconds: float


class Four:
    """Four people who do the same, each in their own language."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.phones: dict[Language, Phone] = {}
        self.taps = 0

    async def join(self) -> None:
        """Scan, choose a language, agree."""
        for number, (language, reference) in enumerate(PEOPLE.items(), FIRST_NUMBER):
            phone = self.world.phone(number, reference)
            self.phones[language] = phone
            phone.start(self._invitation(reference))
            await self.world.settle()
            for data in (f"lang:{language.value}", "agree:"):
                await self.tap(phone, data)

    async def walk(self, road: Road) -> Taken:
        """Go a road to its end on every phone."""
        for phone in self.phones.values():
            if road.before is not None:
                await road.before(self.world, phone)
        if road.until is not None:
            await self.world.at(road.until)
        began, self.taps = time.perf_counter(), 0
        for language, phone in self.phones.items():
            await self._choose(phone, language, road.command)
            for step in road.steps:
                await (self._write(phone, step.text) if step.text else self.tap(phone, step.data))
            phone.toast = None  # it passes
        each = len(self.phones)
        return Taken(road, self.taps // each, (time.perf_counter() - began) / each)

    async def tap(self, phone: Phone, data: str) -> None:
        """Tap the first button whose data begins so, in the lowest message that has one."""
        for message in reversed(phone.screen):
            shown = [button.data or "" for row in message.buttons for button in row]
            meant = next((found for found in shown if found.startswith(data)), None)
            if meant is not None:
                phone.tap(meant)
                break
        else:
            sys.exit(f"No button begins with {data}; the lowest are {_lowest(phone)}")
        self.taps += 1
        await self.world.settle()

    async def _choose(self, phone: Phone, language: Language, command: str) -> None:
        """Press the key, or go through More as often as it takes."""
        voice = Voice(language)
        if not command:
            return
        keys = {key for row in menu.rows(voice) for key in row}
        known = (*menu.items(voice), menu.more(voice))
        [item] = [item for item in known if item.command == command]
        if item.shown in keys:
            await self._write(phone, item.shown)
            return
        await self._write(phone, menu.more(voice).shown)
        while not any(button.data == f"menu:{command}" for button in _lowest(phone)):
            await self.tap(phone, "more:")
        await self.tap(phone, f"menu:{command}")

    async def _write(self, phone: Phone, text: str) -> None:
        phone.send(text)
        await self.world.settle()

    def _invitation(self, reference: str) -> str:
        home = self.world.home
        [found] = lookup.people(home.database, reference)
        cause = Cause(OPERATOR, f"phones:invite:{reference}", home.clock())
        invitation = people.invite(home.database, found.id, cause=cause)
        return invitations.token(SECRET, invitation.id or 0)


def _lowest(phone: Phone) -> list[Button]:
    """Return the buttons of the newest message that has any."""
    with_buttons = [message for message in phone.screen if message.buttons]
    return [button for row in with_buttons[-1].buttons for button in row] if with_buttons else []


async def main() -> None:
    """Walk every road and keep what is seen."""
    chromium = browser.chromium()
    if chromium is None:
        sys.exit("Chromium is not installed. On Debian: apt-get install chromium fonts-noto-core")
    (DOCS / "phones").mkdir(parents=True, exist_ok=True)
    async with browser.launched(chromium) as opened:
        size = ViewportSize(width=WIDTH * len(PEOPLE), height=HEIGHT)
        page = await opened.new_page(viewport=size, reduced_motion="reduce")
        taken = [await _picture(page, road) for road in ROADS]
    (DOCS / "phones.md").write_text(_document(taken), encoding="utf-8")


async def _picture(page: Page, road: Road) -> Taken:
    """Walk one road in a world of its own."""
    async with _world() as world:
        four = Four(world)
        await four.join()
        taken = await four.walk(road)
        async with loopback.serving(world.telegram, app=_app(four)) as address:
            await page.goto(f"{address}/four", wait_until="load")
            await page.wait_for_timeout(300)
            await page.screenshot(path=DOCS / "phones" / f"{road.name}.png")
    return taken


@asynccontextmanager
async def _world() -> AsyncIterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/phones.sqlite")
        schema.upgrade(database)
        async with World(database, MONDAY) as world:
            programme.bring_in(world.home, Path(folder))
            yield world
        database.close()


def _app(four: Four) -> Starlette:
    people = [Person(phone, language.value) for language, phone in four.phones.items()]

    def show(_request: Request) -> Response:
        frames = [f'<iframe src="/phone/{one.phone.user_id}"></iframe>' for one in people]
        return HTMLResponse(FOUR.format(width=WIDTH, height=HEIGHT, frames="".join(frames)))

    stage = Stage(four.world.telegram, people)
    return Starlette(routes=[Route("/four", show), Mount("/", phones.create(stage))])


def _document(taken: list[Taken]) -> str:
    rows = [
        f"| [{one.road.title}](#{one.road.name}) | {one.taps} | {one.seconds:.1f} |"
        for one in taken
    ]
    pictures = [
        f'<a id="{one.road.name}"></a>\n\n## {one.road.title}\n\n'
        f"![{one.road.title} in four languages](phones/{one.road.name}.png)\n"
        for one in taken
    ]
    head = (
        "# Every task on a small phone\n\nTigrinya, Arabic, Danish, English; made by `make phones`."
        " Taps are counted after the first key of the menu, those through More too; the seconds are what the bot took to answer them all.\n\n"
        "| task | taps | seconds |\n|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n\n" + "\n".join(pictures)


if __name__ == "__main__":
    asyncio.run(main())
