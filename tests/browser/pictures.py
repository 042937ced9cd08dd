"""Take the pictures that README shows: `make pictures`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, ViewportSize

from storage import schema
from storage.database import open_database
from tests.console.office import Office, served, signed_in
from tests.support import browser, stage, town, way
from tests.support.stage import AMAL, JENS, SELAM, WAIT

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WIDE = ViewportSize(width=1700, height=1000)
DESK = ViewportSize(width=1300, height=2000)
WINDOW = ViewportSize(width=1300, height=760)
SMALL = ViewportSize(width=360, height=740)


async def main() -> None:
    """Walk through the demo and keep what is seen."""
    chromium = browser.chromium()
    if chromium is None:
        sys.exit("Chromium is not installed. On Debian: apt-get install chromium fonts-noto-core")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with stage.running() as address:
        async with browser.launched(chromium) as opened:
            page = await opened.new_page(locale="da-DK", viewport=WIDE)
            await _the_stage(page, address)
            await _each_phone(page, address)
            await _each_desk(page)


async def _the_stage(page: Page, address: str) -> None:
    await page.goto(address)
    for person in (SELAM, AMAL, JENS):
        await stage.join(page, person)
    await stage.move_clock(page, "18:00")
    for person in (SELAM, AMAL, JENS):
        await stage.says(page, person, "⏰")
    await stage.press(page, SELAM, "ክመጽእ ኣይክእልን እየ")
    await stage.press(page, AMAL, "سأحضر")
    await stage.press(page, JENS, "Skema")
    await stage.says(page, JENS, "I dag")
    desk = stage.console(page)
    await desk.get_by_role("link", name="I dag").first.click(timeout=WAIT)
    await desk.get_by_text("Selam Haile").first.wait_for(timeout=WAIT)
    await page.wait_for_timeout(6000)  # the passing words have passed
    await page.screenshot(path=FOLDER / "stage.png")


async def _each_phone(page: Page, address: str) -> None:
    await page.set_viewport_size(SMALL)
    for name, person in (("tigrinya", SELAM), ("arabic", AMAL), ("danish", JENS)):
        await page.goto(f"{address}phone/{person}")
        await page.wait_for_timeout(6000)
        await page.screenshot(path=FOLDER / f"phone-{name}.png")


async def _each_desk(page: Page) -> None:
    """Show half a year of people's way to a job; nobody has lived so long in the demo."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/town.db")
        schema.create(database)
        office = Office(database, town.build(database))
        way.found(database, office.town)
        with served(office) as desk:
            await signed_in(page, office, desk)
            await page.set_viewport_size(DESK)
            await page.goto(f"{desk}/people/{office.town.people['Selam']}/readiness")
            await page.screenshot(path=FOLDER / "profile.png")
            await page.set_viewport_size(WINDOW)
            await page.goto(f"{desk}/search?q=kategori:jobparat eller sprog:ti eller sprog:ar")
            box = page.get_by_role("combobox")
            await box.press("End")
            await box.press_sequentially(" og fra")
            await page.get_by_role("option").first.wait_for()
            await page.screenshot(path=FOLDER / "search.png")
        database.close()


if __name__ == "__main__":
    asyncio.run(main())
