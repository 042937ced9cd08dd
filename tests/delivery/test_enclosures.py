"""A file goes to a crowd: uploaded once, and then sent by its name at Telegram."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.actions import clips, notices, settling
from bot.actions.broadcasts import confirming, drafting
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.notices import Timing, row_to_person
from bot.delivery import compose
from bot.delivery.lanes import PLACES
from bot.demo.botapi import Fault, Phone
from bot.rules import enclosures
from bot.rules.audiences import Audience, Group
from bot.rules.results import Delivered
from bot.rules.writings import Contents, Draft
from bot.texts.broadcasts import BroadcastNotice
from bot.texts.discretion import Uncovered
from bot.texts.listening import Heard
from bot.texts.message import Picture, Spoken
from storage import chats, files, outbox
from storage.chats import Chat
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.telegram_files import TelegramFile
from storage.vocabulary import EnclosureKind, GroupKind, Language, NoticeState, Priority, Reply
from tests.support import crowd, posters
from tests.support.cast import NOON, TOKEN, Stage
from tests.support.media import JPEG
from tests.support.posters import SEEN_BUTTON, WORDS
from tests.support.voices import voice_note
from tests.support.world import World

CROWD = PLACES + 3
"""More than are on their way at once."""


class Square:
    """A crowd with phones, all linked, and whoever puts up posters for them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.database = world.home.database
        course = crowd.course(self.database, "C", CROWD, now=NOON)
        self.people = list(range(1, CROWD + 1))
        self.phones = [self._phone(number) for number in crowd.chats_of(self.database, course)]

    def _phone(self, number: int) -> Phone:
        phone = self.world.phone(number, "Somebody")
        phone.started = True
        return phone

    async def show(self, kind: EnclosureKind = EnclosureKind.PICTURE, mark: str = "") -> int:
        """Send everybody a poster; return the number of its file."""
        number = posters.owe(self.database, self.people, kind, now=NOON, mark=mark)
        await self.world.settle()
        return number

    def uploads(self, method: str = "sendPhoto") -> int:
        """Return how often the bytes came to Telegram."""
        calls = self.world.telegram.called(method)
        return sum(
            any(isinstance(one, dict) and "size" in one for one in call.params.values())
            for call in calls
        )

    def states(self) -> list[NoticeState]:
        with self.database.reading() as db:
            return [one.state for one in db.exec(select(Outbox))]

    def known(self) -> list[tuple[int, EnclosureKind]]:
        """Return which files Telegram knows, and as what."""
        with self.database.reading() as db:
            return [(one.file_id, one.kind) for one in db.exec(select(TelegramFile))]


@pytest.fixture
async def square(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Square]:
    posters.put_up(monkeypatch)
    async with World(database, NOON) as world:
        yield Square(world)


async def test_a_file_is_uploaded_once_for_everybody(square: Square) -> None:
    number = await square.show()
    assert square.uploads() == 1
    assert square.known() == [(number, EnclosureKind.PICTURE)]
    for phone in square.phones:
        (message,) = phone.screen
        assert message.photo
        assert (message.text, message.labels) == (WORDS, [[SEEN_BUTTON.label]])
    await square.world.restart()
    await square.show(mark="again")
    assert square.uploads() == 1


async def test_a_name_that_telegram_has_forgotten_costs_nobody_the_message(square: Square) -> None:
    await square.show()
    square.world.telegram.files.by_id.clear()
    await square.show(mark="again")
    assert square.uploads() <= 1 + PLACES, "who was on the way with the old name"
    assert {len(phone.screen) for phone in square.phones} == {2}
    assert set(square.states()) == {NoticeState.SENT}
    assert len(square.known()) == 1


async def test_an_upload_that_breaks_off_is_left_to_the_next(square: Square) -> None:
    square.people = square.people[:3]
    square.world.telegram.faults.add("sendPhoto", Fault.SERVER_ERROR)
    await square.show()
    assert square.uploads() == 2
    await square.world.at(NOON + timedelta(minutes=1))
    assert [len(phone.screen) for phone in square.phones if phone.screen] == [1, 1, 1]
    assert square.uploads() == 2


async def test_the_same_document_under_another_name_is_not_seen_under_the_first(
    square: Square, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = posters.put_up(monkeypatch)
    square.people = square.people[:1]
    for name in ("Selam.pdf", "plakat.pdf", "Selam.pdf"):
        names[:] = [name]
        await square.show(EnclosureKind.PDF, mark=f"{len(square.phones[0].screen)}")
    seen = [message.file.name for message in square.phones[0].screen if message.file]
    assert seen == ["Selam.pdf", "plakat.pdf", "Selam.pdf"]
    assert square.uploads("sendDocument") == 2


async def test_a_file_that_is_dropped_takes_its_names_along(square: Square) -> None:
    square.people = square.people[:1]
    number = await square.show(EnclosureKind.PDF)
    with square.database.transaction() as db:
        files.drop(db, [number])
    assert square.known() == []


def test_a_covered_message_that_was_opened_can_be_heard(here: Stage) -> None:
    here.session()
    clips.record(
        here.database, "reminder", Language.DANISH, voice_note(), cause=here.cause("Mette")
    )
    reminder, jens = here.rows("Jens")[0], here.town.people["Jens"]
    with here.database.transaction() as db:
        home, person = db.get_one(Municipality, 1), db.get_one(Participant, jens)
        timing = Timing(NOON, NOON, Priority.ANSWER)
        opened = Uncovered(reminder.id or 0, in_full=True)
        outbox.put(db, [row_to_person(person, home, opened, key="1", timing=timing, now=NOON)])
        shown = db.exec(select(Outbox.id).where(Outbox.kind == opened.kind)).one()
        heard = Heard(shown or 0)
        outbox.put(db, [row_to_person(person, home, heard, key="2", timing=timing, now=NOON)])
        row = db.exec(select(Outbox).where(Outbox.kind == heard.kind)).one()
        said = compose.message(db, row, NOON)
    assert isinstance(said, Spoken)
    assert (said.content, said.file) == (voice_note(), 1)


def test_an_answer_is_shown_below_a_file_that_is_not_in_the_language_chosen_since(
    here: Stage,
) -> None:
    jens, poster = here.town.people["Jens"], enclosures.read(JPEG, "plakat.jpg")
    texts = {
        Language.DANISH: Draft("Husk mødet"),
        Language.ENGLISH: Draft("Remember the meeting", reviewed=True),
    }
    number = drafting.draft(
        here.database,
        Plan(Audience((Group(GroupKind.PERSON, (jens,)),)), reply=Reply.YES_NO),
        Contents(texts, {Language.DANISH: poster}),
        cause=here.cause("Mette"),
    )
    confirming.confirm(here.database, number, Seen(1), cause=here.cause("Mette"))
    [row] = here.claim(now=NOON)
    sent = here.begin(row, now=NOON)
    assert sent is not None
    settling.settle(here.database, sent, Delivered(70), token=TOKEN, now=NOON)
    with here.database.transaction() as db:
        db.get_one(Participant, jens).language = Language.ENGLISH
        link = chats.link_of_participant(db, jens)
        assert link is not None
        chat, answer = db.get_one(Chat, link.chat_id), BroadcastNotice(number, edits=70)
        notices.answer(db, chat, answer, key="tap", now=NOON, participant_id=jens)
    [row] = here.claim(now=NOON)
    edit = here.begin(row, now=NOON)
    assert edit is not None
    assert isinstance(edit.message, Picture)
    assert (edit.message.edits, edit.message.file) == (70, None)
    assert "Remember the meeting" in str(edit.message.caption)
