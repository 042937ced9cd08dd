"""In a caseworker's own chat nothing is sent that they have not seen, and nothing twice."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlmodel import col, func, select, update

from bot.actions import access
from bot.actions.broadcasts import confirming, mending
from bot.actions.broadcasts.confirming import Seen
from bot.actions.changes import Cause
from bot.actions.turns import Desk, Media, Said, Turn
from bot.chat import taps, words
from bot.delivery import compose
from bot.rules.writings import Contents, Draft
from storage.broadcasts import Broadcast
from storage.chats import Chat, StaffLink
from storage.database import Database
from storage.dialogues import Dialogue
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import BroadcastState, Language, MediaKind, Role
from storage.writings import Translation
from tests.support import founding
from tests.support.founding import BOT, NOW

METTE = 2001
TEXT = "Bussen kører kl. 8"


class Hand:
    """Mette's hand on her own phone; what she is answered stands in the outbox."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.town = founding.found(database)
        self.desk = Desk(database, BOT, "a secret", lambda: NOW, updates_a_minute=1000)
        self.updates = 0
        with database.transaction() as db:
            chat = Chat(bot=BOT, telegram_id=METTE, since=NOW)
            db.add(chat)
            db.flush()
            mette = self.town.staff["Mette"]
            db.add(StaffLink(municipality_id=1, chat_id=chat.id or 0, staff_id=mette, since=NOW))
            db.exec(update(Participant).values(language=Language.DANISH))

    def say(self, text: str, media: Media | None = None) -> Mapping[str, Any]:
        self.updates += 1
        words.do(text, self.desk, Turn(self.updates, METTE, said=Said(text, media)))
        return self.answer()

    def tap(self, data: str) -> Mapping[str, Any]:
        self.updates += 1
        turn = Turn(self.updates, METTE, tap=str(self.updates), message_id=self.updates)
        taps.read(data)(self.desk, turn)
        return self.answer()

    def answer(self) -> Mapping[str, Any]:
        """Return what was answered last."""
        with self.database.reading() as db:
            row = db.exec(select(Outbox).order_by(col(Outbox.id).desc())).first()
            return {"kind": row.kind, **row.params} if row else {}

    def shown(self, data: str = "") -> str:
        """Return all that stands in the last message, after a tap if there is one."""
        if data:
            self.tap(data)
        with self.database.reading() as db:
            row = db.exec(select(Outbox).order_by(col(Outbox.id).desc())).first()
            assert row
            return str(compose.message(db, row, NOW))

    def is_sent(self) -> int:
        with self.database.reading() as db:
            found = select(func.count()).select_from(Outbox).where(Outbox.kind == "broadcast")
            return db.exec(found).one()

    def written(self, *, crowd: int = 0) -> str:
        """Write to everybody up to the last question; return the data of its button."""
        with self.database.transaction() as db:
            db.add_all(
                Participant(
                    municipality_id=1,
                    reference=f"RAN-{900 + number}",
                    name="Anonym",
                    language=Language.DANISH,
                )
                for number in range(crowd)
            )
        self.say("/send")
        self.tap("send_to:municipality:0:0")
        self.say(TEXT)
        assert self.tap("send_reply:1:nothing")["kind"] == "send_summary"
        return f"send_go:1:{5 + crowd}:{self.mark()}"

    def mark(self) -> str:
        with self.database.reading() as db:
            return confirming.mark(db, db.exec(select(Broadcast)).one())


@pytest.fixture
def mette(database: Database) -> Hand:
    return Hand(database)


def test_two_taps_send_it_once(mette: Hand) -> None:
    send = mette.written()
    mette.tap(send)
    mette.tap(send)
    assert mette.is_sent() == 5


def test_of_a_crowd_the_number_is_typed_and_a_wrong_one_loses_nothing(mette: Hand) -> None:
    send = mette.written(crowd=60)
    assert mette.tap(send)["kind"] == "send_number"
    assert mette.say("60")["refusal"] == "NumberNotTyped"
    assert mette.is_sent() == 0
    mette.say("65")
    assert mette.is_sent() == 65


def test_what_has_changed_since_it_was_seen_is_shown_anew(mette: Hand) -> None:
    send = mette.written()
    mette.tap("send_part:1:da")
    mette.say("Bussen kører kl. 9")
    assert mette.tap(send)["kind"] == "send_summary"
    with mette.database.transaction() as db:
        db.exec(update(Participant).values(municipality_id=2))
    assert mette.tap(send.replace(send[-16:], mette.mark()))["kind"] == "send_summary"
    assert mette.is_sent() == 0


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("x" * 3500, "WritingTooLong"),
        ("Ring til 010190-1234", "CprNotAllowed"),
        ("Hej {navn}", "UnknownVariable"),
        ("Hej Selam Tesfay", "NameNotAllowed"),
    ],
)
def test_what_cannot_be_sent_gets_a_sentence_and_the_question_stays(
    mette: Hand, text: str, refusal: str
) -> None:
    mette.say("/send")
    mette.tap("send_to:caseload:0:0")
    answer = mette.say(text)
    assert answer["refusal"] == refusal
    assert "Selam" not in str(answer)
    assert mette.say("", Media(MediaKind.PHOTO, "file"))["refusal"] == "FilesInConsole"
    assert mette.say(TEXT)["kind"] == "send_reply"


def test_a_draft_is_left_by_a_command_and_found_again(mette: Hand) -> None:
    mette.written()
    mette.say("/today")
    with mette.database.reading() as db:
        assert not db.exec(select(Dialogue)).all()
        assert db.exec(select(Broadcast.state)).all() == [BroadcastState.DRAFT]
    assert mette.tap("send_open:1")["kind"] == "send_summary"
    mette.tap("send_drop:1")
    assert mette.tap("send_open:1")["says"] == "out_of_date"
    with mette.database.reading() as db:
        assert not db.exec(select(Broadcast)).all()
        assert not db.exec(select(Translation)).all()


def test_of_a_correction_that_was_taken_back_only_the_words_are_chosen(mette: Hand) -> None:
    mette.tap(mette.written())
    with mette.database.transaction() as db:
        db.exec(update(Municipality).values(approve_above=4))
        caller = access.staff(db.get_one(Staff, mette.town.staff["Mette"]))
    database, right = mette.database, Contents({Language.DANISH: Draft("Bussen kører kl. 9")})
    cause = Cause(caller, "form:correct", NOW)
    number = mending.correct(database, 1, right, {}, seen=Seen(5), cause=cause)
    confirming.take_back(database, number, cause=cause.part("back"))
    assert mette.tap(f"send_open:{number}")["kind"] == "send_summary"
    assert "Alle, der har den forkerte tekst" in mette.shown()
    assert "Modtagerne" not in mette.shown(f"send_change:{number}")
    for chosen in ("send_to:caseload:0", "send_whom", "send_reply", "send_about"):
        rest = {"send_whom": ":0", "send_reply": ":yes_no", "send_about": ":1"}
        data = f"{chosen}:{number}{rest.get(chosen, '')}"
        assert mette.tap(data)["refusal"] == "AsCorrected", data
    mette.tap(f"send_part:{number}:da")
    assert mette.say("Bussen kører {time}")["refusal"] == "NoSessionNamed"
    assert mette.say("Bussen kører kl. 10")["kind"] == "send_summary"


def test_coordinators_send_nothing(mette: Hand) -> None:
    with mette.database.transaction() as db:
        db.exec(update(Staff).values(role=Role.COORDINATOR))
    assert mette.say("📣 Ny fællesbesked")["refusal"] == "CoordinatorsSeeNumbers"
