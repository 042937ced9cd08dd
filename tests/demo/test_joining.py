"""An invitation from the demo's console leads to a phone of the demo, and to no stranger's bot."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.demo import cast, programme
from bot.demo.phones.stage import Stage
from bot.demo.site import site
from storage.database import Database, open_database
from tests.support.school import TUESDAY
from tests.support.world import World

LINK = re.compile(r"http://console\.test(/join/[\w-]+)")
FIELD = re.compile(r'name="(csrf|token)" value="([^"]+)"')


@pytest.fixture
def empty(sqlite_url: str) -> Database:
    return open_database(sqlite_url)


@pytest.fixture
async def world(empty: Database, tmp_path: Path) -> AsyncIterator[World]:
    async with World(empty, TUESDAY) as world:
        programme.bring_in(world.home, tmp_path)
        yield world
    empty.close()


@pytest.fixture
def stage(world: World) -> Stage:
    people = cast.assemble(world.telegram, world.home)
    return Stage(world.telegram, people.on_stage, desk=people.desk, others=people.off_stage)


@pytest.fixture
async def browser_window(world: World, stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    """Mette's browser, signed in."""
    transport = httpx.ASGITransport(site(world.home, world.telegram, stage))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://console.test", follow_redirects=True
    ) as client:
        await client.get("/desk")
        yield client


async def invite(window: httpx.AsyncClient, name: str) -> str:
    """Make an invitation at the console and return the path of its link."""
    people = (await window.get("/console/people")).text
    [found] = re.findall(rf'href="(/console/people/\d+)"[^>]*>.{{,9}}{name}', people)
    page = (await window.get(found)).text
    shown = await window.post(f"{found}/invite", data=dict(FIELD.findall(page)))
    return str(LINK.findall(shown.text)[0])


async def test_an_invitation_leads_to_a_spare_phone_that_joins(
    world: World, stage: Stage, browser_window: httpx.AsyncClient
) -> None:
    link = await invite(browser_window, "Hanan")
    before = len(world.telegram.phones)
    shown = await browser_window.get(link)
    assert (await browser_window.get(link)).url == shown.url
    assert len(world.telegram.phones) == before + 1
    assert '<html lang="ar" dir="rtl">' in shown.text
    phone = stage.others[-1].phone
    assert not phone.started
    assert phone.first_name not in (await browser_window.get("/")).text
    payload = link.removeprefix("/join/")
    await browser_window.post(f"{shown.url.path}/start", data={"payload": payload})
    await world.settle()
    phone.tap("lang:ar")
    await world.settle()
    phone.tap(phone.last.buttons[0][0].data or "")
    await world.settle()
    assert phone.keyboard is not None


async def test_who_stands_on_the_stage_needs_no_other_phone(
    stage: Stage, browser_window: httpx.AsyncClient
) -> None:
    [selam] = [one for one in stage.people if one.phone.first_name == "Selam"]
    shown = await browser_window.get(f"/join/{selam.invitation}")
    assert shown.url.path == f"/phone/{selam.phone.user_id}"


async def test_a_caseworker_connects_her_own_phone_and_sees_what_needs_her(
    world: World, stage: Stage, browser_window: httpx.AsyncClient
) -> None:
    assert stage.desk
    page = (await browser_window.get("/console/me")).text
    connecting = await browser_window.post("/console/me/telegram", data=dict(FIELD.findall(page)))
    shown = await browser_window.get(LINK.findall(connecting.text)[0])
    assert shown.url.path == f"/phone/{stage.desk.phone.user_id}"
    payload = shown.url.params["start"]
    await browser_window.post(f"{shown.url.path}/start", data={"payload": payload})
    await world.settle()
    assert "Mette Holm" in stage.desk.phone.last.text
    assert stage.desk.phone.keyboard == [
        ["📋 I dag", "📅 Aktiviteter"],
        ["📣 Ny fællesbesked", "🔎 Find borgere"],
    ]


async def test_a_link_that_we_never_made_leads_nowhere(
    world: World, stage: Stage, browser_window: httpx.AsyncClient
) -> None:
    before = len(world.telegram.phones)
    for token in ("1-AAAAAAAAAAAAAAAAAAAAAAAA", "x", "99999-x"):
        assert (await browser_window.get(f"/join/{token}")).status_code == 404, token
    assert len(world.telegram.phones) == before == len(stage.everybody)
