"""Reports in the console: what they show to whom, and what is kept of it."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.async_api import Page
from sqlmodel import select

from bot.actions.staff import choose_language
from bot.rules.reports.figures import BREAKDOWNS, By, Report
from storage.changes import Change
from storage.courses import Project, ProjectMunicipality
from storage.schedule import Session
from storage.vocabulary import ChangeKind, Gender, OutcomeKind, Presence
from tests.console.office import Office, signed_in
from tests.console.test_readiness import words
from tests.support.accessibility import axe
from tests.support.graduates import Register

LEADS = {"course": "courses", "session": "sessions", "person": "people"}
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def reported(sqlite_office: Office) -> Office:
    """Selam has completed and has a job; ten more of Norddjurs are on her course."""
    register = Register(sqlite_office.database, sqlite_office.town)
    register.ended("Selam", "Service", "2026-11-20")
    register.has("Selam", OutcomeKind.JOB, "2026-11-20")
    register.is_a("Selam", Gender.WOMAN)
    for number in range(10):
        register.newcomer(f"N{number}", "Noor", "Service")
    return sqlite_office


def fetched(office: Office) -> list[str]:
    with office.database.reading() as db:
        found = select(Change).where(Change.kind == ChangeKind.REPORT_FETCHED)
        return [one.after["figure"] for one in db.exec(found)]


def at_evening(office: Office) -> None:
    """Let the sessions of the day be over."""
    office.clock.move_to(office.clock().replace(hour=17))


def test_a_figure_leads_to_the_people_behind_it(reported: Office) -> None:
    window = reported.at("Mette")
    page = words(window.get("/reports").text)
    assert "Outcomes of Vejen til job As of 23/11/2026" in page
    assert "1/16 (6%) 1/5 (20%)" in page, "completed in the project, and in Randers"
    assert "Out of those who have completed; who is still enrolled or has left" in page
    address = "/reports/people?figure=job_of_completers"
    rows, _ = (words(window.get(address).text) for _ in range(2))
    assert "Selam Tesfay RAN-101 Completed In a job" in rows
    assert "Amal" not in rows
    assert fetched(reported) == ["job_of_completers"]
    others = reported.at("Jonas").get("/reports/people").text
    assert "N9" in others
    assert "Selam" not in others


def test_who_sees_counts_is_not_offered_attendance_by_person(reported: Office) -> None:
    offered = [
        'value="person"' in reported.at(who).get("/reports?report=attendance").text
        for who in ("Mette", "Karin")
    ]
    assert offered == [True, False]


def test_attendance_is_told_by_everything_that_is_offered(reported: Office) -> None:
    at_evening(reported)
    Register(reported.database, reported.town).noted("Selam", "english", trainer=Presence.PRESENT)
    window, asked = reported.at("Mette"), "/reports?report=attendance&as_of=2026-11-23&by="
    told = {by: words(window.get(asked + by).text) for by in BREAKDOWNS[Report.ATTENDANCE]}
    assert "No attendance was noted" in words(window.get(asked.replace("2026", "2025")).text)
    assert "Week from 23/11/2026 0/0 0 1/1 (100%)" in told[By.WEEK]
    assert all("1/1 (100%)" in page for page in told.values())
    for by, numbers in (
        ("course", reported.town.courses["Service"]),
        ("session", reported.town.sessions["english"]),
        ("person", reported.town.people["Selam"]),
    ):
        page = window.get(asked + by).text
        assert f"/{LEADS[by]}/{numbers}" in page.split("<article")[1], by


def test_a_workbook_holds_the_rules_and_only_the_rows_that_may_be_seen(reported: Office) -> None:
    answer = reported.at("Mette").get("/reports/sheet?by=gender")
    assert answer.headers["content-type"] == BOOK
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["About", "Figures", "Definitions", "People"]
    today = datetime(2026, 11, 23)  # noqa: DTZ001  # a spreadsheet knows no zones
    assert [row for row in book["About"].values if row[0] != "–"] == [
        ("Report", "Outcomes"),
        ("Project", "Vejen til job"),
        ("As of", today),
        ("Broken down by", "By gender"),
        ("“All” are", "All who have started"),
        ("Made", today.replace(hour=9)),
    ]
    figures = list(book["Figures"].values)
    assert figures[0] == ("Group", "Figure", "n", "N", "Percent", "Date")
    assert figures[2] == ("The whole project", "Completed", 1, 16, 1 / 16, today)
    assert [cell.number_format for cell in book["Figures"][3]][2:] == [
        "#,##0", "#,##0", "0%", "d/m/yyyy",
    ]  # fmt: skip
    assert list(book["Definitions"].values)[-1][0] == "–"
    assert [row[1] for row in book["People"].values][1:] == [
        "Jens Olesen", "Rahwa Kidane", "Samir Aziz", "Selam Tesfay", "أمل حداد",
    ]  # fmt: skip
    karin = load_workbook(BytesIO(reported.at("Karin").get("/reports/sheet").content))
    assert karin.sheetnames == ["About", "Figures", "Definitions"]
    assert [row[2:5] for row in karin["Figures"].values][1:3] == [(16, 16, 1), ("–", 16, "–")]


def test_hours_and_shares_are_numbers_in_a_workbook_and_read_in_the_readers_own_way(
    reported: Office,
) -> None:
    at_evening(reported)
    with reported.database.transaction() as db:
        db.get_one(Session, reported.town.sessions["english"]).ends_at += timedelta(minutes=30)
    asked = "report=experience&as_of=2026-11-23"
    for language, hours in (("en", "3.5"), ("da", "3,5")):
        window = reported.at("Mette", language=language)
        assert hours in words(window.get(f"/reports?{asked}").text)
        book = load_workbook(BytesIO(window.get(f"/reports/sheet?{asked}").content))
        done = list(book.worksheets[1].values)
        assert 3.5 in {row[2] for row in done}


def test_what_there_is_no_report_of_gets_a_sentence(reported: Office) -> None:
    window = reported.at("Mette")
    with reported.database.transaction() as db:
        db.add(Project(id=9, name="Tomt"))
        db.flush()
        db.add(ProjectMunicipality(project_id=9, municipality_id=1))
    for query, status, sentence in (
        ("as_of=2026-11-24", 422, "24/11/2026 is still to come."),
        ("as_of=0001-01-01", 422, "No project is that old. Choose a day after 1/1/1970"),
        ("as_of=31/2", 422, "is not a date."),
        ("project=9", 200, "Nobody had started in Tomt by 23/11/2026"),
        ("project=77", 404, "There is nothing here."),
        ("by=horoscope", 404, "There is nothing here."),
        ("project=1&among=ended", 422, "Only who may see names can choose who counts"),
    ):
        answer = window.get(f"/reports?{query}")
        assert (answer.status_code, sentence in words(answer.text)) == (status, True), query


async def test_everybody_can_read_a_report(page: Page, reported: Office, desk: str) -> None:
    """The attendance is noted, so that there are rows in the longest of its views."""
    at_evening(reported)
    Register(reported.database, reported.town).noted("Selam", "english", trainer=Presence.PRESENT)
    await page.set_viewport_size({"width": 360, "height": 800})
    await signed_in(page, reported, desk)
    for path in (
        "/reports?by=course&compare=2026-11-19",
        "/reports/people",
        "/reports?report=experience",
        "/reports?report=attendance&by=session",
        "/reports?report=attendance&by=person",
    ):
        await page.goto(desk + path)
        await axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def test_the_menu_is_one_line_on_a_desk_and_few_on_a_phone(
    page: Page, reported: Office, desk: str
) -> None:
    await signed_in(page, reported, desk)
    choose_language(reported.database, reported.town.staff["Mette"], "da")
    for width, tallest in ((1200, 60), (360, 120)):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(f"{desk}/reports")
        box = await page.get_by_role("banner").bounding_box()
        assert box is not None
        assert box["height"] < tallest, width
