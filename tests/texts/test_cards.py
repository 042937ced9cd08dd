"""A card in Danish says what it says, and no more than is known."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.texts.cards import ShowThis
from bot.texts.facts import Facts
from bot.texts.message import Text
from bot.texts.say import Voice
from storage.vocabulary import Language
from tests.texts.test_calendars import AUTUMN, session

NOW = datetime(2026, 10, 1, tzinfo=UTC)
CALL = "Ring hertil"


def card(facts: Facts) -> str:
    said = ShowThis(session_id=7).say(Voice(facts.language), facts)
    assert isinstance(said, Text)
    return str(said.html)


def test_a_card_without_a_number_asks_nobody_to_call() -> None:
    known = Facts(Language.TIGRINYA, NOW, name="Selam", caseworker="Mette", session=session(AUTUMN))
    assert CALL not in card(known)
    assert CALL in card(replace(known, phone="89 15 15 15"))
