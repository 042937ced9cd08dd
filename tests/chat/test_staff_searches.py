"""In a caseworker's own chat a search is an answer: typed, typed again, turned page by page."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from sqlmodel import col, select, update

from bot.actions import inbox
from bot.actions.turns import Media
from bot.delivery import compose
from bot.texts.message import Text
from storage.database import Database
from storage.dialogues import Dialogue
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import Language, MediaKind
from tests.chat.test_staff_broadcasts import METTE, Hand
from tests.support.founding import BOT, NOW


class Seeker(Hand):
    """Mette; what she writes is kept in the inbox, as it is when it comes from Telegram."""

    def say(self, text: str, media: Media | None = None) -> Mapping[str, Any]:
        self.keep(self.updates + 1, text)
        return super().say(text, media)

    def keep(self, number: int, text: str, *, chat: int = METTE) -> None:
        said = {"chat": {"id": chat}, "from": {"id": chat}, "text": text}
        raw = json.dumps({"update_id": number, "message": said}).encode()
        inbox.keep(self.database, BOT, [raw], NOW)

    def message(self) -> Text:
        """Return what was answered last as it is shown."""
        with self.database.reading() as db:
            row = db.exec(select(Outbox).order_by(col(Outbox.id).desc())).first()
            said = compose.message(db, row, NOW) if row else None
        assert isinstance(said, Text)
        return said

    def awaits(self) -> bool:
        with self.database.reading() as db:
            return db.exec(select(Dialogue)).first() is not None


@pytest.fixture
def mette(database: Database) -> Seeker:
    return Seeker(database)


def test_what_is_asked_next_is_the_search_until_it_is_understood(mette: Seeker) -> None:
    assert mette.say("🔎 Find borgere")["kind"] == "search_ask"
    assert "/find" not in mette.message().html
    assert mette.say("sprogg:ar og hold:Bus")["refusal"] == "UnknownFieldNear"
    assert "<b><u>sprogg</u></b>:ar og hold:Bus" in mette.message().html
    assert mette.say("", Media(MediaKind.VOICE, "file"))["refusal"] == "OnlyWords"
    assert mette.say("sprog:da")["kind"] == "search_found"
    assert not mette.awaits()
    assert mette.say("sprog:da")["kind"] == "staff_today", "nothing is awaited any more"


def test_a_number_that_is_typed_is_looked_for_and_a_wrong_command_may_be_typed_again(
    mette: Seeker,
) -> None:
    assert mette.say("/find sprogg:ar")["kind"] == "search_refused"
    assert mette.say("101")["kind"] == "search_found"
    assert "RAN-101" in mette.message().html
    mette.say("/find hold bus")
    assert "Mente du: \u2068<code>hold:BUS</code>" in mette.message().html


def test_another_command_or_button_leaves_the_search(mette: Seeker) -> None:
    mette.say("/find")
    assert mette.say("/today")["kind"] == "staff_today"
    assert not mette.awaits()
    mette.say("/find")
    mette.tap("desk:0")
    assert not mette.awaits()


def test_a_long_answer_is_turned_page_by_page_in_its_own_chat_only(mette: Seeker) -> None:
    with mette.database.transaction() as db:
        db.exec(update(Participant).values(language=Language.DANISH))
        more = [
            Participant(
                municipality_id=1,
                reference=f"RAN-{900 + at}",
                name=f"Zahra {at}",
                language=Language.DANISH,
            )
            for at in range(8)
        ]
        db.add_all(more)
    mette.say("/find")
    number = mette.say("ref~RAN")["update_id"]
    first = mette.message()
    assert "\u20681–6\u2069 af \u206813\u2069 borgere" in first.html
    assert [[one.data for one in row] for row in first.buttons] == [[f"desk_found:{number}:1"]]
    assert mette.tap(f"desk_found:{number}:1")["edits"] == mette.updates
    assert "7 · " in mette.message().html
    mette.tap(f"desk_found:{number}:2")
    assert "\u206813\u2069 af" in mette.message().html
    assert [one.data for one in mette.message().buttons[0]] == [f"desk_found:{number}:1"]
    mette.tap(f"desk_found:{number}:99")
    assert "1–6" in mette.message().html
    mette.keep(7777, "ref~RAN", chat=METTE + 1)
    assert mette.tap("desk_found:7777:0")["says"] == "out_of_date"
