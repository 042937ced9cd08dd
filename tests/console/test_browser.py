"""The console in a real browser: for everybody's eyes and fingers, on every screen."""

from typing import Literal

import pytest
from playwright.async_api import Browser, Page

from bot.actions import staff
from tests.console.office import Office, address, signed_in
from tests.support import offers, outreach
from tests.support.accessibility import axe

Scheme = Literal["light", "dark"]

WIDTHS = (360, 620, 1600)
PAGES = (
    "/",
    "/people",
    "/people?text=nobody-is-called-so",
    "/people/{Selam}",
    "/people/{Samir}/invitation",
    "/courses",
    "/courses/{Service}",
    "/courses/{Bus}/add",
    "/sessions/{english}",
    "/sessions/{cv}?saved=moved",
    "/sessions/{cv}/cancel",
    "/sessions/{visit}",
    "/deliveries",
    "/me",
    "/settings/templates/add",
    "/people/{Selam}/forecast",
    "/settings/reminders",
    "/settings/reminders/1",
    "/settings/voice",
    "/nowhere",
)


PLACEMENT_PAGES = (
    "/people/{Selam}/place",
    "/companies",
    "/companies/add",
    "/companies/{company}",
    "/companies/{company}/add",
    "/slots/{slot}",
    "/slots/{slot}/close",
    "/placements/{placement}/change",
    "/placements/{placement}/end",
    "/nominations/{nomination}",
)


BROADCAST_PAGES = (
    "/broadcasts/add?municipality=on&find=x",
    "/broadcasts/{draft}/change",
    "/broadcasts/{draft}/preview",
    "/broadcasts/{draft}/audience",
    "/broadcasts",
    "/broadcasts/{running}",
    "/broadcasts/{broadcast}?show=lost",
    "/broadcasts/{broadcast}/calls",
    "/broadcasts/{running}/correct",
    "/broadcasts/{running}/translate",
    "/broadcasts/{running}/withdraw",
)


async def look(page: Page, address: str) -> None:
    """Open a page: it asks for nothing that is forbidden, and everybody can use it."""
    await page.goto(address)
    told = [message.text for message in await page.console_messages(filter="since-navigation")]
    assert [text for text in told if "Failed to load resource" not in text] == []
    await axe(page)


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("da", "light", 620), ("en", "dark", 360)]
)
async def test_every_page_breaks_no_rule_of_accessibility(
    page: Page, sqlite_office: Office, desk: str, language: str, scheme: Scheme, width: int
) -> None:
    office = sqlite_office
    staff.choose_language(office.database, office.town.staff["Mette"], language)
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme=scheme)
    await page.set_extra_http_headers({"Accept-Language": language})
    await signed_in(page, office, desk)
    await make_invitation(page, desk + address(office, "/people/{Samir}"))
    for path in PAGES:
        await look(page, desk + address(office, path))
    await page.context.clear_cookies()
    for path in ("/", "/signin/spent", office.link("Mette")):
        await look(page, desk + path)


async def make_invitation(page: Page, address: str) -> None:
    await page.goto(address)
    await page.locator("form[action$=invite] button").click()
    await page.wait_for_url("**/invitation")


@pytest.mark.parametrize("width", WIDTHS)
async def test_every_page_fits_every_screen(
    page: Page, sqlite_office: Office, desk: str, width: int
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        await page.goto(desk + address(sqlite_office, path))
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def test_the_keyboard_goes_through_the_page_in_order_and_is_always_seen(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + "/")
    seen: list[tuple[float, float]] = []
    for _ in range(12):
        await page.keyboard.press("Tab")
        outline, y, x = await page.evaluate(
            """() => {
                const at = document.activeElement, box = at.getBoundingClientRect();
                const ring = getComputedStyle(at);
                return [ring.outlineStyle + ring.outlineWidth, box.top + scrollY, box.left];
            }"""
        )
        assert outline == "solid3px"
        seen.append((y, x))
    assert seen[0][0] >= 0, "the way past the menu comes into view"
    main = await page.evaluate("document.querySelector('main').getBoundingClientRect().top")
    in_menu = [place for place in seen[1:] if place[0] < main]
    assert [place[1] for place in in_menu] == sorted(place[1] for place in in_menu)
    in_page = [place for place in seen if place[0] >= main]
    assert [place[0] for place in in_page] == sorted(place[0] for place in in_page)


async def test_the_way_past_the_menu_leads_into_the_page(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + "/")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"


async def test_a_form_with_mistakes_begins_with_them_and_leads_to_each(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + address(sqlite_office, "/courses/{Bus}/add"))
    await page.fill("#starts", "25")
    await page.fill("#date", "2026-12-01")
    await page.click("form.edit button")
    assert await page.evaluate("document.activeElement.id") == "problem"
    await axe(page)
    await page.click("#problem a[href='#starts']")
    assert await page.evaluate("document.activeElement.id") == "starts"
    assert await page.input_value("#date") == "2026-12-01"


async def test_a_link_from_a_letter_signs_in_with_one_press(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await page.goto(desk + sqlite_office.link("Mette"))
    await page.click("main button")
    assert page.url == desk + "/"
    assert "Mette Holm" in await page.inner_text("header")


async def test_what_was_saved_is_said_once(page: Page, sqlite_office: Office, desk: str) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + address(sqlite_office, "/sessions/{cv}?saved=moved"))
    assert await page.locator("main [role=status]").count() == 1
    await page.reload()
    assert await page.locator("main [role=status]").count() == 0


async def test_everything_can_be_done_without_a_script(
    browser: Browser, sqlite_office: Office, desk: str
) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(desk + sqlite_office.link("Mette"))
    await page.click("main button")
    await page.goto(desk + address(sqlite_office, "/sessions/{english}"))
    await page.click("a[href$='/change']")
    await page.fill("#starts", "14:00")
    await page.fill("#ends", "16:30")
    await page.click("form.edit button")
    await page.fill("#text_da", "Vi mødes i gården.")
    await page.check("[name=gap_ar][value=danish]")
    await page.check("[name=gap_ti][value=without]")
    await page.click("main button.first")
    assert "14:00–16:30" in await page.inner_text("main")
    await page.click("a[href$='/cancel']")
    await page.click("main button.first")
    assert await page.locator("a[href$='/cancel']").count() == 0
    await context.close()


async def test_the_console_may_be_framed_by_its_own_origin(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + "/nowhere")
    await page.evaluate(
        """address => new Promise(done => {
            const frame = document.createElement("iframe");
            frame.onload = done;
            frame.src = address;
            document.body.append(frame);
        })""",
        desk + "/",
    )
    framed = page.frames[-1]
    assert await framed.locator("h1").count() == 1


@pytest.mark.parametrize("width", [360, 1600])
async def test_the_pages_of_placements_are_as_usable_as_the_others(
    page: Page, sqlite_office: Office, desk: str, width: int
) -> None:
    office = sqlite_office
    numbers = office.town.people | offers.found(office.database, office.town)
    await signed_in(page, office, desk)
    await page.set_viewport_size({"width": width, "height": 800})
    for path in PLACEMENT_PAGES:
        await look(page, desk + path.format_map(numbers))
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1600, "light")])
async def test_broadcasts_are_written_and_looked_at_by_everybody(
    page: Page, sqlite_office: Office, desk: str, width: int, scheme: Scheme
) -> None:
    office = sqlite_office
    numbers = outreach.found(office.database, office.town)
    await signed_in(page, office, desk)
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme=scheme)
    for path in BROADCAST_PAGES:
        await look(page, desk + path.format_map(numbers))
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
