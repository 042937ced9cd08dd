"""A file is treated as its words are: named, covered, read aloud; and all of them fit below it."""

from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from bot.rules.writings import LONGEST_CHOICE, LONGEST_WITH_ENCLOSURE
from bot.rules.written import units
from bot.texts import discretion, listening, sharing
from bot.texts.broadcasts import BroadcastNotice, Sent
from bot.texts.enclosures import Stored
from bot.texts.facts import Facts
from bot.texts.message import Button, Speech, Text, words
from bot.texts.reminders import Reminder
from bot.texts.say import Voice
from storage.vocabulary import EnclosureKind, Language, Reply

BELOW_A_FILE = 1024
"""https://core.telegram.org/bots/api#sendphoto"""
LONG = "å" * 99
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


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("said_in", [None, Language.DANISH])
@pytest.mark.parametrize("reply", [Reply.READ, Reply.CHOICES])
def test_the_longest_words_fit_below_a_file_with_all_that_we_add(
    language: Language, said_in: Language | None, reply: Reply
) -> None:
    sent = Sent(
        text="å" * LONGEST_WITH_ENCLOSURE,
        language=said_in or language,
        reply=reply,
        choices=("å" * LONGEST_CHOICE,),
        chosen=0,
        instead=said_in is not None,
        is_correction=True,
        enclosure=Stored(EnclosureKind.PICTURE, 7, b""),
    )
    facts = Facts(
        language,
        FACTS.now,
        first_name=LONG,
        municipality=LONG,
        caseworker=LONG,
        phone=LONG,
        about=sent,
    )
    voice = Voice(language)
    said = BroadcastNotice(1).say(voice, facts)
    assert said is not None
    below = words(sharing.named(voice, facts, said))
    assert below is not None
    assert LONGEST_WITH_ENCLOSURE < units(below.html.striptags()) <= BELOW_A_FILE
