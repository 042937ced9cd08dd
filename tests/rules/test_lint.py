"""What must not go over Telegram is found, and what people need to say is not."""

import polib
import pytest

from bot.console.extract import staff_chat
from bot.rules import lint
from bot.rules.lint import CprNotAllowed, WordNotAllowed
from bot.rules.topics import Topic
from bot.texts import extract
from bot.texts.catalogue import LOCALES


@pytest.mark.parametrize(
    ("text", "topic", "word"),
    [
        ("Husk 010190-1234", Topic.CPR, ""),
        ("Er du stadig Syg?", Topic.HEALTH, "Syg"),
        ("Send din lægeerklæring", Topic.HEALTH, "lægeerklæring"),
        ("I am ill today", Topic.HEALTH, "ill"),
        ("أنا مريضة اليوم", Topic.HEALTH, "مريضة"),
        ("بسبب المرض", Topic.HEALTH, "المرض"),
        ("عندي موعد في المُستشفى", Topic.HEALTH, "المُستشفى"),
        ("ሎሚ ሓሚመ ኣለኹ", Topic.HEALTH, "ሓሚመ"),
        ("ብሕማም ኣይመጽእን", Topic.HEALTH, "ብሕማም"),
        ("ናብ ሓኪም እኸይድ", Topic.HEALTH, "ሓኪም"),
        ("Din kontanthjælpsydelse", Topic.BENEFIT, "kontanthjælpsydelse"),
        ("på OFFENTLIG forsørgelse", Topic.BENEFIT, "OFFENTLIG forsørgelse"),
        ("Så bliver du trukket i løn", Topic.SANCTION, "trukket i"),
        ("ምኽንያት መቕጻዕቲ", Topic.SANCTION, "መቕጻዕቲ"),
    ],
)
def test_it_is_found_and_named_as_it_stands(text: str, topic: Topic, word: str) -> None:
    found = lint.find(text)
    assert found is not None
    assert (found.topic, found.word) == (topic, word)


@pytest.mark.parametrize(
    "text",
    [
        "Kurset til sygeplejerske begynder 24/11 kl. 09:30 i lokale 12",
        "Social- og sundhedsassistent: mød op hos portvagten",
        "I'll be there, still looking for the place",
        "أريد أن أعمل ممرضة بنفسي",
        "ጥዕና ይሃበልና። ጽባሕ ክመጽእ እየ",
        "Praktik som handicaphjælper eller hospitalsserviceassistent",
        "Ring 89 15 15 15, eller kom forbi 010125",
        "",
        "👍🏽\u202e\u0000",
    ],
)
def test_what_is_about_trades_times_and_thanks_is_let_through(text: str) -> None:
    assert lint.find(text) is None
    lint.check(text)


def test_a_municipality_adds_words_and_takes_shipped_ones_off() -> None:
    own = ["hemmelig*", "-syg"]
    assert lint.find("En hemmelighed", own=own) == lint.Finding(Topic.OWN, "hemmelighed")
    assert lint.find("Er du syg?", own=own) is None
    assert lint.is_sensitive("En hemmelighed", own=own)
    own = ["-hospitalskøkken*", "-trukket i"]
    assert lint.find("I hospitalskøkkenet", own=own) is None
    assert lint.find("På hospitalet", own=own)
    assert lint.find("trukket i løn", own=own) is None


def test_a_refusal_names_the_word() -> None:
    with pytest.raises(WordNotAllowed, match="sanktion"):
        lint.check("Det giver en sanktion")
    with pytest.raises(CprNotAllowed):
        lint.check("0101901234")


def test_of_what_people_write_only_cpr_and_health_is_masked() -> None:
    assert lint.is_sensitive("Jeg har ondt, se 010190 1234")
    assert lint.is_sensitive("Jeg er gravid")
    assert not lint.is_sensitive("Hvornår kommer min ydelse?")


ALLOWED = {
    "Please do not write CPR numbers or about health here. Call instead.": (
        "it asks people not to write of it"
    ),
}
"""Our own sentences that hold such a word, each with the reason why it must."""


def test_our_own_sentences_hold_no_such_word() -> None:
    said = [
        (entry.msgid, text)
        for language in ("da", "ar", "ti")
        for entry in polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "messages.po"))
        for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values())
    ]
    found = {
        source: finding.word for source, text in said if (finding := lint.find(text)) is not None
    }
    assert found.keys() - ALLOWED.keys() == set(), found


def test_what_is_allowed_is_still_said() -> None:
    assert ALLOWED.keys() <= {forms[0] for _, forms in extract.sentences()}
    assert list(staff_chat())
