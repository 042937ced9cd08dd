"""A file comes with words and buttons; a discreet person opens it, and hides it again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.actions import mending
from bot.demo.botapi import Fault, Message, Phone
from storage import outbox, said as told
from storage.chats import Chat
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Participant
from storage.vocabulary import EnclosureKind, Language
from tests.journeys.conftest import Traveller
from tests.journeys.hands import said, tap, write
from tests.journeys.programme import Programme
from tests.journeys.test_mydata import discreet
from tests.support import posters
from tests.support.posters import LATER, SEEN, WORDS
from tests.support.world import World

KINDS = {
    Language.TIGRINYA: EnclosureKind.PICTURE,
    Language.ARABIC: EnclosureKind.PDF,
    Language.DANISH: EnclosureKind.VOICE,
}
SENDS = {
    EnclosureKind.PICTURE: "sendPhoto",
    EnclosureKind.PDF: "sendDocument",
    EnclosureKind.VOICE: "sendVoice",
}
IN_TELEGRAM = {
    EnclosureKind.PICTURE: "photo",
    EnclosureKind.PDF: "document",
    EnclosureKind.VOICE: "voice",
}


class Wall:
    """Where posters are put up for the traveller, corrected, and taken down."""

    def __init__(self, world: World, person: int, kind: EnclosureKind, words: list[str]) -> None:
        self.world, self.person, self.kind, self.words = world, person, kind, words

    async def show(self) -> None:
        posters.owe(self.world.home.database, [self.person], self.kind, now=self.world.clock())
        await self.world.settle()

    async def say(self, *words: str) -> None:
        """Let what was shown be corrected to these words, or to none: it is taken down."""
        self.words[:] = words
        now = self.world.clock()
        with self.world.home.database.transaction() as db:
            person, home = db.get_one(Participant, self.person), db.get_one(Municipality, 1)
            [row] = db.exec(select(Outbox).where(Outbox.kind == "poster"))
            shown = [row, *told.uncovered_files(db, [row.id or 0])]
            marks = [mending.row(person, home, one.id, mark=str(words), now=now) for one in shown]
            outbox.put(db, marks)
        await self.world.settle()


@pytest.fixture
def wall(
    world: World, programme: Programme, who: Traveller, monkeypatch: pytest.MonkeyPatch
) -> Wall:
    words = posters.put_up(monkeypatch)
    return Wall(world, programme.people[who.reference], KINDS[who.language], words)


def files(phone: Phone) -> list[Message]:
    """Return the messages on the screen that come with a file."""
    return [one for one in said(phone) if one.file is not None]


async def test_a_file_has_buttons_and_is_corrected_by_its_caption(
    world: World, phone: Phone, wall: Wall
) -> None:
    await wall.show()
    (poster,) = files(phone)
    assert poster.file is not None
    assert poster.file.kind == IN_TELEGRAM[wall.kind]
    assert (poster.text, poster.buttons[0][0].data) == (WORDS, SEEN)
    with world.home.database.reading() as db:
        (chat,) = db.exec(select(Chat))
    assert {"message": poster.message_id, "data": [SEEN]} in chat.choices
    await world.restart()
    for _ in range(2):  # the second time it says so already
        await wall.say(LATER)
        assert (poster.text, poster.buttons[0][0].data) == (LATER, SEEN)
    await wall.say()
    assert files(phone) == []


async def test_a_discreet_person_opens_a_file_and_hides_it_again(
    world: World, phone: Phone, wall: Wall
) -> None:
    await discreet(world, phone)
    await wall.show()
    covered = phone.last
    for _ in range(2):
        assert files(phone) == []
        assert WORDS not in covered.text
        assert [one.data.split(":")[0] for row in covered.buttons for one in row] == ["details"]
        await world.restart()
        await tap(world, phone, "details")
        (file,) = files(phone)
        assert file is phone.last
        assert (WORDS in covered.text, file.text, file.buttons) == (True, "", ())
        assert covered.buttons[0][0].data == SEEN
        await tap(world, phone, "cover")
    await tap(world, phone, "details")
    await wall.say(LATER)
    assert (LATER in covered.text, len(files(phone))) == (True, 1)
    assert covered.buttons[-1][0].data.startswith("cover:")
    await write(world, phone, "/hide")
    assert files(phone) == []
    assert covered.deleted


async def test_a_covered_file_that_is_withdrawn_leaves_nothing_behind(
    world: World, phone: Phone, wall: Wall
) -> None:
    await discreet(world, phone)
    await wall.show()
    covered = phone.last
    await tap(world, phone, "details")
    (file,) = files(phone)
    file.deleted = True  # by hand
    await tap(world, phone, "cover")
    await tap(world, phone, "details")
    await wall.say()
    assert (covered.deleted, files(phone)) == (True, [])


async def test_a_file_that_comes_late_does_not_come_after_it_was_hidden(
    world: World, phone: Phone, wall: Wall
) -> None:
    await discreet(world, phone)
    await wall.show()
    world.telegram.faults.add(SENDS[wall.kind], Fault.SERVER_ERROR)
    await tap(world, phone, "details")
    await tap(world, phone, "cover")
    await world.at(world.clock() + timedelta(minutes=5))
    assert files(phone) == []


async def test_what_stood_open_stays_open_and_correct(
    world: World, phone: Phone, wall: Wall
) -> None:
    await wall.show()
    (poster,) = files(phone)
    await discreet(world, phone)
    await wall.say(LATER)
    assert (poster.text, poster.buttons[0][0].data) == (LATER, SEEN)
