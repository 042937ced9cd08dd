"""Every sentence that staff read is there in Danish, whole and with the same values."""

import ast
import re
from enum import StrEnum
from string import Formatter

import polib
import pytest

from bot.console import delivered, extract, words
from bot.console.language import Speech
from bot.queries.deliveries import Group
from bot.texts import registry
from storage import vocabulary


def danish() -> polib.POFile:
    return polib.pofile(str(extract.DANISH))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_template_holds_exactly_what_the_code_says() -> None:
    assert extract.TEMPLATE.read_text("utf-8") == extract.template(), (
        "run: python -m bot.console.extract"
    )


def test_nothing_is_said_where_the_command_does_not_look() -> None:
    """In an f-string, for example."""
    kept = {text for entry in danish() for text in (entry.msgid, entry.msgid_plural)}
    calls = [
        node
        for file in extract.HERE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
    ]
    said = {
        argument.value
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] in {"say", "say_n", "plain"}
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant)
    }
    assert {text for text in said if isinstance(text, str)} - kept == set()


def test_whatever_can_be_recorded_has_a_name() -> None:
    kinds = registry.recordable()
    assert [kind for kind in kinds if delivered.notice(kind) == delivered.ANY_NOTICE] == []


def test_the_danish_catalogue_is_as_the_command_writes_it() -> None:
    assert extract.DANISH.read_text("utf-8") == extract.updated(extract.DANISH)


def test_every_sentence_is_there_in_danish() -> None:
    missing = [
        entry.msgid
        for entry in danish()
        if entry.fuzzy
        or not all(entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
    ]
    assert missing == []


def test_a_translation_names_the_same_values() -> None:
    for entry in danish():
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        for text in texts:
            assert placeholders(text) == placeholders(entry.msgid_plural or entry.msgid), text


OTHER_WORDS = {
    r"danskniveau": "trin i dansk",
    r"udfald(?!:)": "resultat",
    r"\bklar til job": "jobparat",
    r"ugentlig aktivitet": "faste timer om ugen",
    r"personen": "borgeren",
    r"\bårsag": "grund",
    r"indført": "registreret",
    r"frakobl": "koblet fra",
    r"\bopgivet": "droppet",
    r"vurder": "svaret på kvartalets spørgsmål",
    r"deltager": "borger",
    r"(?<!\{)\bsession\b": "aktivitet",
    r"\bansat": "medarbejder",
    r"hent .* ind først": "importer",
    r"afgørelse|beslutning, der gælder|matchkategori besluttet": "visitation",
}
"""What is not said in Danish, and the one word that is said for it."""


@pytest.mark.parametrize("other", OTHER_WORDS)
def test_a_thing_has_one_danish_name(other: str) -> None:
    texts = [text for one in danish() for text in (one.msgstr, *one.msgstr_plural.values())]
    said = [text for text in texts if re.search(other, text, re.IGNORECASE)]
    assert said == [], f"say “{OTHER_WORDS[other]}”"


def test_danish_has_two_plurals_in_use() -> None:
    speech = Speech("da")
    said = [speech.say_n("{n} person", "{n} people", number) for number in (0, 1, 2)]
    assert said == ["0 borgere", "1 borger", "2 borgere"]


@pytest.mark.parametrize(
    "kind",
    [
        vocabulary.LinkState,
        vocabulary.AnswerKind,
        vocabulary.Reason,
        vocabulary.SessionKind,
        vocabulary.PhaseKind,
        vocabulary.Language,
        vocabulary.TargetGroup,
        vocabulary.NoticeState,
        vocabulary.Outcome,
        vocabulary.ChangeKind,
        Group,
    ],
)
def test_every_word_of_the_store_has_words_for_caseworkers(kind: type[StrEnum]) -> None:
    assert all(words.of(word) for word in kind)


def test_values_are_escaped_and_kept_from_turning_the_line_round() -> None:
    said = Speech("en").say("Invitation for {name}", name="<b>أمل</b>")
    assert said == "Invitation for \u2068&lt;b&gt;أمل&lt;/b&gt;\u2069"
