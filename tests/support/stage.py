"""The demo as a person starts it, and the page with the phones in a real browser."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from playwright.async_api import FrameLocator, Locator, Page, expect

START_SECONDS = 60
WAIT = 30_000.0
"""Milliseconds; the bot answers in a fraction of a second on a machine that has time."""

METTE, SELAM, AMAL, JENS = 1000, 1001, 1002, 1007

JOINING = {
    SELAM: ("START", "ትግርኛ", "እወ"),
    AMAL: ("بدء", "العربية", "نعم"),
    JENS: ("START", "Dansk", "Ja"),
}
SCHEDULE = {SELAM: "መደብ", AMAL: "الجدول", JENS: "Skema"}


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start `python -m bot demo` on a free port and tell its address."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo"],
        env={**os.environ, "PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        began = time.monotonic()
        line = process.stdout.readline()
        assert f"http://localhost:{port}/" in line, line
        assert time.monotonic() - began < START_SECONDS
        yield f"http://localhost:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdout is not None:
            process.stdout.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def phone(page: Page, user_id: int) -> Locator:
    """Return a phone on the stage, or Mette's at the desk."""
    return page.locator(f"[aria-labelledby='person-{user_id}']")


def console(page: Page) -> FrameLocator:
    """Return the console beside the phones."""
    return page.frame_locator("iframe")


async def press(page: Page, user_id: int, words: str) -> None:
    """Press the newest button or key with these words, once it is there."""
    button = phone(page, user_id).get_by_role("button", name=words).last
    await button.click(timeout=WAIT)


async def says(page: Page, user_id: int, words: str) -> None:
    """Wait until the phone shows these words."""
    await expect(phone(page, user_id).get_by_text(words).last).to_be_visible(timeout=WAIT)


async def join(page: Page, user_id: int) -> None:
    """Scan, choose a language, agree."""
    for words in JOINING[user_id]:
        await press(page, user_id, words)
    await says(page, user_id, SCHEDULE[user_id])


async def follow(page: Page, link: str, *, to: str) -> None:
    """Follow a link in the console, and wait for the page that begins so.

    A click does not wait for it, and the page before may have links with the same words.
    """
    desk = console(page)
    await desk.get_by_role("link", name=link).first.click(timeout=WAIT)
    heading = desk.get_by_role("heading", level=1).filter(has_text=to)
    await expect(heading).to_be_visible(timeout=WAIT)


async def move_clock(page: Page, words: str) -> None:
    """Move the demo's clock."""
    await page.get_by_role("button", name=words).click()
