"""A member of staff chooses how the daily list comes, and is told when it cannot."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from bot.console import app as console
from bot.rules.time import read
from bot.texts.staff import letter
from storage.changes import Change
from storage.daily import DailyList
from storage.staff import Staff
from storage.vocabulary import DailyBy, NoticeState
from tests.console.office import Office


def with_mail(office: Office) -> Office:
    """Give the console a mail server."""
    office.context = replace(office.context, mails=True)
    office.app.routes[0].app = console.create(office.context)  # type: ignore[attr-defined]
    return office


def test_what_is_missing_is_said_and_what_was_chosen_is_kept(office: Office) -> None:
    window = office.at("Mette")
    assert "does not come: no chat is connected" in window.get("/me").text
    refused = window.post("/me/daily", window.form("/me", daily_by="pigeon"))
    assert refused.status_code == 422
    assert "Fill in this field" in refused.text
    form = window.form("/me", daily_by="email")
    for _ in range(2):
        assert window.post("/me/daily", form).status_code == 303
    assert "does not come: e-mail is not set up" in window.get("/me").text
    mailed = with_mail(office).at("Mette").get("/me").text
    assert "It comes to \u2068mette@example.dk\u2069" in mailed
    with office.database.reading() as db:
        assert db.get_one(Staff, office.town.staff["Mette"]).daily_by is DailyBy.EMAIL
        changes = [
            one.after
            for one in db.exec(select(Change).order_by(col(Change.id)))
            if "daily_by" in one.after
        ]
    assert changes == [{"staff_id": office.town.staff["Mette"], "daily_by": "email"}]


def test_a_refused_address_is_told_to_its_owner(sqlite_office: Office) -> None:
    with sqlite_office.database.transaction() as db:
        mette = db.get_one(Staff, sqlite_office.town.staff["Mette"])
        db.add(
            DailyList(
                municipality_id=mette.municipality_id,
                staff_id=mette.id or 0,
                on=read("2026-11-23 08:00").date(),
                by=DailyBy.EMAIL,
                state=NoticeState.FAILED,
                due_at=read("2026-11-23 08:00"),
            )
        )
    page = with_mail(sqlite_office).at("Mette").get("/me").text
    assert "The list of \u2068Monday 23/11\u2069 was refused" in page


@pytest.mark.parametrize(
    "page", [letter.TODAY, letter.MINE, letter.MY_PAGE, *letter.PLACES.values()]
)
def test_each_link_of_the_letter_leads_to_its_place(sqlite_office: Office, page: str) -> None:
    path, _, place = page.partition("#")
    shown = sqlite_office.at("Mette").get(path)
    assert shown.status_code == 200
    assert not place or f'id="{place}"' in shown.text


def test_people_are_found_by_having_been_silent(sqlite_office: Office) -> None:
    page = sqlite_office.at("Mette").get("/people?unheard=silent").text
    assert "Nobody fits this search" in page
    sqlite_office.clock.move_to(read("2026-12-10 09:00"))
    page = sqlite_office.at("Mette").get("/people?unheard=silent").text
    assert "Jens Olesen" in page
    assert "Samir" not in page  # has no chat with us, so nobody could hear of him
