"""The daily list fits on a phone, however much a morning brings."""

from datetime import timedelta

from bot.rules.time import read
from bot.texts.facts import Facts
from bot.texts.message import Text
from bot.texts.staff import StaffVoice
from bot.texts.staff.daily import MOST, Away, Daily, StaffDaily, Topic
from bot.texts.staff.today import Waiting
from storage.vocabulary import Language, TaskKind

EIGHT = read("2026-11-24 08:00")
LONGEST = 4096


def said(found: Daily) -> Text:
    facts = Facts(language=Language.DANISH, now=EIGHT, about=found)
    text = StaffDaily().say(StaffVoice(Language.DANISH), facts)
    assert text is not None
    return text


def test_each_button_has_the_number_of_its_line_and_what_has_none_is_counted() -> None:
    waiting = tuple(
        Waiting(number, TaskKind.OUTCOME, f"{number} {'Navn ' * 30}", employer="Firma " * 30)
        for number in range(40)
    )
    away = tuple(
        Away("Ø" * 90, EIGHT.date() + timedelta(days=number // 5), (("T" * 200, EIGHT),) * 5, task)
        for number, task in enumerate([None, *waiting[:3], *[None] * 36])
    )
    silent = tuple(f"{'Stille ' * 20}{number}" for number in range(60))
    text = said(Daily(away, waiting[3:], silent, 7, {Topic.SILENT: 60}, {}))
    buttons = [button for row in text.buttons for button in row]
    assert [one.label.split()[0] for one in buttons] == [f"{n}" for n in range(1, MOST + 1)]
    assert [one.data for one in buttons] == [f"daily_deal:{n}" for n in range(MOST)]
    assert "\u206830\u2069 mere" in text.html
    numbered = [line.split()[0] for line in text.html.split("\n") if line[:1].isdigit()]
    assert numbered == [f"{n}" for n in range(1, MOST + 1)]
    assert "\u206832\u2069 mere" in text.html
    assert len(text.html) < LONGEST


def test_an_empty_list_is_one_line_and_a_number_alone_is_no_empty_list() -> None:
    empty = Daily((), (), (), 0, {}, {})
    assert said(empty).html.endswith("Intet kræver dig lige nu.")
    missed = said(Daily((), (), (), 0, {Topic.CHECK_INS: 2}, {})).html
    assert "Intet kræver" not in missed
    assert "Ubesvarede ugentlige spørgsmål: \u20682\u2069" in missed
