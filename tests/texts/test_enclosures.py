"""A file is treated as its words are: named, covered, read aloud."""

from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from bot.texts import discretion, listening, sharing
from bot.texts.enclosures import Stored
from bot.texts.facts import Facts
from bot.texts.message import Button, Speech, Text, words
from bot.texts.reminders import Reminder
from bot.texts.say import Voice
from storage.vocabulary import EnclosureKind, Language

DANISH = Voice(Language.DANISH)
FACTS = Facts(Language.DANISH, datetime(2026, 11, 30, tzinfo=UTC), first_name="Selam", listens=True)
YES = ((Button("Ja", "yes"),),)


@pytest.mark.parametrize("kind", EnclosureKind)
def test_a_file_is_named_covered_and_heard_by_its_words(kind: EnclosureKind) -> None:
    sent = Stored(kind, 7, b"", "skema.pdf", "BQAC").message(Markup("Uge 48"), YES)
    reminder = Reminder(session_id=1)
    assert (sent.file, sent.remote) == (7, "BQAC")
    named = words(sharing.named(DANISH, FACTS, sent))
    assert named is not None
    assert "Selam" in named.html.splitlines()[0]
    offered = words(listening.offered(DANISH, reminder, sent, FACTS))
    assert offered is not None
    assert [row[0].data for row in offered.buttons] == ["yes", "hear"]
    covered = discretion.covered(DANISH, reminder, FACTS, 1, sent)
    assert isinstance(covered, Text)
    assert "Uge 48" not in covered.html
    spoken = listening.spoken(DANISH, sent, recorded=None, by_machine=True)
    assert isinstance(spoken, Speech)
    assert spoken.words.splitlines() == ["Uge 48.", "Ja."]
