"""The demo, as somebody sees it who has just typed `make demo`."""

from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from tests.support import stage
from tests.support.accessibility import axe
from tests.support.stage import AMAL, JENS, SELAM, WAIT

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(240)]


@pytest.fixture
def address(chromium_path: str) -> Iterator[str]:
    with stage.running() as address:
        yield address


async def test_the_whole_journey_in_a_browser(page: Page, address: str) -> None:
    await page.set_viewport_size({"width": 1700, "height": 1000})
    await page.goto(address)
    for person in (SELAM, AMAL, JENS):
        await stage.join(page, person)
        await stage.press(page, person, stage.SCHEDULE[person])
    await stage.says(page, SELAM, "ሎሚ")
    await stage.says(page, AMAL, "اليوم")
    await stage.says(page, JENS, "I dag")
    await page.wait_for_timeout(1000)  # new messages fade in
    await axe(page)

    desk = stage.console(page)
    await desk.get_by_role("link", name="Forløb").click(timeout=WAIT)
    await desk.get_by_role("link", name="Service").first.click(timeout=WAIT)
    await desk.get_by_role("link", name="CV-workshop").first.click(timeout=WAIT)
    await desk.get_by_role("link", name="Flyt").first.click(timeout=WAIT)
    await desk.locator("#starts").fill("14:30")
    await desk.locator("#ends").fill("16:30")
    await desk.get_by_role("button", name="Gem").click(timeout=WAIT)

    for person in (SELAM, AMAL):
        log = stage.phone(page, person).get_by_role("log")
        await expect(log).to_contain_text("14:30–16:30", timeout=WAIT)
        await expect(log).not_to_contain_text("13:00", timeout=WAIT)
    await page.wait_for_timeout(1000)
    await axe(page)

    await stage.press(page, SELAM, "ክመጽእ ኣይክእልን እየ")
    await stage.says(page, SELAM, "❌")
    await desk.get_by_role("link", name="I dag").first.click(timeout=WAIT)
    await expect(desk.get_by_text("Selam Haile").first).to_be_visible(timeout=WAIT)

    await stage.move_clock(page, "18:00")
    await stage.says(page, JENS, "⏰")
    await stage.says(page, AMAL, "⏰")


async def test_every_phone_alone_is_for_everybody(page: Page, address: str) -> None:
    for person in (SELAM, AMAL, JENS):
        await page.goto(f"{address}phone/{person}")
        for words in stage.JOINING[person]:
            await page.get_by_role("button", name=words).last.click(timeout=WAIT)
        schedule = page.get_by_role("button", name=stage.SCHEDULE[person])
        await expect(schedule).to_be_visible(timeout=WAIT)
        for width, scheme in ((360, "light"), (360, "dark"), (1700, "light")):
            await page.set_viewport_size({"width": width, "height": 740})
            await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            await page.wait_for_timeout(600)  # colours fade from one scheme to the other
            await axe(page)
            assert await page.evaluate(OVERFLOW) <= 0
