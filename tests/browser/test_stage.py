"""The demo, as somebody sees it who has just typed `make demo`."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.support import stage
from tests.support.accessibility import axe
from tests.support.stage import AMAL, JENS, METTE, SELAM, WAIT

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(240)]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(browser: Browser) -> AsyncIterator[str]:
    """A demo that three people have joined: two on the stage, Jens on a phone by itself."""
    with stage.running() as address:
        page = await browser.new_page()
        await page.goto(address)
        for person in (SELAM, AMAL):
            await stage.join(page, person)
        await page.goto(f"{address}phone/{JENS}")
        for words in (*stage.JOINING[JENS], stage.SCHEDULE[JENS]):
            await page.get_by_role("button", name=words).last.click(timeout=WAIT)
        await page.close()
        yield address


async def test_the_whole_journey_in_a_browser(page: Page, address: str) -> None:
    await page.set_viewport_size({"width": 1700, "height": 1000})
    await page.goto(address)
    for person in (SELAM, AMAL):
        await stage.press(page, person, stage.SCHEDULE[person])
    await stage.says(page, SELAM, "ሎሚ")
    await stage.says(page, AMAL, "اليوم")
    await stage.says(page, JENS, "I dag")
    await axe(page)

    await stage.follow(page, "Forløb", to="Forløb")
    await stage.follow(page, "Service", to="Service")
    await stage.follow(page, "CV-workshop", to="CV-workshop")
    await stage.follow(page, "Flyt", to="Flyt")
    desk = stage.console(page)
    await desk.locator("#starts").fill("14:30")
    await desk.locator("#ends").fill("16:30")
    await desk.get_by_role("button", name="Gem").click(timeout=WAIT)
    await desk.get_by_role("button", name="Gem og giv besked").click(timeout=WAIT)

    for person in (SELAM, AMAL):
        log = stage.phone(page, person).get_by_role("log")
        await expect(log).to_contain_text("14:30–16:30", timeout=WAIT)
        await expect(log).not_to_contain_text("13:00", timeout=WAIT)
    await axe(page)

    await stage.follow(page, "I dag", to="I dag")
    absence = desk.locator("#absences tr", has_text="Selam Haile")
    await expect(absence).to_have_count(0)
    await stage.press(page, SELAM, "ክመጽእ ኣይክእልን እየ")
    await stage.says(page, SELAM, "❌")
    await expect(absence).to_be_visible(timeout=WAIT)

    await stage.move_clock(page, "18:00")
    await stage.says(page, JENS, "⏰")
    await stage.says(page, AMAL, "⏰")


async def test_mette_answers_from_her_own_phone(page: Page, address: str) -> None:
    await page.goto(address)
    await page.get_by_role("radio", name="Phone").check(timeout=WAIT)
    mette = stage.phone(page, METTE)
    written = mette.get_by_role("article").filter(has_text="Rania Darwish").first
    await written.hover(timeout=WAIT)
    await written.get_by_role("button", name="Svar", exact=True).click(timeout=WAIT)
    await expect(mette.get_by_role("textbox")).to_be_focused(timeout=WAIT)
    await axe(page)
    await page.keyboard.type("Ja, gerne.")
    await page.keyboard.press("Enter")
    await stage.says(page, METTE, "Dit svar går til")
    await stage.press(page, METTE, "I dag")
    await stage.says(page, METTE, "kan ikke komme")


async def test_every_phone_alone_is_for_everybody(page: Page, address: str) -> None:
    for person in (SELAM, AMAL, JENS):
        await page.goto(f"{address}phone/{person}")
        schedule = page.get_by_role("button", name=stage.SCHEDULE[person])
        await expect(schedule).to_be_visible(timeout=WAIT)
        for width, scheme in ((360, "light"), (360, "dark"), (1700, "light")):
            await page.set_viewport_size({"width": width, "height": 740})
            await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            await axe(page)
            assert await page.evaluate(OVERFLOW) <= 0
