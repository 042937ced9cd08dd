"""What is heard is what is read, in words for the ear."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given

from bot import speech
from bot.texts import listening
from bot.texts.aloud import LONGEST, aloud
from bot.texts.facts import Facts
from bot.texts.leaving import STAY, AskStop
from bot.texts.message import Button, Text
from bot.texts.notices import Notice
from bot.texts.say import Voice, isolate, lines
from storage.vocabulary import Language
from tests.texts.strategies import all_facts, notices
from tests.texts.test_messages import say, thorough

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
SAID = {
    Language.ENGLISH: "Thursday day 26 of month 11.\nfrom 30 minutes past 9 to 12 o'clock.\nJobhuset.",
    Language.DANISH: "Thursday den 26. i 11.\nfra klokken 9 og 30 minutter til klokken 12.\nJobhuset.",
    Language.ARABIC: "Thursday يوم 26 شهر 11.\nمن الساعة 9 و 30 دقيقة إلى الساعة 12.\nJobhuset.",
    Language.TIGRINYA: "Thursday ዕለት 26 ወርሒ 11.\nካብ ሰዓት ዴንማርክ 9 ምስ 30 ደቒቕ ክሳብ ሰዓት ዴንማርክ 12.\nJobhuset.",
}


@pytest.mark.parametrize("language", Language)
def test_days_and_times_are_spoken_as_words_and_icons_not_at_all(language: Language) -> None:
    voice = Voice(language)
    html = lines(
        voice.line("📅", "Thursday 26/11"),
        "",
        voice.line("🕤", "09:30–12:00"),
        voice.line("📍", isolate("Jobhuset")),
        "☰",
    )
    assert aloud(voice, Text(html)) == SAID[language]


def test_who_listens_hears_what_there_is_to_choose_and_no_signs() -> None:
    row = (Button("✅ I am coming", "come"), Button("😀", "face"), Button("2", "see"))
    assert aloud(Voice(Language.ENGLISH), Text(isolate("First day: 1/12/2026"), (row,))) == (
        "First day: day 1 of month 12 2026.\nI am coming."
    )


@pytest.mark.parametrize(("chosen", "can_be_heard"), [(None, True), (STAY, False)])
def test_a_question_can_be_listened_to_until_it_is_answered(
    chosen: str | None, *, can_be_heard: bool
) -> None:
    voice, facts = Voice(Language.ARABIC), Facts(Language.ARABIC, NOON, listens=True)
    question = AskStop(chosen=chosen)
    said = listening.offered(voice, question, question.say(voice, facts), facts)
    assert isinstance(said, Text)
    data = [button.data for row in said.buttons for button in row]
    assert data[-1:] == (["hear"] if can_be_heard else [])


def test_danish_places_are_said_by_the_danish_voice() -> None:
    assert list(speech.by_voice("المكان Jobhuset, lokale 2. الساعة 9", "ar")) == [
        ("ar", "المكان "),
        ("da", "Jobhuset, lokale 2. "),
        ("ar", "الساعة 9"),
    ]
    assert list(speech.by_voice("Place: Jobhuset", "en")) == [("en", "Place: Jobhuset")]


@thorough
@given(notices(), all_facts())
def test_nothing_is_heard_that_nobody_can_say(notice: Notice, facts: Facts) -> None:
    said = say(notice, facts)
    if isinstance(said, Text):
        heard = aloud(Voice(facts.language), said)
        assert len(heard) <= LONGEST + 200
        assert not re.search(r"[\u2066-\u2069\u202a-\u202e\ufe0f]|\b\d\d:\d\d\b", heard)
        assert heard.encode()
