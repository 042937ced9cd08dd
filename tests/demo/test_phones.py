"""The phones show the chats as people see them, with a script or without one."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import httpx
import pytest
from playwright.async_api import Page
from starlette.applications import Starlette
from starlette.routing import Mount
from telegram import Bot

from bot.demo import phones
from bot.demo.botapi import Phone, Telegram, loopback
from bot.demo.phones import Person, Stage
from bot.rules import media
from storage.vocabulary import MediaKind
from tests.demo.conftest import Call, Clock
from tests.support import accessibility

YES = {"inline_keyboard": [[{"text": "✅ Ja", "callback_data": "y"}]]}
KEYS = {"keyboard": [[{"text": "Skema"}]]}
AT_END = """() => {
    const log = document.querySelector(".log");
    return log.children.length === 5 && log.scrollHeight - log.scrollTop - log.clientHeight < 2;
}"""
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


class Steps:
    """The clock of the stage, moved by one step."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def now(self) -> datetime:
        return self.clock.time

    def choices(self) -> list[tuple[str, str]]:
        return [("day", "Next day")]

    def move(self, choice: str) -> None:
        self.clock.time += {"day": timedelta(days=1)}[choice]


@pytest.fixture
def amal(telegram: Telegram) -> Phone:
    return telegram.phone(user_id=1002, first_name="Amal")


@pytest.fixture
def stage(telegram: Telegram, selam: Phone, amal: Phone, clock: Clock) -> Stage:
    people = [Person(selam, "ti", "reads Tigrinya"), Person(amal, "ar", invitation="inv-amal")]
    return Stage(telegram, people, Steps(clock), "http://127.0.0.1:9/console")


@pytest.fixture
async def web(stage: Stage) -> AsyncIterator[httpx.AsyncClient]:
    """The page without a script, below a path of a larger application."""
    app = Starlette(routes=[Mount("/demo", phones.create(stage))])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://stage/demo") as client:
        yield client


async def test_the_stage_shows_people_clock_and_console(web: httpx.AsyncClient) -> None:
    page = (await web.get("/")).text
    assert ">Selam</a>" in page
    assert "Thursday 26/11/2026 <b>09:30</b>" in page
    assert 'src="http://127.0.0.1:9/console"' in page
    assets = set(re.findall(r"/demo/(static/[\w.]+)", page)) | {"static/map.svg"}
    assert len(assets) > 5
    for asset in assets:
        assert (await web.get(asset)).status_code == 200


async def test_a_phone_has_its_own_direction_and_language(web: httpx.AsyncClient) -> None:
    page = (await web.get("/phone/1002")).text
    assert '<html lang="ar" dir="rtl">' in page
    assert '<html lang="en" dir="ltr">' in (await web.get("/phone/1001")).text
    assert (await web.get("/phone/7")).status_code == 404


async def test_start_sends_the_invitation_and_only_a_press_spends_it(
    web: httpx.AsyncClient, amal: Phone
) -> None:
    assert 'value="scanned"' in (await web.get("/phone/1002?start=scanned")).text
    assert 'value="inv-amal"' in (await web.get("/phone/1002")).text
    assert not amal.started
    answer = await web.post("/phone/1002/start", data={"payload": "inv-amal"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/demo/")
    assert [message.text for message in amal.messages] == ["/start inv-amal"]
    assert "inv-amal" not in (await web.get("/phone/1002")).text.partition("<form")[0]
    assert ">/start</button>" in (await web.get("/phone/1002")).text


async def test_a_phone_off_the_stage_is_shown_alone(
    web: httpx.AsyncClient, stage: Stage, telegram: Telegram
) -> None:
    spare = Person(telegram.phone(user_id=1003, first_name="Rahwa"), "ti", invitation="inv-rahwa")
    stage.others.append(spare)
    assert "Rahwa" not in (await web.get("/")).text
    assert 'value="inv-rahwa"' in (await web.get("/phone/1003")).text
    here = {"payload": "inv-rahwa", "here": "/demo/phone/1003"}
    answer = await web.post("/phone/1003/start", data=here)
    assert answer.headers["location"] == "/demo/phone/1003"
    assert stage.invited("inv-rahwa") is spare


async def test_every_deed_is_a_form(web: httpx.AsyncClient, call: Call, selam: Phone) -> None:
    await call("sendMessage", chat_id=1001, text="?", reply_markup=YES)
    await call("sendMessage", chat_id=1001, text="!", reply_markup=KEYS)
    number = str(selam.screen[1].message_id)
    await web.post("/phone/1001/tap", data={"data": "y", "message_id": number})
    await web.post("/phone/1001/press", data={"key": "Skema"})
    here = {"here": "/demo/phone/1001"}
    answer = await web.post("/phone/1001/send", data={"text": "hej"} | here)
    assert answer.headers["location"] == "/demo/phone/1001"
    assert [message.text for message in selam.messages[-2:]] == ["Skema", "hej"]
    assert selam.telegram.updates.pending[0].kind == "callback_query"
    await web.post("/phone/1001/block")
    assert selam.blocked
    assert ">RESTART</button>" in (await web.get("/phone/1001")).text
    await web.post("/phone/1001/start")
    assert not selam.blocked


async def test_a_photo_and_a_voice_note_are_files_that_the_bot_can_fetch(
    web: httpx.AsyncClient, bot: Bot, selam: Phone
) -> None:
    for kind in ("photo", "voice"):
        await web.post("/phone/1001/attach", data={"kind": kind})
    photo, voice = (update.message for update in await bot.get_updates())
    assert photo
    assert voice
    assert voice.voice
    for kind, file_id in (
        (MediaKind.PHOTO, photo.photo[-1].file_id),
        (MediaKind.VOICE, voice.voice.file_id),
    ):
        content = await (await bot.get_file(file_id)).download_as_bytearray()
        assert media.media_type(kind, bytes(content))
    assert (await web.post("/phone/1001/attach", data={"kind": "film"})).status_code == 409


async def test_a_message_can_answer_another(
    web: httpx.AsyncClient, call: Call, selam: Phone
) -> None:
    await call("sendMessage", chat_id=1001, text="Kommer du?")
    await call("sendMessage", chat_id=1001, text="Hallo?")
    asked, later = selam.screen[-2:]
    for number in (later.message_id, "", asked.message_id):
        await web.post("/phone/1001/answer", data={"message_id": str(number)})
    shown = (await web.get("/phone/1001")).text
    assert '<p dir="auto">Kommer du?</p>' in shown
    for text in ("Ja", "Vi ses"):
        await web.post("/phone/1001/send", data={"text": text})
    answer, next_one = selam.messages[-2:]
    assert (answer.reply_to, next_one.reply_to) == (asked, None)
    assert selam.telegram.wire(answer)["reply_to_message"] == selam.telegram.wire(asked)
    assert (
        '<blockquote class="quote" dir="auto">Kommer du?</blockquote>' in (await web.get("/")).text
    )


async def test_a_scanned_link_gives_a_started_chat_its_start_again(
    web: httpx.AsyncClient, selam: Phone
) -> None:
    assert ">START</button>" not in (await web.get("/phone/1001")).text
    page = (await web.get("/phone/1001?start=ticket")).text
    assert re.search(r'value="ticket">\s*<button>START</button>', page)


async def test_who_sits_at_the_desk_has_a_phone_behind_the_console(
    web: httpx.AsyncClient, stage: Stage, telegram: Telegram
) -> None:
    assert 'type="radio"' not in (await web.get("/")).text
    stage.desk = Person(telegram.phone(user_id=1000, first_name="Mette"), "da")
    page = (await web.get("/")).text
    desk = page[page.index("<aside") :]
    assert (
        desk.index('type="radio"') < desk.index("<iframe") < desk.index('action="/demo/phone/1000')
    )


async def test_what_cannot_be_done_is_said(web: httpx.AsyncClient) -> None:
    answer = await web.post("/phone/1001/tap", data={"data": "gone"})
    assert (answer.status_code, "no button" in answer.text) == (409, True)
    assert (await web.post("/phone/1001/dance")).status_code == 404
    assert (await web.post("/clock/year")).status_code == 404


async def test_a_form_never_leads_to_another_site(web: httpx.AsyncClient) -> None:
    answer = await web.post("/phone/1001/send", data={"text": "x", "here": "https://a.dk/"})
    assert answer.headers["location"] == "/demo/"


async def test_the_clock_moves(web: httpx.AsyncClient, clock: Clock) -> None:
    await web.post("/clock/day")
    assert clock.time.day == 27


async def test_nothing_in_a_text_is_markup(
    web: httpx.AsyncClient, call: Call, selam: Phone
) -> None:
    selam.send("<script>alert(1)</script>")
    nasty = '"><img src=x onerror=alert(1)>'
    await call("sendMessage", chat_id=1001, text=nasty, reply_markup={"keyboard": [[nasty]]})
    await call("sendVenue", chat_id=1001, latitude=1, longitude=2, title=nasty, address=nasty)
    page = (await web.get("/phone/1001")).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


async def test_files_are_handed_out_and_only_pictures_open(
    web: httpx.AsyncClient, selam: Phone
) -> None:
    page = selam.attach("document", b"<html>", name="skema uge 48.html")
    picture = selam.attach("photo", PNG, name="x.png")
    voice = selam.attach("voice", b"OggS")
    answers = [
        await web.get(f"/phone/1001/file/{message.message_id}")
        for message in (page, picture, voice)
    ]
    kinds = [answer.headers["content-type"] for answer in answers]
    assert kinds == ["application/octet-stream", "image/png", "audio/ogg"]
    assert "skema%20uge%2048.html" in answers[0].headers["content-disposition"]
    assert (await web.get("/phone/1001/file/99")).status_code == 404
    shown = (await web.get("/phone/1001")).text
    assert '<span class="badge" dir="ltr">HTML</span>' in shown
    assert "<audio controls" in shown


async def test_a_chat_not_started_says_what_the_bot_can_do(
    web: httpx.AsyncClient, call: Call
) -> None:
    await call("setMyDescription", description="Dit skema")
    await call("setMyDescription", description="جدولك", language_code="ar")
    page = (await web.get("/phone/1002")).text
    assert "ماذا يمكن لهذا البوت أن يفعل؟" in page
    assert "جدولك" in page
    assert "Dit skema" not in page


@pytest.mark.enable_socket
async def test_open_pages_hear_of_changes_and_let_the_server_stop(
    stage: Stage, selam: Phone
) -> None:
    async with loopback.serving(stage.telegram, app=phones.create(stage)) as url:
        async with (
            httpx.AsyncClient(trust_env=False) as client,
            client.stream("GET", f"{url}/events") as stream,
        ):
            lines = stream.aiter_lines()
            before = await anext(lines), await anext(lines), await anext(lines)
            selam.send("hej")
            after = await asyncio.wait_for(anext(lines), 1), await anext(lines)
        assert before[0] == after[0] == "retry: 1000"
        assert before[1] != after[1]


async def test_a_phone_lives_in_the_browser(
    page: Page, stage: Stage, telegram: Telegram, selam: Phone, call: Call
) -> None:
    async with loopback.serving(telegram, app=phones.create(stage)) as url:
        await page.set_viewport_size({"width": 360, "height": 740})
        await page.goto(f"{url}/phone/1001")
        await call("sendMessage", chat_id=1001, text="Kommer I?", reply_markup=YES)
        await page.get_by_role("button", name="✅ Ja").click()
        await page.wait_for_function("document.querySelectorAll('.message').length === 2")
        query = next(iter(telegram.taps))
        await call("answerCallbackQuery", callback_query_id=query, text="Godt")
        await page.get_by_text("Godt").wait_for()
        for text in ("en\n" * 30, "to\n" * 30):
            await call("sendMessage", chat_id=1001, text=text, reply_markup=KEYS)
        await page.get_by_role("button", name="Skema").wait_for()
        await page.wait_for_function(AT_END)
        await page.get_by_role("textbox", name="Message").fill("vi kommer")
        await page.keyboard.press("Enter")
        await page.get_by_text("vi kommer").wait_for()
        assert await page.get_by_role("textbox").input_value() == ""
        assert selam.messages[-1].text == "vi kommer"
        await accessibility.axe(page)
        await page.goto(url)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        await accessibility.axe(page)
        await page.goto("about:blank")
