"""A sign-in link opens the console once, in the browser that asked, within half an hour."""

import re
from datetime import timedelta

import httpx2
import pytest
from sqlmodel import select

from bot.actions import staff
from bot.console import cookies
from storage.staff import Browser, SignIn
from tests.console.office import Office, Window
from tests.support import town as towns

PROOF = re.compile(r'name="proof" value="(\w+)"')


def press(window: Window, link: str) -> httpx2.Response:
    found = PROOF.search(window.get(link).text)
    return window.post(link, {"proof": found[1] if found else ""})


def test_a_link_and_its_button_lead_to_the_overview(office: Office) -> None:
    window = office.window()
    link = office.link("Mette")
    assert "Randers" in window.get(link).text
    answer = press(window, link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/console/")
    assert "Mette Holm" in window.get("/").text


def test_looking_at_a_link_spends_nothing(office: Office) -> None:
    link = office.link("Mette")
    for _ in range(3):
        assert office.window().get(link).status_code == 200
    assert press(office.window(), link).status_code == 303


def test_a_preview_of_a_link_names_nobody(office: Office) -> None:
    page = office.window().get(office.link("Mette")).text
    assert "Mette" not in page


def test_another_browser_cannot_press_the_button(office: Office) -> None:
    mine, other = office.window(), office.window()
    link = office.link("Mette")
    found = PROOF.search(mine.get(link).text)
    assert found
    other.get(link)
    refused = other.post(link, {"proof": found[1]})
    assert refused.status_code == 410
    assert mine.post(link, {"proof": found[1]}).status_code == 303


@pytest.mark.parametrize("proof", ["", "0" * 64, "ø"])
def test_a_button_that_we_did_not_show_opens_nothing(office: Office, proof: str) -> None:
    window = office.window()
    link = office.link("Mette")
    window.get(link)
    assert window.post(link, {"proof": proof}).status_code == 410


def test_a_link_is_good_once(office: Office) -> None:
    link = office.link("Mette")
    assert press(office.window(), link).status_code == 303
    assert office.window().get(link).status_code == 410
    assert press(office.window(), link).status_code == 410


def test_a_link_that_was_opened_in_time_is_refused_too_late(office: Office) -> None:
    window = office.window()
    link = office.link("Mette")
    found = PROOF.search(window.get(link).text)
    assert found
    office.clock.move_to(towns.NOW + timedelta(minutes=30))
    assert window.post(link, {"proof": found[1]}).status_code == 410
    assert window.get(link).status_code == 410


def test_a_new_link_ends_the_older_ones(office: Office) -> None:
    old = office.link("Mette")
    new = office.link("Mette")
    assert office.window().get(old).status_code == 410
    assert press(office.window(), new).status_code == 303


def test_every_bad_link_gets_the_same_page(office: Office) -> None:
    spent = office.link("Mette")
    press(office.window(), spent)
    pages = {office.window().get(link).text for link in (spent, "/signin/never-given-out")}
    assert len({re.sub(r'name="next" value="[^"]*"', "", page) for page in pages}) == 1


def test_only_hashes_are_kept(office: Office) -> None:
    link = office.link("Mette")
    window = office.window()
    press(window, link)
    token = window.client.cookies[cookies.BROWSER]
    with office.database.reading() as db:
        kept = [*db.exec(select(SignIn.token_hash)), *db.exec(select(Browser.token_hash))]
    assert all(len(one) == 64 and one not in {token, link} for one in kept)


def test_who_signs_out_is_out_even_with_the_old_cookie(office: Office) -> None:
    window = office.at("Mette")
    token = window.client.cookies[cookies.BROWSER]
    assert window.post("/signout", window.form("/")).status_code == 200
    window.client.cookies.set(cookies.BROWSER, token)
    assert window.get("/").status_code == 401


def test_signing_out_wants_the_form(office: Office) -> None:
    window = office.at("Mette")
    assert window.get("/signout").status_code == 404
    assert window.post("/signout", {}).status_code == 409
    assert window.get("/").status_code == 200


def test_a_browser_is_signed_in_for_a_fortnight_at_most(office: Office) -> None:
    window = office.at("Mette")
    office.clock.move_to(towns.NOW + staff.BROWSER_LIFE)
    assert window.get("/").status_code == 401


def test_cookies_are_kept_from_scripts_and_from_plain_http(office: Office) -> None:
    safe = Office(office.database, office.town, url="https://desk/console")
    window = safe.window()
    answer = press(window, safe.link("Mette"))
    cookie = next(
        one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-brobygger=")
    )
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
