"""What needs somebody stands on one list, in order, until somebody has dealt with it."""

import re

import pytest
from playwright.async_api import Browser, Page, expect
from sqlmodel import select

from bot.actions import tasks
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from storage.changes import Change
from storage.people import Participant
from storage.tasks import Task
from storage.vocabulary import ChangeKind, TaskKind
from tests.console.office import Office, Window, address, signed_in

SOON = 10_000.0


def todos(page: str) -> str:
    """Return the part of a page that lists what needs somebody."""
    begin = page.index('id="todos"')
    return page[begin : page.index("</section>", begin)]


def kinds(part: str) -> list[str]:
    """Return what the rows say that it is about, in order."""
    return re.findall(r"<strong>([^<]+)</strong>", part)


def closing(window: Window, task: int, **values: str) -> dict[str, str]:
    """Return the form of a "Done" button as a browser sends it."""
    page = window.get("/").text
    begin = page.index(f'action="/console/tasks/{task}/close"')
    form = page[begin : page.index("</form>", begin)]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | values


def test_what_has_waited_too_long_stands_first_with_the_reason_beside_it(office: Office) -> None:
    part = todos(office.at("Mette").get("/").text)
    assert kinds(part) == [
        "New message",  # of the day before yesterday
        "Wants to be called",
        "Cannot come",
        "New message",
        "It does not go well",
    ]
    assert part.index("<bdi>هل المكان &lt;b&gt;هنا&lt;/b&gt;؟</bdi>") < part.index("Selam Tesfay")
    assert "1 of 5" in part
    assert "Help with transport" in part
    assert re.search(r"Køreteori</bdi> · Transport · no\. 17", part)
    assert part.count('class="late"') == 1


def test_a_message_that_may_be_sensitive_is_not_shown_in_lists(office: Office) -> None:
    window = office.at("Mette")
    for path in ("/", f"/people/{office.town.people['Amal']}"):
        page = window.get(path).text
        assert "Hidden here: it may be sensitive" in page
        assert "010190" not in page


def test_ones_own_caseload_stands_first_and_alone_if_wanted(office: Office) -> None:
    with office.database.transaction() as db:
        db.get_one(Participant, office.town.people["Amal"]).caseworker_id = None
    window = office.at("Mette")
    everybody = todos(window.get("/").text)
    assert kinds(everybody)[-2:] == ["New message", "New message"]
    assert "No caseworker" in everybody
    assert "<b>5</b>" in everybody
    mine = todos(window.get("/?tasks=mine").text)
    assert kinds(mine) == ["Wants to be called", "Cannot come", "It does not go well"]
    assert "<b>3</b>" in mine


def test_a_coordinator_sees_how_much_waits_and_not_for_whom(office: Office) -> None:
    part = todos(office.at("Karin").get("/").text)
    assert "<b>2</b> New message" in part
    assert "<b>1</b> Wants to be called" in part
    assert "<form" not in part
    assert "<bdi>" not in part


def test_done_takes_it_off_the_list_once_and_says_by_whom(office: Office) -> None:
    window, number = office.at("Mette"), office.town.tasks["call"]
    form = closing(window, number)
    answers = [window.post(f"/tasks/{number}/close", form) for _ in range(2)]
    assert {answer.headers["location"] for answer in answers} == {"/console/"}
    assert "Wants to be called" not in todos(window.get("/").text)
    page = window.get(f"/people/{office.town.people['Selam']}").text
    happened = page[page.index('id="events"') :]
    assert happened.count("Dealt with") == 1
    assert re.search(r"Dealt with</strong>: Wants to be called.*\(Mette Holm\)", happened)
    with office.database.reading() as db:
        task = db.get_one(Task, number)
        assert (task.closed_by, task.closed_at) == (office.town.staff["Mette"], office.clock())


def test_done_leads_back_to_where_it_was_pressed_and_nowhere_else(office: Office) -> None:
    window, number = office.at("Mette"), office.town.tasks["call"]
    mine = closing(window, number, next="/console/?tasks=mine")
    answer = window.post(f"/tasks/{number}/close", mine)
    assert answer.headers["location"] == "/console/?tasks=mine"
    elsewhere = closing(window, office.town.tasks["low"], next="//evil.example")
    answer = window.post(f"/tasks/{office.town.tasks['low']}/close", elsewhere)
    assert answer.headers["location"] == "/console/"


def test_what_happens_again_stands_on_the_list_again(office: Office) -> None:
    window, number = office.at("Mette"), office.town.tasks["call"]
    window.post(f"/tasks/{number}/close", closing(window, number))
    with office.database.transaction() as db:
        selam = db.get_one(Participant, office.town.people["Selam"])
        cause = Cause(OPERATOR, "test:again", office.clock())
        assert tasks.open_in(db, selam, TaskKind.CALL_ME, cause=cause).id == number
    assert "Wants to be called" in todos(window.get("/").text)


def test_an_empty_list_says_what_will_come(office: Office) -> None:
    with office.database.transaction() as db:
        for task in db.exec(select(Task)):
            db.delete(task)
    assert "appears here at once" in todos(office.at("Mette").get("/").text)
    assert 'id="todos"' not in office.at("Mette").get(f"/people/{office.town.people['Selam']}").text


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_that_can_happen_can_be_read_page_by_page(office: Office, language: str) -> None:
    person = office.town.people["Selam"]
    with office.database.transaction() as db:
        home = db.get_one(Participant, person).municipality_id
        for number, kind in enumerate(ChangeKind):
            db.add(
                Change(
                    municipality_id=home,
                    kind=kind,
                    at=office.clock(),
                    cause=f"test:{number}",
                    participant_id=person,
                    after={"answer": "no longer a word", "message": "x", "on": 7, "score": 3},
                )
            )
    window = office.at("Mette", language=language)
    count = range(1, len(ChangeKind) // 30 + 2)
    pages = [window.get(f"/people/{person}?page={page}").text for page in count]
    told = [re.findall(r"<li><time[^>]*>[^<]+</time> <span><strong>", page) for page in pages]
    assert len(told[0]) == len(told[1]) == 30
    assert sum(map(len, told)) > len(ChangeKind)
    assert window.get(f"/people/{person}?page=99").text.count("<strong>") == pages[-1].count(
        "<strong>"
    )


async def test_the_keyboard_does_not_slip_to_another_persons_button(
    page: Page, sqlite_office: Office, desk: str
) -> None:
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + "/")
    call = sqlite_office.town.tasks["call"]
    await page.locator(f"button[value='{call}']").focus()
    with sqlite_office.database.transaction() as db:
        tasks.close_in(
            db,
            TaskKind.CALL_ME,
            sqlite_office.town.people["Selam"],
            cause=Cause(OPERATOR, "test:elsewhere", sqlite_office.clock()),
        )
    await expect(page.locator(f"button[value='{call}']")).to_have_count(0, timeout=SOON)
    assert await page.evaluate("document.activeElement.id") == "main"


async def test_done_needs_no_script(browser: Browser, sqlite_office: Office, desk: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await signed_in(page, sqlite_office, desk)
    await page.goto(desk + address(sqlite_office, "/people/{Selam}"))
    await page.click("#todos button")
    assert page.url == desk + address(sqlite_office, "/people/{Selam}")
    assert await page.locator("#todos").count() == 0
    await context.close()
