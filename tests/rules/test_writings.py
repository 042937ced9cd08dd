"""What staff write can be filled in, says the same in each language, and fits on a phone."""

import pytest

from bot.rules import enclosures, lint, variables, writings
from bot.rules.enclosures import EnclosureTooBig, NotAnEnclosure
from bot.rules.lint import NameNotAllowed
from bot.rules.refusals import Refused
from bot.rules.variables import LoneBrace, OtherVariables, UnknownVariable, Variable
from bot.rules.writings import (
    ChoiceNotWritten,
    ChoiceTooLong,
    Draft,
    EnclosureWithoutText,
    NotWritten,
    NoVariableHere,
    TooManyChoices,
    WritingTooLong,
)
from storage.vocabulary import EnclosureKind, Language
from tests.support.media import JPEG, OGG

DA, AR = Language.DANISH, Language.ARABIC


def test_what_is_filled_in_is_found_however_it_is_typed() -> None:
    text = "Hej {Name}, vi ses { day } kl. {time}"
    assert variables.named(text) == {Variable.NAME, Variable.DAY, Variable.TIME}
    assert variables.needs_session(text) == {Variable.DAY, Variable.TIME}


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("Hej {nane}", UnknownVariable, "“{nane}”"),
        ("Hej {}", UnknownVariable, "“{}”"),
        ("Hej {name", LoneBrace, "“{”"),
        ("Hej name}", LoneBrace, "“}”"),
        ("{{name}}", LoneBrace, "“{”"),
    ],
)
def test_what_cannot_be_filled_in_is_named_with_what_can(
    text: str, kind: type[Refused], named: str
) -> None:
    with pytest.raises(kind) as refused:
        variables.check(text)
    assert named in str(refused.value)
    assert "{name}, {session}, {day}, {time}, {place}, {caseworker}, {phone}" in str(refused.value)


@pytest.mark.parametrize(
    ("danish", "arabic", "kind", "field"),
    [
        (Draft(), Draft("نص"), NotWritten, "text_da"),
        (Draft("Hej {name}"), Draft("أهلًا {phone}"), OtherVariables, "text_ar"),
        (Draft("Hej", ("Ja", "Nej")), Draft("أهلًا", ("نعم",)), ChoiceNotWritten, "choice_ar_1"),
        (Draft("Hej", ("Ja",)), Draft("أهلًا", ("نعم", "لا")), ChoiceNotWritten, "choice_da_1"),
        (Draft("Hej", ("å" * 41,)), Draft(), ChoiceTooLong, "choice_da_0"),
        (Draft("Hej", ("{name}",)), Draft(), NoVariableHere, "choice_da_0"),
        (Draft("Hej", ("Ja",) * 5), Draft(), TooManyChoices, "choice_da_4"),
        (Draft("å" * 3001), Draft(), WritingTooLong, "text_da"),
        (Draft("{place}" * 37), Draft(), WritingTooLong, "text_da"),
    ],
)
def test_what_cannot_be_sent_is_refused_where_it_can_be_mended(
    danish: Draft, arabic: Draft, kind: type[Refused], field: str
) -> None:
    with pytest.raises(kind) as refused:
        writings.check({DA: danish, AR: arabic})
    assert refused.value.values["field"] == field


def test_less_fits_below_a_file_and_a_file_needs_a_text() -> None:
    drafts = {DA: Draft("å" * 600), AR: Draft()}
    writings.check(drafts)
    with pytest.raises(WritingTooLong):
        writings.check(drafts, enclosed={DA})
    with pytest.raises(EnclosureWithoutText):
        writings.check(drafts, enclosed={AR})


@pytest.mark.parametrize(
    ("content", "name", "kind", "shown"),
    [
        (JPEG, "C:\\fotos\\kort.JPG", EnclosureKind.PICTURE, "kort.JPG"),
        (b"%PDF-1.7 ...", "skema", EnclosureKind.PDF, "skema.pdf"),
        (OGG, "", EnclosureKind.VOICE, "file.ogg"),
        (b"%PDF-1.7 ...", "skema.exe", EnclosureKind.PDF, "skema.exe.pdf"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(
    content: bytes, name: str, kind: EnclosureKind, shown: str
) -> None:
    found = enclosures.read(content, name)
    assert (found.kind, found.name) == (kind, shown)


def test_other_files_and_larger_ones_are_not_sent_along() -> None:
    with pytest.raises(NotAnEnclosure):
        enclosures.read(b"PK\x03\x04 a document", "brev.docx")
    with pytest.raises(EnclosureTooBig, match="20 MB"):
        enclosures.read(b"%PDF-" + bytes(20 * 2**20), "skema.pdf")
    with pytest.raises(EnclosureTooBig, match="10 MB"):
        enclosures.read(JPEG + bytes(10 * 2**20), "kort.jpg")


def test_the_full_name_of_somebody_is_held_back_and_a_word_of_it_is_not() -> None:
    names = ["Selam Haile", "أمل حسن", "Amal"]
    for text in ("Tag SELAM  Haile med", "Det er Selam Hailes tid", "شكرًا لأمل حسن"):
        with pytest.raises(NameNotAllowed) as refused:
            lint.check_names(text, names, field="text_da")
        assert "{name}" in str(refused.value)
    lint.check_names("Selam, Amal og Haile Selam", names)
