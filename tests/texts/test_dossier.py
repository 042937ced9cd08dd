"""What is stored about a person is told in their words, not in ours."""

from datetime import UTC, datetime

import pytest

from bot.texts.dossier import Dossier, Readable, Section
from bot.texts.facts import Facts
from bot.texts.message import Document
from bot.texts.say import Voice
from storage.vocabulary import (
    AnswerKind,
    FollowUpAnswer,
    InterestState,
    Language,
    MediaKind,
    OutcomeKind,
    Presence,
    Terms,
    Wish,
)

KINDS = (
    AnswerKind,
    FollowUpAnswer,
    InterestState,
    MediaKind,
    OutcomeKind,
    Presence,
    Terms,
    Wish,
)
NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


@pytest.mark.parametrize("language", Language)
def test_no_word_of_the_store_stands_in_the_document(language: Language) -> None:
    words = [word for kind in KINDS for word in kind]
    told = Dossier((Section("person", tuple((("answer", word),) for word in words)),))
    document = Readable().say(Voice(language), Facts(language, NOW, about=told))
    assert isinstance(document, Document)
    page = document.content.decode()
    assert page.count("<dd>") == len(words)
    assert [word for word in words if f">{word.value}<" in page] == []
