"""The phones show the chats as people see them, with a script or without one."""

import asyncio
import re

import httpx
import pytest
from playwright.async_api import Page

from bot.demo import phones
from bot.demo.botapi import Phone, Telegram, loopback
from bot.demo.phones import Person, Stage
from tests.demo.conftest import Call, Clock
from tests.support import accessibility

YES = {"inline_keyboard": [[{"text": "✅ Ja", "callback_data": "y"}]]}
KEYS = {"keyboard": [[{"text": "Skema"}]]}
AT_END = """() => {
    const log = document.querySelector(".log");
    return log.children.length === 5 && log.scrollHeight - log.scrollTop - log.clientHeight < 2;
}"""


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
