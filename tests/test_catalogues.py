"""What participants read is there in every language, whole and well formed."""

import re
from gettext import c2py
from pathlib import Path
from string import Formatter

import polib
import pytest

from bot.texts import extract
from bot.texts.catalogue import LOCALES
from bot.texts.say import FIRST_STRONG_ISOLATE, POP_ISOLATE

LANGUAGES = ("da", "ar", "ti")
TWELVE_HOURS = re.compile(
    r"(?i)\b\d{1,2}([:.]\d\d)?\s*(am|pm|a\.m\.|p\.m\.|ص|م|ቅ\.ቀ\.?|ድ\.ቀ\.?)(?!\w)"
)
FORMS = {
    # which form the numbers 0, 1, 2, 3, 11 and 100 take
    "da": (1, 0, 1, 1, 1, 1),
    "ti": (0, 0, 1, 1, 1, 1),
    "ar": (0, 1, 2, 3, 4, 5),
}


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "messages.po"))


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_the_template_holds_exactly_what_the_code_says() -> None:
    kept = (LOCALES / "messages.pot").read_text("utf-8")
    assert kept == extract.template(), "run: make texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_in_every_language(language: str) -> None:
    wanted = {(entry.msgid, entry.msgid_plural) for entry in polib.pofile(extract.template())}
    found = catalogue(language)
    assert {(entry.msgid, entry.msgid_plural) for entry in found} == wanted
    assert [entry.msgid for entry in found if not all(translations(entry))] == []
    assert [entry.msgid for entry in found if entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_written_as_the_command_writes_it(language: str) -> None:
    file = LOCALES / language / "LC_MESSAGES" / "messages.po"
    assert file.read_text("utf-8") == extract.updated(file), "run: make texts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_the_same_values(language: str) -> None:
    assert [
        (entry.msgid, text)
        for entry in catalogue(language)
        for text in translations(entry)
        if placeholders(text) != placeholders(entry.msgid_plural or entry.msgid)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_take_the_right_form(language: str) -> None:
    header = catalogue(language).metadata["Plural-Forms"]
    form = re.fullmatch(r"nplurals=(\d); plural=(.+);", header)
    assert form
    which = c2py(form[2])
    assert tuple(which(number) for number in (0, 1, 2, 3, 11, 100)) == FORMS[language]
    assert int(form[1]) == (6 if language == "ar" else 2)
    plurals = [entry for entry in catalogue(language) if entry.msgid_plural]
    assert [entry.msgid for entry in plurals if len(entry.msgstr_plural) != int(form[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_time_is_said_in_twelve_hours(language: str) -> None:
    texts = [text for entry in catalogue(language) for text in translations(entry)]
    assert [text for text in texts if TWELVE_HOURS.search(text)] == []
    english = [entry.msgid for entry in catalogue(language)]
    assert [text for text in english if TWELVE_HOURS.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_direction_is_said_by_the_code_and_not_by_translators(language: str) -> None:
    marks = {FIRST_STRONG_ISOLATE, POP_ISOLATE, "\u200e", "\u200f", "\u202a", "\u202b", "\u202c"}
    texts = [text for entry in catalogue(language) for text in translations(entry)]
    assert [text for text in texts if marks & set(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_lines_and_ends_of_its_sentence(language: str) -> None:
    ends = re.compile(r"[.።]$")
    for entry in catalogue(language):
        for text in translations(entry):
            assert text == text.strip()
            assert "\n" not in text
            if ends.search(entry.msgid) and "الجواب:" not in text:
                assert ends.search(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_says_that_a_native_reader_has_still_to_look(language: str) -> None:
    assert "awaiting native review" in catalogue(language).header


def test_tigrinya_is_spelt_as_in_eritrea() -> None:
    texts = [text for entry in catalogue("ti") for text in translations(entry)]
    assert [text for text in texts if re.search("[ፀ-ፆ]", text)] == []


def test_nothing_is_said_in_a_slash_form() -> None:
    texts = [
        text
        for language in LANGUAGES
        for entry in catalogue(language)
        for text in translations(entry)
    ]
    assert [text for text in texts if re.search(r"\w/\w", text)] == []


def test_no_other_room_speaks_to_participants() -> None:
    """The extraction reads `bot/texts`; a sentence elsewhere would never be translated."""
    calls = re.compile(r"\bvoice\.(say|say_n|label)\(")
    bot = Path(extract.__file__).parents[1]
    elsewhere = [file for file in bot.rglob("*.py") if "texts" not in file.parts]
    assert [file.name for file in elsewhere if calls.search(file.read_text("utf-8"))] == []
