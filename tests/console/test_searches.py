"""A caseworker asks, is helped as she types, sees why, and keeps what she has asked."""

import csv
import io

from playwright.async_api import Page, expect

from bot.actions import watching
from tests.console.office import Office, signed_in
from tests.support import saved
from tests.support.accessibility import axe

ARABIC = "sprog:ar og sagsbehandler:mig"


def test_who_is_found_stands_with_why_and_goes_into_a_spreadsheet(office: Office) -> None:
    mette, karin = office.at("Mette"), office.at("Karin")
    page = mette.get(f"/search?q={ARABIC}").text
    assert "2 people" in page
    assert "language: Arabic" in page
    assert "caseworker: Mette Holm" in page
    sheet = mette.get(f"/search.csv?q={ARABIC}")
    rows = list(csv.reader(io.StringIO(sheet.text.removeprefix("\ufeff")), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["RAN-105", "RAN-102"]
    assert mette.get(f"/search.xlsx?q={ARABIC}").content.startswith(b"PK")
    hidden = karin.get("/search?q=sprog:ar").text
    assert "No number: this finds nobody, or sets fewer than five people apart" in hidden
    assert "About 5 people" in karin.get("/search?q=ikke sprog:en").text
    asked = karin.get("/search?q=navn:Samir")
    assert "you are shown numbers only" in asked.text
    assert "Samir Aziz" not in asked.text


def test_plain_words_are_answered_with_the_query_that_may_be_meant(sqlite_office: Office) -> None:
    mette, karin = sqlite_office.at("Mette"), sqlite_office.at("Karin")
    for window in (mette, karin):
        page = window.get("/search?q=who reads arabic").text
        assert '/search?q=language%3AArabic"><code>language:Arabic</code>' in page
    hint = "A word by itself is looked for in names"
    told = {
        typed: hint in mette.get(f"/search?q={typed}").text
        for typed in ("zzz", "not arabic", "name:zzz")
    }
    assert told == {"zzz": True, "not arabic": True, "name:zzz": False}


def test_what_is_not_understood_is_marked_and_nothing_is_lost(office: Office) -> None:
    mette = office.at("Mette")
    answer = mette.get("/search?q=hold:Bus sprogg:ti")
    assert answer.status_code == 422
    assert "hold:Bus <mark>sprogg</mark>:ti" in answer.text
    assert 'value="hold:Bus sprogg:ti"' in answer.text
    assert '/search?q=hold%3ABus+sprog%3Ati"><code>hold:Bus sprog:ti</code>' in answer.text
    typed = mette.form("/searches/add", name="Tigrinya", asks="sprogg:ti", alerts="on")
    answer = mette.post("/searches/add", typed)
    assert 'id="asks-error"' in answer.text
    assert 'value="Tigrinya"' in answer.text
    kept = mette.post("/searches/add", typed | {"asks": "sprog:ti", "do": "write"})
    assert kept.headers["location"].endswith("/broadcasts/add?search-1=on")
    assert 'name="search-1" value="on" checked' in mette.get("/broadcasts/add?search-1=on").text
    assert office.at("Jonas").get("/searches/1").status_code == 404
    watching.look(office.database, office.clock())
    assert "<td>2</td>" in mette.get("/searches/1").text


async def test_a_query_is_written_by_keyboard_with_what_may_come_next(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    number = saved.found(sqlite_office.database, sqlite_office.town)["search"]
    await signed_in(page, sqlite_office, desk)
    for path in ("/search", "/search?q=sprog:", "/searches", f"/searches/{number}"):
        await page.goto(desk + path)
        await axe(page)
    await page.goto(desk + "/search")
    box = page.get_by_role("combobox")
    await box.press_sequentially("spr")
    await expect(page.get_by_role("option")).to_have_count(1)
    await axe(page)
    await box.press("ArrowDown")
    assert await box.get_attribute("aria-activedescendant") == "q-choices-0"
    await box.press("Enter")
    assert await box.input_value() == "sprog:"
    await box.press_sequentially("ar")
    await expect(page.get_by_role("option").first).to_have_text("arabisk")
    await box.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)
    await box.press("Enter")
    await expect(page.get_by_role("heading", name="2 borgere")).to_be_visible()
