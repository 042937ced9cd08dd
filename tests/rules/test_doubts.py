"""What may be wrong with a text is said, and nothing that is right."""

from datetime import UTC, datetime

import pytest

from bot.rules import doubts
from bot.rules.doubts import Span
from storage.vocabulary import Language

SESSION = Span(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC))
"""Tuesday 24/11 from 10:00 to 13:00 in Copenhagen."""
NAMES = frozenset({"Selam", "Hans"})
DA, AR, TI, EN = Language.DANISH, Language.ARABIC, Language.TIGRINYA, Language.ENGLISH


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (DA, "Vi ses kl. 10 den 24/11, slut 13:00", []),
        (DA, "Vi ses kl. 10.00 den 24.11.2026", []),
        (DA, "Husk hans mad, 1,5 kg, version 2.0", []),
        (DA, "Vi ses kl. 9", ["OtherClock"]),
        (DA, "Vi ses 10:30 den 25/11", ["OtherClock", "OtherDay"]),
        (AR, "الموعد ١٠:٣٠", ["OtherClock"]),
        (DA, "Selam tager kage med", ["NamesSomebody"]),
        (AR, "Bring food", ["OtherLetters"]),
        (TI, "مرحبا", ["OtherLetters"]),
        (EN, "Hej", ["SameAsDanish"]),
    ],
)
def test_what_is_doubtful_is_found(language: Language, text: str, found: list[str]) -> None:
    texts = {DA: "Hej", language: text}
    said = [type(doubt).__name__ for _, doubt in doubts.of(texts, NAMES, SESSION)]
    assert said == found


def test_without_a_session_no_time_is_doubtful() -> None:
    assert not list(doubts.of({DA: "Vi ses kl. 9 den 1/1"}, NAMES, None))
