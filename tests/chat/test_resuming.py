"""Two people share a phone: what either sends before it is known who it is, is not lost."""

import json
from dataclasses import replace
from functools import partial

import pytest
from sqlmodel import select
from telegram import Update

from bot.actions import chats, inbox, messages, sharing
from bot.chat import media, resuming, taps, words
from storage.database import Database
from storage.messages import Attachment, Message
from storage.vocabulary import Language
from tests.actions.joined import join
from tests.support.school import School

VOICE = {"voice": {"file_id": "note", "file_unique_id": "note", "duration": 3}}


@pytest.fixture
def school(database: Database) -> School:
    """Selam and Amal share Selam's phone, and nobody knows who holds it."""
    found = School(database)
    join(found, "Selam")
    token = found.token("Amal")
    send(found, text=f"/start {token}")
    tap(found, f"lang:{Language.ARABIC}:{token.split('-')[0]}")
    tap(found, f"agree:{token.split('-')[0]}")
    sharing.confirm(database, found.people["Amal"], cause=found.cause())
    found.wait(hours=1)
    return found


def tap(school: School, data: str) -> None:
    """Tap on Selam's phone."""
    resuming.do(taps.read(data), school.desk, school.turn("Selam", tap="tap"))


def send(school: School, **sent: object) -> None:
    """Send something from Selam's phone; the inbox has it first."""
    turn = school.turn("Selam")
    message = {"message_id": 1, "date": 0, "chat": {"id": turn.telegram_id, "type": "private"}}
    update = {"update_id": turn.update_id, "message": message | sent}
    inbox.keep(school.database, school.bot, [json.dumps(update).encode()], school.clock())
    read = Update.de_json(update, None).message
    assert read is not None
    turn = media.turn(turn.update_id, read)
    resuming.do(partial(words.do, turn.said.text), school.desk, turn)


def choose(school: School, who: str) -> list[str]:
    """Say who it is; return the kinds of what is answered."""
    before = len(school.owed())
    tap(school, f"who:{school.people[who]}")
    return [row.kind for row in school.owed()[before:] if row.kind != "toast"]


def test_what_was_written_and_spoken_goes_on_as_theirs_who_says_so(school: School) -> None:
    send(school, text="My bus does not come")
    send(school, **VOICE)
    assert [row.kind for row in school.owed()][-2:] == ["ask_who", "ask_who"]
    assert choose(school, "Amal") == ["now_here", "message_offer", "message_offer"]
    tap(school, "offer:send")
    with school.database.reading() as db:
        [message] = db.exec(select(Message))
        [voice] = db.exec(select(Attachment))
    assert (message.text, message.participant_id) == (
        "My bus does not come",
        school.people["Amal"],
    )
    assert voice.message_id == message.id
    assert choose(school, "Selam") == ["now_here"]


def test_a_command_and_a_word_of_the_menu_are_what_was_meant(school: School) -> None:
    send(school, text="/privacy")
    assert choose(school, "Selam") == ["now_here", "privacy"]


def test_a_restart_in_the_middle_loses_nothing_and_doubles_nothing(school: School) -> None:
    send(school, text="My bus does not come")
    chosen = taps.read(f"who:{school.people['Amal']}")
    turn = school.turn("Selam", tap="tap")
    chosen(school.desk, turn)  # and then the process ended
    for _ in range(2):
        resuming.do(chosen, school.desk, turn)
    kinds = [row.kind for row in school.owed()]
    assert (kinds.count("now_here"), kinds.count("message_offer")) == (1, 1)


def test_after_ten_minutes_it_may_be_anybody_and_is_asked_for_anew(school: School) -> None:
    send(school, text="My bus does not come")
    school.wait(minutes=11)
    assert choose(school, "Amal") == ["now_here"]


def test_what_one_was_being_asked_does_not_swallow_the_words_of_the_other(school: School) -> None:
    send(school, text="/privacy")
    choose(school, "Selam")
    tap(school, "name")
    school.wait(minutes=11)
    send(school, text="My bus does not come")
    assert choose(school, "Amal") == ["now_here", "message_offer"]


def test_nothing_reaches_the_caseworker_because_somebody_else_begins_to_write(
    school: School,
) -> None:
    send(school, text="My bus does not come")
    asked = school.turn("Selam", message_id=7)
    messages.begin(school.desk, replace(asked, chooses=school.people["Amal"]))
    resuming.do(chats.tap_nothing, school.desk, school.turn("Selam", tap="tap"))
    assert "message_receipt" not in [row.kind for row in school.owed()]
    assert choose(school, "Selam") == ["now_here", "message_offer"]
