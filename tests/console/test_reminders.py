"""Mette decides when and in which words people are reminded, and whose reminders rest."""

from html import unescape

import pytest
from sqlmodel import select

from bot.actions import planning
from storage.outbox import Outbox
from storage.reminders import ReminderRule
from storage.vocabulary import Language, NoticeState
from storage.writings import Translation
from tests.console.office import Office, Window

DANISH = "Kære {name}, husk {session} kl. {time}."
ARABIC = "تذكير: {session}، {time}، {name}."
EVENING = {"kind": "session", "anchor": "start", "days": "1", "at": "17.30"}
ADD = "/settings/reminders/add"


def text(window: Window, path: str) -> str:
    return unescape(window.get(path).text)


def test_a_rule_is_added_looked_at_and_switched_off(office: Office) -> None:
    window = office.at("Mette")
    words = {
        "text_da": DANISH,
        "text_ar": ARABIC,
        "reviewed_ar": "yes",
        "text_en": "Hi {name} {session} {time}",
    }
    looked = window.post(ADD, window.form(ADD, **EVENING, **words, look="yes"))
    shown = unescape(looked.text)
    assert looked.status_code == 200
    assert "husk \u2068CV-workshop\u2069 kl. \u206809:30\u2069" in shown
    assert 'lang="ar" dir="rtl"' in shown
    assert "shipped words: Draft, not reviewed" in shown
    saved = window.post(ADD, window.form(ADD, **EVENING, **words))
    assert saved.headers["location"].endswith("/settings/reminders?saved=yes")
    page = text(window, "/settings/reminders")
    assert "The day before at \u206817:30\u2069" in page
    with office.database.reading() as db:
        rule = db.exec(select(ReminderRule).where(ReminderRule.writing_id != None)).one()  # noqa: E711
        said = {
            one.language: one.reviewed_at
            for one in db.exec(select(Translation))
            if one.writing_id == rule.writing_id
        }
    assert said[Language.ARABIC] is not None
    path = f"/settings/reminders/{rule.id}"
    window.post(f"{path}/switch", window.form("/settings/reminders", wanted="off"))
    assert "Switched off" in text(window, "/settings/reminders")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"days": "", "at": ""}, "Say when: a number of days with a time of day"),
        ({"minutes": "30"}, "Give days with a time of day, or minutes, not both."),
        ({"days": "-1"}, "Write a number without a minus."),
        ({"days": "99"}, "“\u206899\u2069” is not a whole number from 0 to 14."),
        ({"days": "", "weekday": "6", "at": "", "anchor": "weekday"}, "Say at what time of that day."),
        ({"at": "18:00"}, "There is already a rule like this one."),
        ({"text_ar": ARABIC}, "Write this text. The others translate it."),
        ({"text_da": "Husk din depression"}, "depression"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_gets_a_sentence_and_nothing_is_lost(
    sqlite_office: Office, typed: dict[str, str], sentence: str
) -> None:
    window = sqlite_office.at("Mette")
    answer = window.post(ADD, window.form(ADD, **{**EVENING, **typed}))
    assert answer.status_code == 422
    shown = unescape(answer.text)
    assert sentence in shown
    assert all(value in shown for value in typed.values())
    with sqlite_office.database.reading() as db:
        assert len(db.exec(select(ReminderRule)).all()) == 4


def test_reminders_rest_until_a_day_and_the_page_says_so(office: Office) -> None:
    window, number = office.at("Mette"), office.town.people["Selam"]
    planning.plan_ahead(office.database, office.clock())
    path, before = f"/people/{number}/forecast", coming(office, number)
    assert "reminders are muted" not in text(window, path)
    refused = window.post(f"/people/{number}/mute", window.form(path, until="2026-11-01"))
    assert refused.status_code == 422
    assert "Choose a day after today" in unescape(refused.text)
    window.post(f"/people/{number}/mute", window.form(path, until="2026-12-24", reason="rejse"))
    page = text(window, path)
    assert "Reminders and questions rest until \u2068Thursday 24/12\u2069." in page
    assert "Does not go. The person's reminders are muted." in page
    assert "rejse" in text(window, f"/people/{number}")
    window.post(f"/people/{number}/unmute", window.form(path))
    assert "Reminders and questions rest" not in text(window, path)
    assert coming(office, number) == before


def coming(office: Office, number: int) -> list[str]:
    """Return what somebody will be reminded of."""
    with office.database.reading() as db:
        rows = db.exec(select(Outbox).where(Outbox.participant_id == number)).all()
    ahead = [row for row in rows if row.due_at > office.clock() and row.kind == "reminder"]
    ahead = [row for row in ahead if row.state is NoticeState.PLANNED]
    assert ahead
    return sorted(row.dedupe_key for row in ahead)
