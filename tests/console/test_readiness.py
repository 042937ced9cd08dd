"""The readiness profile: what people have decided, noted and answered, and what it rests on."""

import re
from html import unescape

from playwright.async_api import Browser, Page
from sqlmodel import select

from storage import readiness
from storage.abilities import DanishLevel, Skill
from storage.people import Reading
from storage.readiness import Assessment, Category, Decision, Goal
from tests.console.office import Office, Window, hidden, signed_in
from tests.support import way
from tests.support.accessibility import axe

WHY = "Har klaret tre uger i praktik uden fravær."
BEYOND = """[...document.querySelectorAll("main table")].some(
    (table) => table.offsetWidth > table.parentElement.clientWidth
)"""
"""Whether a table is wider than its column."""


def at(office: Office, *path: str, who: str = "Selam") -> str:
    return "/".join((f"/people/{office.town.people[who]}/readiness", *path))


def words(page: str) -> str:
    """Return what is read on a page, without its tags and the marks around values."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>|[\u2066-\u2069]", " ", page)))


def noted(window: Window, path: str, **values: str) -> int:
    """Fill in a form; return what the answer says."""
    return window.post(path, window.form(path, **values)).status_code


def test_each_statement_stands_beside_what_it_rests_on(sqlite_office: Office) -> None:
    office = sqlite_office
    way.found(office.database, office.town)
    page = words(office.at("Mette").get(at(office)).text)
    for statement in (
        "Jobparat (ready for a job) within 3 months Tre ugers praktik på Hotel Randers",
        "Decided 11/11/2026 by Mette Holm",
        "Danskuddannelse 2, module 3 since 1/9/2026",
        "Truckkort B Seen: Bevis fra AMU, 12/9",
        "21 of 30 hours are planned this week : 15 from weekly activities and 6 from sessions.",
        "The trainer there 4 of 4 times (1 late) there 7 of 8 times (1 late)",
        "The person 3, staff 5 staff see 2 more",
        "The person 5, staff 3 the person sees 2 more",
        "Få lavet et CV på dansk by 26/11/2026",
    ):
        assert statement in page
    with office.database.reading() as db:
        assert len(db.exec(select(Reading)).all()) == 1


def test_what_mette_notes_is_kept_with_her_name(office: Office) -> None:
    window, database = office.at("Mette"), office.database
    numbers = way.found(database, office.town)
    jens = office.town.people["Jens"]
    for what, values in (
        (
            "decision",
            {"category": str(numbers.category), "decided_on": "23/11/2026", "reason": WHY},
        ),
        ("skill", {"name": "Kørekort B", "evidence": "Set kortet"}),
        ("danish", {"education": "3", "module": "5", "since": "2026-08-10", "passed": "on"}),
        ("goal", {"text": "Søge to job", "due_on": "2026-12-01"}),
        ("activity", {"kind": "job_search", "hours": "7,5", "from_on": "2026-11-23"}),
        ("reduction", {"hours": "10", "from_on": "2026-11-23", "until_on": "2026-12-31"}),
    ):
        assert noted(window, at(office, what, who="Jens"), **values) == 303, what
    due = "Staff have not answered this quarter yet."
    assert due in words(window.get(at(office, who="Jens")).text)
    assert noted(window, at(office, "assess", who="Jens"), score_goal="4") == 303
    page = words(window.get(at(office, who="Jens")).text)
    assert due not in page
    assert "10.5 of 27 hours are planned this week" in page
    form = window.get(at(office, "reduction", who="Jens")).text
    assert "27 hours are asked this week, earlier reductions taken off." in words(form)
    with database.reading() as db:
        [decision] = readiness.decisions_of(db, jens)
        assert (decision.reason, decision.author_id) == (WHY, office.town.staff["Mette"])
        level = db.exec(select(DanishLevel).where(DanishLevel.participant_id == jens)).one()
        assert (level.education, level.module, level.passed) == (3, 5, True)
        answer = db.exec(select(Assessment).where(Assessment.participant_id == jens)).one()
        assert (answer.key, answer.score) == ("goal", 4)
    assert "Jobparat" in window.get("/people").text


def test_what_ends_stays_as_history(office: Office) -> None:
    window = office.at("Mette")
    numbers = way.found(office.database, office.town)
    for what, number, deed in (
        ("decision", numbers.decision, "withdraw"),
        ("skill", numbers.skill, "remove"),
        ("goal", numbers.goal, "drop"),
    ):
        form = hidden(window.get(at(office)).text)
        answer = window.post(at(office, what, str(number), deed), form)
        assert answer.status_code == 303, what
    with office.database.reading() as db:
        assert db.get_one(Decision, numbers.decision).withdrawn_at is not None
        assert db.get_one(Skill, numbers.skill).removed_at is not None
        assert db.get_one(Goal, numbers.goal).dropped_at is not None
    page = words(window.get(at(office)).text)
    assert "Aktivitetsparat (ready for activities) Begynder på danskuddannelse" in page
    assert "Rengøring efter hygiejnekrav" in page


def test_a_mistake_stands_beside_its_field_and_loses_nothing(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    numbers = way.found(office.database, office.town)
    path = at(office, "decision")
    answer = window.post(
        path,
        window.form(path, category=str(numbers.category), decided_on="2026-11-24", reason=WHY),
    )
    assert answer.status_code == 422
    assert 'id="decided_on-error">This day lies ahead.' in answer.text
    assert f">{WHY}</textarea>" in answer.text
    far = {"category": "9" * 20, "decided_on": "2026-11-23", "reason": WHY}
    assert 'id="category-error"' in window.post(path, window.form(path, **far)).text
    for wrong, refused in (("syg i marts", "must not be sent"), ("", "Fill in this field")):
        again = window.post(
            path,
            window.form(
                path, category=str(numbers.category), decided_on="2026-11-23", reason=wrong
            ),
        )
        assert 'id="reason-error"' in again.text
        assert refused in words(again.text)


def test_mette_changes_a_category_and_adds_one(office: Office) -> None:
    window = office.at("Mette")
    numbers = way.found(office.database, office.town)
    path = f"/settings/categories/{numbers.category}"
    values = {"label_da": "Jobparat", "label_en": "Jobparat", "colour": "blue", "place": "1"}
    later = {"horizon_months": "6", "is_ready": "on", "active": "on"}
    assert noted(window, path, **values, **later) == 303
    assert noted(window, path, **values, horizon_months="six", active="on") == 422
    new = {"label_da": "Fuldtidsjobparat", "label_en": "Full time", "place": "2", "active": "on"}
    assert noted(window, "/settings/categories/add", **new, colour="green") == 303
    with office.database.reading() as db:
        home = db.get_one(Category, numbers.category)
        found = readiness.categories_of(db, home.municipality_id)
        assert [one.key for one in found][:3] == ["jobparat", "fuldtidsjobparat", "aktivitetsparat"]
        assert (home.horizon_months, home.is_ready) == (6, True)


def test_another_week_is_asked_of_everybody_but_not_one_that_cannot_be(
    sqlite_office: Office,
) -> None:
    window = sqlite_office.at("Mette")
    assert noted(window, "/settings/categories", weekly_hours="30") == 303
    assert noted(window, "/settings/categories", weekly_hours="61") == 422
    page = words(window.get(at(sqlite_office, who="Jens")).text)
    assert "of 30 hours are planned this week" in page


async def test_the_profile_works_for_everybody_without_a_script_and_by_keyboard(
    browser: Browser, page: Page, sqlite_office: Office, desk: str
) -> None:
    office = sqlite_office
    way.found(office.database, office.town)
    await signed_in(page, office, desk)
    await page.set_viewport_size({"width": 400, "height": 800})
    for path in (at(office), at(office, "decision"), at(office, "assess"), "/settings/categories"):
        await page.goto(desk + path)
        await axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    await page.set_viewport_size({"width": 1100, "height": 800})
    await page.goto(desk + at(office))
    assert not await page.evaluate(BEYOND), "a table of one column runs into the other"
    context = await browser.new_context(java_script_enabled=False)
    plain = await context.new_page()
    await signed_in(plain, office, desk)
    await plain.goto(desk + at(office, "goal"))
    await plain.focus("#text")
    await plain.keyboard.type("Ringe til tre steder")
    await plain.keyboard.press("Tab")
    await plain.fill("#due_on", "2026-12-24")
    await plain.keyboard.press("Enter")
    await plain.wait_for_url("**/readiness?saved=goal")
    assert "Ringe til tre steder" in await plain.inner_text("#goals")
    await plain.focus("#goals li:has-text('Ringe til tre steder') button >> nth=0")
    await plain.keyboard.press("Enter")
    await plain.locator("#goals li", has_text="steder").locator("strong").wait_for()
    await context.close()
