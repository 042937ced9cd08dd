"""Before an edit is saved its form shows whom it tells and what, and takes a sentence along."""

import re

from sqlmodel import select

from bot.actions import people
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from storage.outbox import Outbox
from storage.vocabulary import Language
from storage.writings import Writing, translations_of
from tests.console.office import Office, Window, hidden
from tests.console.test_schedule import fields, path, session

LATER = {"starts": "14:00", "ends": "17:00", "bring": "Sko & <støvler>"}
TELL = {"step": "tell"}


def foreseen(office: Office, window: Window) -> dict[str, str]:
    """Return the fields of the page that shows what a move would lead to."""
    address = path(office, "english", "/change")
    return hidden(window.post(address, fields(window, address) | LATER).text)


def moved(office: Office) -> list[Outbox]:
    """Return what is owed of the move, by person."""
    with office.database.reading() as db:
        number = office.town.sessions["english"]
        found = select(Outbox).where(Outbox.session_id == number, Outbox.kind == "session_moved")
        return list(db.exec(found))


def test_who_is_told_what_is_shown_and_nothing_is_saved(sqlite_office: Office) -> None:
    window, address = sqlite_office.at("Mette"), path(sqlite_office, "english", "/change")
    page = window.post(address, fields(window, address) | LATER).text
    assert "3 people are told on Telegram" in page
    assert "3 people at once" in page
    assert "22 33 44 55" in page.split("Rahwa Kidane")[1][:200]
    shown = dict(re.findall(r'class="screen" lang="(\w+)"( dir="rtl")?', page))
    assert shown == {"da": "", "ar": ' dir="rtl"', "ti": ""}
    assert page.count("14:00–17:00") == 3
    assert "Noor" not in page
    assert session(sqlite_office, "english").starts_at.hour == 12
    assert moved(sqlite_office) == []
    elsewhere = path(sqlite_office, "english", "/change")
    theirs = sqlite_office.at("Jonas")
    page = theirs.post(elsewhere, fields(theirs, elsewhere) | LATER).text
    assert "1 person of \u2068Randers\u2069, whom \u2068Randers\u2069 calls" in page
    assert not {"Selam", "Rahwa", "RAN-"} & set(re.findall(r"Selam|Rahwa|RAN-", page))


def test_back_at_the_form_nothing_is_lost(sqlite_office: Office) -> None:
    window, address = sqlite_office.at("Mette"), path(sqlite_office, "english", "/change")
    added = {"text_da": "Tag sko med.", "gap_ar": "danish", "step": "back"}
    page = window.post(address, foreseen(sqlite_office, window) | added).text
    assert 'value="14:00"' in page
    assert "Sko &amp; &lt;støvler&gt;" in page
    assert hidden(page)["text_da"] == "Tag sko med."
    assert hidden(page)["gap_ar"] == "danish"
    assert moved(sqlite_office) == []


def test_what_the_sentence_lacks_is_told_beside_it(sqlite_office: Office) -> None:
    window, address = sqlite_office.at("Mette"), path(sqlite_office, "english", "/change")
    seen = foreseen(sqlite_office, window) | TELL
    for added, told in (
        ({"text_ar": "مرحبا"}, {"text_da": "in Danish too"}),
        ({"text_da": "Tag sko med.", "gap_ti": "without"}, {"text_ar": "missing in this"}),
        ({"text_da": "x" * 301}, {"text_da": "too long"}),
        (
            {"text_da": "Tag sko med.", "text_ar": "مرحبا", "text_ti": "ብዛዕባ ሕማም"},
            {"text_ti": "must not be sent"},
        ),
    ):
        answer = window.post(address, seen | added)
        assert answer.status_code == 422
        errors = dict(re.findall(r'id="(\w+)-error">([^<]*)<', answer.text))
        assert errors.keys() == told.keys()
        assert all(told[name] in errors[name] for name in told)
        assert moved(sqlite_office) == []


def test_the_sentence_goes_with_the_news_once(office: Office) -> None:
    window, address = office.at("Mette"), path(office, "english", "/change")
    added = {"text_da": "Tag sko med.", "text_ar": "أحذية من فضلكم", "gap_ti": "without"}
    seen = foreseen(office, window) | TELL | added
    answers = [window.post(address, one) for one in (seen, seen, seen | {"text_da": "Andet"})]
    assert {one.headers["location"] for one in answers} == {
        f"/console{path(office, 'english')}?saved=moved"
    }
    told = moved(office)
    assert len(told) == 4
    with office.database.reading() as db:
        [writing] = db.exec(select(Writing))
        texts = {one: row.text for one, row in translations_of(db, writing.id or 0).items()}
    assert texts == {Language.DANISH: "Tag sko med.", Language.ARABIC: "أحذية من فضلكم"}
    assert {(row.params["writing_id"], *row.params["without"]) for row in told} == {
        (writing.id, "ti")
    }


def test_who_would_tell_others_meanwhile_looks_again(sqlite_office: Office) -> None:
    office, window = sqlite_office, sqlite_office.at("Mette")
    seen = foreseen(office, window) | TELL
    cause = Cause(OPERATOR, "enrols", office.clock())
    people.enrol(
        office.database, office.town.people["Jens"], office.town.courses["Service"], cause=cause
    )
    address = path(office, "english", "/change")
    again = window.post(address, seen)
    assert again.status_code == 422
    assert "It would tell others now" in again.text
    assert "4 people are told on Telegram" in again.text
    assert window.post(address, hidden(again.text) | TELL).status_code == 303
    assert len(moved(office)) == 5
