"""The staff at their browsers: no script, no socket, as many windows as they like."""

import contextlib
import re
import threading
import time
from collections.abc import Iterator
from html import unescape

import httpx2
import uvicorn
from playwright.async_api import Page
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from bot.actions import staff
from bot.clock import MovableClock
from bot.console import app as console, cookies
from bot.console.context import Context
from storage.database import Database
from tests.support.town import NOW, Town

ROOT = "/console"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">')


class Office:
    """A console over a town, mounted as in the real thing; its clock stands still."""

    def __init__(self, database: Database, town: Town, *, url: str = "http://desk/console") -> None:
        self.database = database
        self.town = town
        self.clock = MovableClock(NOW, running=False)
        self.serve(
            Context(
                database=database,
                secret_key="a secret of more than thirty-two signs",
                clock=self.clock,
                console_url=url,
                bot_username="randers_bot",
            )
        )

    def serve(self, context: Context) -> None:
        """Let the console be that of this context."""
        self.context = context
        self.app = Starlette(routes=[Mount(ROOT, console.create(context))])

    def window(self) -> "Window":
        """Return a browser in which nobody is signed in."""
        return Window(self)

    def at(self, name: str, *, language: str = "en") -> "Window":
        """Return a browser in which this member of staff is signed in."""
        number = self.town.staff[name]
        staff.choose_language(self.database, number, language)
        window = self.window()
        token = staff.open_browser(self.database, number, now=self.clock())
        window.client.cookies.set(cookies.BROWSER, token)
        return window

    def link(self, name: str) -> str:
        """Return a fresh sign-in link's path."""
        number = self.town.staff[name]
        return f"/signin/{staff.invite_sign_in(self.database, number, now=self.clock())}"


class Window:
    """One browser."""

    def __init__(self, office: Office) -> None:
        self.client = TestClient(
            office.app,
            base_url=office.context.console_url.removesuffix(ROOT),
            follow_redirects=False,
        )

    def get(self, path: str, **headers: str) -> httpx2.Response:
        return self.client.get(ROOT + path, headers=headers)

    def post(self, path: str, values: dict[str, str]) -> httpx2.Response:
        return self.client.post(ROOT + path, data=values)

    def save(self, path: str, values: dict[str, str], **added: str) -> httpx2.Response:
        """Send a form, and confirm what it would lead to when that is shown."""
        answer = self.post(path, values)
        if 'name="foretold"' not in answer.text:
            return answer
        return self.post(path, hidden(answer.text) | {"step": "tell"} | added)

    def form(self, path: str, **values: str) -> dict[str, str]:
        """Return the hidden fields of the last form of a page, with more values."""
        return hidden(self.get(path).text) | values


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of the last form of a page."""
    last = page[page.rindex("<form") :]
    return {name: unescape(value) for name, value in HIDDEN.findall(last)}


@contextlib.contextmanager
def served(office: Office) -> Iterator[str]:
    """Serve the console on this machine, for a real browser; yield its address."""
    config = uvicorn.Config(
        office.app,
        port=0,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=1,  # a page that is told something is told no more
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/console"
    finally:
        server.should_exit = True
        thread.join()


async def signed_in(page: Page, office: Office, desk: str, name: str = "Mette") -> None:
    """Let a real browser be that of this member of staff."""
    token = staff.open_browser(office.database, office.town.staff[name], now=office.clock())
    await page.context.add_cookies([{"name": cookies.BROWSER, "value": token, "url": desk}])


def address(office: Office, path: str) -> str:
    """Return a path with the town's names in braces as numbers."""
    town = office.town
    return path.format_map(town.people | town.courses | town.sessions)
