"""The console shows what happens while somebody looks, and stays out of the way of who works."""

import pytest
from playwright.async_api import Page, expect

from storage.answers import Answer
from storage.people import Participant
from storage.vocabulary import AnswerKind, Reason
from tests.console.office import Office, address, signed_in
from tests.support.accessibility import axe

LIVE = (
    "/",
    "/people",
    "/people/{Selam}",
    "/courses",
    "/courses/{Service}",
    "/sessions/{english}",
    "/deliveries",
    "/broadcasts",
)
STILL = (
    "/courses/{Bus}/add",
    "/sessions/{english}/change",
    "/sessions/{english}/cancel",
    "/people/{Samir}/invitation",
    "/nowhere",
)
SOON = 10_000.0
"""Milliseconds in which a page has looked again for certain, on a machine that is busy."""


def rahwa_cannot_come(office: Office, session: str = "english") -> None:
    with office.database.transaction() as db:
        rahwa = db.get_one(Participant, office.town.people["Rahwa"])
        answer = Answer(
            municipality_id=rahwa.municipality_id,
            session_id=office.town.sessions[session],
            participant_id=rahwa.id or 0,
            kind=AnswerKind.NOT_COMING,
            reason=Reason.TRANSPORT,
            answered_at=office.clock(),
        )
        db.add(answer)


@pytest.mark.parametrize("path", LIVE)
def test_an_unchanged_page_is_not_sent_again(office: Office, path: str) -> None:
    mette = office.at("Mette")
    first = mette.get(address(office, path))
    assert "/static/live.js" in first.text
    again = mette.get(address(office, path), **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-store"
    assert "connect-src 'self'" in again.headers["content-security-policy"]


def test_a_changed_page_is_sent_and_so_is_another_persons(office: Office) -> None:
    mette = office.at("Mette")
    mark = {"If-None-Match": mette.get("/").headers["etag"]}
    assert office.at("Jonas").get("/", **mark).status_code == 200
    rahwa_cannot_come(office)
    assert "Rahwa" in mette.get("/", **mark).text
    assert office.window().get("/", **mark).status_code == 401


@pytest.mark.parametrize("path", STILL)
def test_a_page_that_is_filled_in_or_printed_stays_as_it_is(office: Office, path: str) -> None:
    mette = office.at("Mette")
    invite = address(office, "/people/{Samir}")
    mette.post(f"{invite}/invite", mette.form(invite))
    page = mette.get(address(office, path)).text
    assert "<main" in page
    assert "live.js" not in page
    assert "data-live" not in page


async def test_an_answer_appears_by_itself_and_leaves_the_rest_alone(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + address(sqlite_office, "/sessions/{cv}"))
    await page.locator("summary").last.click()
    link = page.locator(".path a").last
    await link.focus()
    before = await link.element_handle()
    rahwa_cannot_come(sqlite_office, "cv")
    row = page.locator("#not_coming tbody tr")
    await expect(row).to_contain_text("Rahwa", timeout=SOON)
    assert await row.get_attribute("data-fresh") == ""
    assert await page.locator("#silent [data-fresh]").count() == 0
    await expect(page.locator("#news")).to_have_text("Opdateret")
    assert await page.evaluate("link => link === document.activeElement", before)
    assert await page.locator("details[open]").count() == 1
    await axe(page)
    await expect(page.locator("#news")).to_have_text("", timeout=SOON)


async def test_the_focus_goes_on_from_the_same_link_when_its_list_has_changed(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + address(sqlite_office, "/sessions/{english}"))
    await page.locator("#not_coming").get_by_role("link", name="Selam").focus()
    rahwa_cannot_come(sqlite_office)
    await expect(page.locator("#not_coming tr", has_text="Rahwa")).to_be_visible(timeout=SOON)
    assert "Selam" in await page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("work", ["typing", "reading aloud"])
async def test_nothing_moves_under_somebody_who_is_at_work(
    page: Page, sqlite_office: Office, desk: str, work: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(f"{desk}/people")
    row = page.locator("tr", has_text="Rahwa")
    if work == "typing":
        await page.get_by_role("searchbox").focus()
    else:
        await row.select_text()
    with sqlite_office.database.transaction() as db:
        db.get_one(Participant, sqlite_office.town.people["Rahwa"]).name = "Rahwa Berhane"
    await page.wait_for_timeout(4_000)
    assert "Berhane" not in await row.inner_text()
    await page.evaluate("getSelection().removeAllRanges(); document.activeElement.blur()")
    await expect(row).to_contain_text("Berhane", timeout=SOON)


async def test_who_is_signed_out_elsewhere_sees_no_names_any_more(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(f"{desk}/people")
    await page.context.clear_cookies()
    await expect(page.get_by_text("Rahwa")).to_have_count(0, timeout=SOON)
