"""Who looks at a broadcast sees how far it is, as true as the outbox, until it is over."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from playwright.async_api import Page, expect
from sqlmodel import col, update
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.actions.broadcasts import running
from bot.console import app as console
from bot.console.streams import Streams
from bot.queries.broadcasts import progress
from bot.rules.progress import Progress
from bot.wiring import serving
from storage.outbox import Outbox
from storage.vocabulary import NoticeState, Outcome
from tests.console.office import ROOT, Office, signed_in
from tests.support import outreach
from tests.support.accessibility import axe
from tests.support.founding import NOW

SOON = 10_000.0


def move(office: Office, broadcast: int, who: str, state: NoticeState) -> None:
    """Let the message to somebody be in another state."""
    theirs = update(Outbox).where(
        col(Outbox.broadcast_id) == broadcast,
        col(Outbox.participant_id) == office.town.people[who],
    )
    outcome = Outcome.DELIVERED if state is NoticeState.SENT else None
    with office.database.transaction() as db:
        db.exec(theirs.values(state=state, outcome=outcome))


def stop(office: Office, number: int) -> None:
    cause = outreach.by_mette(office.database, office.town, "stopped", NOW)
    running.stop(office.database, number, cause=cause)


def served(office: Office, streams: Streams) -> Starlette:
    """Return the console with streams of its own."""
    context = replace(office.context, streams=streams)
    return Starlette(routes=[Mount(ROOT, console.create(context))])


def test_every_notice_is_counted_in_one_figure(office: Office) -> None:
    number = outreach.found(office.database, office.town)["running"]
    caller = outreach.by_mette(office.database, office.town, "look", NOW).caller
    move(office, number, "Amal", NoticeState.READY)

    def sample() -> progress.Sample:
        return progress.sample(office.database, caller, number, now=NOW)

    first = sample()
    assert first.figures == Progress(sent=0, lost=2, uncertain=1, waiting=1, to_go=1)
    assert first.last_at is not None
    stop(office, number)
    assert sample().figures == Progress(lost=2, uncertain=1, stopped=2)
    assert sample().last_at is None


async def told(stream: httpx.Response) -> AsyncIterator[dict[str, object]]:
    async for line in stream.aiter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


@pytest.mark.enable_socket
async def test_a_page_is_told_each_change_once_and_keeps_no_server_from_stopping(
    sqlite_office: Office,
) -> None:
    office, quick = sqlite_office, Streams(most=1, every=0.02)
    number = outreach.found(office.database, office.town)["running"]
    listener = serving.listen(0, host="127.0.0.1")
    desk = f"http://127.0.0.1:{listener.getsockname()[1]}/console/broadcasts/{number}/events"
    server = asyncio.create_task(serving.serve(served(office, quick), listener))
    cookies = dict(office.at("Mette").client.cookies)
    async with httpx.AsyncClient(cookies=cookies, timeout=5) as browser:
        async with browser.stream("GET", desk) as left:
            await anext(told(left))
        while quick.open:  # noqa: ASYNC110  # who leaves makes room for the next, and rings no bell
            await asyncio.sleep(0.01)
        await follow(browser, desk, office, number, server)


async def follow(
    browser: httpx.AsyncClient, desk: str, office: Office, number: int, server: asyncio.Task[None]
) -> None:
    """Look on until the server stops, which waits for nobody."""
    async with browser.stream("GET", desk) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store"
        news = told(stream)
        first = await anext(news)
        assert (first["done"], first["total"], first["state"]) == (4, 5, "sending")
        assert (await browser.get(desk)).status_code == 204
        await asyncio.sleep(0.1)  # looked at several times, and told nothing
        move(office, number, "Selam", NoticeState.SENT)
        second = await anext(news)
        assert second["figures"] == {
            "sent": 2, "lost": 2, "stopped": 0, "uncertain": 1, "waiting": 0, "to_go": 0,
        }  # fmt: skip
        began = time.monotonic()
        server.cancel()
        assert [one async for one in news] == []
    await asyncio.wait({server})
    assert time.monotonic() - began < serving.STOP_SECONDS / 2


async def test_the_bar_moves_by_itself_and_the_page_shows_the_end(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    number = outreach.found(sqlite_office.database, sqlite_office.town)["running"]
    await signed_in(page, sqlite_office, desk)
    await page.goto(f"{desk}/broadcasts/{number}")
    bar = page.locator("#bar")
    assert await bar.evaluate("bar => bar.value / bar.max") == 0.8
    assert "<noscript><meta http-equiv" in await page.content()
    await page.evaluate("window.isTheSame = true")
    move(sqlite_office, number, "Selam", NoticeState.SENT)
    await expect(page.locator("#told")).to_contain_text("2 af", timeout=SOON)
    await expect(page.locator("[data-figure=waiting]")).to_be_hidden()
    assert await bar.evaluate("bar => bar.value / bar.max") == 1
    assert await page.evaluate("window.isTheSame")
    await axe(page)
    await page.get_by_role("button", name="Stop helt").press("Enter")
    await expect(bar).to_have_count(0, timeout=SOON)
    await expect(page.locator(".lead .stopped")).to_be_visible()
