"""A broadcast reaches each person once, in their own language, and says whom to call instead."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import col, select, update

from bot.actions import access
from bot.actions.broadcasts import confirming, drafting
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.demo.botapi import Phone
from bot.queries.broadcasts import progress
from bot.rules.audiences import Audience, Group
from bot.rules.progress import Progress
from bot.rules.writings import Contents, Draft
from storage.database import Database
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import BroadcastState, Gap, GroupKind, Language, Reply, Role
from tests.journeys.hands import said, tap
from tests.journeys.programme import MONDAY
from tests.support import crowd
from tests.support.desk import Desk
from tests.support.world import World

MANY = 40
TEXTS = {
    Language.DANISH: "Husk mødet kl. 10 i Jobhuset.",
    Language.ARABIC: "تذكير: الاجتماع الساعة 10:00",
    Language.TIGRINYA: "ኣኼባ ሰዓት 10:00",
}
PLAN = Plan(
    Audience((Group(GroupKind.MUNICIPALITY),)),
    reply=Reply.YES_NO,
    gaps={Language.TIGRINYA: Gap.WAIT},
)
BLOCKS, BLOCKS_MEANWHILE, UNLINKED = 1, 38, 4
"""Two Arabic readers and a Danish one who are not reached."""


@dataclass
class Town:
    """Everybody who gets it, with their phones by their number, and Mette at her desk."""

    world: World
    desk: Desk
    mette: Staff
    phones: dict[int, Phone] = field(default_factory=dict)
    languages: dict[int, Language] = field(default_factory=dict)
    broadcast: int = 0

    @property
    def page(self) -> str:
        return f"/console/broadcasts/{self.broadcast}"

    def cause(self, key: str) -> Cause:
        return Cause(access.staff(self.mette), f"journey:{key}", self.world.clock())

    def reached(self) -> Counter[Language]:
        """Return how many phones show it, by the language of their people."""
        return Counter(self.languages[one] for one, phone in self.phones.items() if said(phone))

    def sample(self) -> progress.Sample:
        caller, now = access.staff(self.mette), self.world.clock()
        return progress.sample(self.world.home.database, caller, self.broadcast, now=now)


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    async with World(database, MONDAY) as world:
        crowd.course(database, "BUS", MANY, now=MONDAY)
        with database.transaction() as db:
            mette = Staff(municipality_id=1, email="m@r.dk", name="Mette", role=Role.CASEWORKER)
            db.add(mette)
            db.flush()
            db.exec(update(Participant).values(caseworker_id=mette.id))
            called = update(Participant).where(col(Participant.id) == BLOCKS)
            db.exec(called.values(name="=1+1", phone="22 33 44 55"))
            languages = db.exec(select(Participant.id, Participant.language)).all()
        town = Town(world, Desk(world.home), mette)
        for number, language in languages:
            phone = world.phone(crowd.FIRST_CHAT + (number or 0), f"Phone {number}")
            phone.started = True
            town.phones[number or 0], town.languages[number or 0] = phone, Language(language)
        await town.desk.sign_in("m@r.dk")
        yield town
        await town.desk.close()


def confirmed(town: Town) -> int:
    """Return a broadcast that is on its way, whose Tigrinya is older than its Danish."""
    database = town.world.home.database
    texts = {one: Draft(text, reviewed=True) for one, text in TEXTS.items()}
    texts[Language.DANISH] = Draft("Husk mødet.")
    number = drafting.draft(database, PLAN, Contents(texts), cause=town.cause("draft"))
    texts[Language.DANISH] = Draft(TEXTS[Language.DANISH])
    del texts[Language.TIGRINYA]
    drafting.edit(database, number, PLAN, Contents(texts), cause=town.cause("edit"))
    confirming.confirm(database, number, Seen(MANY), cause=town.cause("confirm"))
    return number


async def pause_at_half(town: Town) -> None:
    """Let some of the messages leave, and press Pause while the others wait their turn."""
    seconds = town.world.seconds
    seconds.stand_after(0.4)
    sending = asyncio.create_task(town.world.worker.dispatcher.drain())
    await asyncio.wait_for(seconds.stands.wait(), 20)
    await town.desk.open(town.page)
    await town.desk.submit(f"{town.broadcast}/pause")
    seconds.go_on()
    await sending
    await town.desk.open(town.page)


async def test_each_gets_it_once_in_their_language_and_the_others_are_called(town: Town) -> None:
    world, desk, phones = town.world, town.desk, town.phones
    phones[BLOCKS].block()
    await desk.open(f"/console/people/{UNLINKED}/unlink")
    await desk.submit("")
    await world.settle()
    town.broadcast = confirmed(town)

    await pause_at_half(town)
    sample, half = town.sample(), town.reached()
    assert sample.state is BroadcastState.PAUSED
    assert 0 < half.total() < 24
    assert (sample.figures.sent, sample.figures.total) == (half.total(), MANY)
    assert f"{half.total()} af {MANY} sendt" in desk.page.text
    phones[BLOCKS_MEANWHILE].blocked = True
    await world.settle()
    assert town.reached() == half, "nothing leaves while it is paused"

    await desk.submit(f"{town.broadcast}/resume")
    await world.settle()
    assert town.reached() == {Language.ARABIC: 12, Language.DANISH: 12}
    assert town.sample().figures == Progress(sent=24, lost=3, waiting=13)

    await tap(world, phones[7], "reply:1:0")
    await tap(world, phones[10], "reply:1:0")
    await tap(world, phones[5], "reply:1:1")
    await desk.open(town.page)
    await desk.follow("Skriv oversættelserne")
    await desk.submit("", {"text_ti": TEXTS[Language.TIGRINYA], "reviewed_ti": "yes"})
    await world.settle()
    await world.at(world.clock() + timedelta(minutes=1))
    assert town.sample().state is BroadcastState.DONE
    assert town.sample().figures == Progress(sent=37, lost=3)

    unreached = {BLOCKS, BLOCKS_MEANWHILE, UNLINKED}
    for number, phone in phones.items():
        texts = [message.text for message in said(phone)]
        assert len(texts) == (number not in unreached), (number, texts)
        assert all(TEXTS[town.languages[number]] in text for text in texts)

    await desk.open(town.page)
    assert "2 Ja 1 Nej 34 ikke svaret endnu" in desk.page.text
    await desk.follow("Ja")
    assert ("RAN-7" in desk.page.text, "RAN-5" in desk.page.text) == (True, False)
    await the_call_list_is_right(desk, town)


async def the_call_list_is_right(desk: Desk, town: Town) -> None:
    await desk.open(town.page)
    await desk.follow("Ringeliste")
    why = "Borgeren har blokeret botten. Ring, og bed om at få den åbnet igen."
    assert f"=1+1 RAN-1 22 33 44 55 Arabisk Mette {why}" in desk.page.text
    await desk.follow("Åbn i Excel")
    sheet = openpyxl.load_workbook(BytesIO(desk.content))["Ringeliste"]
    head, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert head[:4] == ["Ringet", "Navn", "Sagsnummer", "Telefon"]
    assert sorted(row[2] for row in rows) == ["RAN-1", "RAN-38", "RAN-4"]
    assert ["", "=1+1", "RAN-1", "22 33 44 55", "Arabisk", "Mette", why] in rows
