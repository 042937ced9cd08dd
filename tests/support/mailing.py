"""A broadcast to a crowd, sent by real workers over a Telegram that keeps its limits."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from bot.actions import access
from bot.actions.broadcasts import confirming, drafting
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.actions.changes import Cause
from bot.clock import MovableClock
from bot.demo.botapi import Fault, Telegram
from bot.rules.audiences import Audience, Group
from bot.rules.writings import Contents, Draft
from storage import broadcasts
from storage.database import Database, open_database
from storage.staff import Staff
from storage.vocabulary import GroupKind, Language, NoticeState, Role
from tests.support import crowd, scratch
from tests.support.noon import Wire
from tests.support.nursery import NOON, Birth
from tests.support.workers import Worker, Workers

LATENCY = 0.05
WORDS = Contents(
    {
        Language.DANISH: Draft("Kurset flytter til Jobhuset på mandag."),
        Language.ARABIC: Draft("تنتقل الدورة إلى Jobhuset يوم الاثنين.", reviewed=True),
        Language.TIGRINYA: Draft("ኮርስ ሰኑይ ናብ Jobhuset ይግዕዝ።", reviewed=True),
    }
)


@dataclass
class Mailing:
    """One broadcast on its way; `caller` is who sent it."""

    database: Database
    telegram: Telegram
    nursery: Workers
    birth: Birth
    caller: access.Caller
    number: int = 0
    size: int = 0
    living: list[Worker] = field(default_factory=list)

    def send(self) -> None:
        """Write it and press the button."""
        cause = Cause(self.caller, "mailing", self.telegram.now())
        everybody = Plan(Audience((Group(GroupKind.COURSE, (1,)),)))
        self.number = drafting.draft(self.database, everybody, WORDS, cause=cause)
        seen = Seen(self.size, str(self.size))
        confirming.confirm(self.database, self.number, seen, cause=cause.part("confirm"))

    def worker(self) -> None:
        """Let one more worker stand by, or be active when it is the first."""
        birth = Birth(**{**vars(self.birth), "now": self.telegram.now().isoformat()})
        self.living.append(self.nursery.bear(birth))

    async def kill_the_active_one(self) -> None:
        """End the one who has been there longest as a power cut does."""
        active = self.living.pop(0)
        active.kill()
        await active.death()

    def shown(self) -> dict[NoticeState, int]:
        """Return how many notices have come how far, as every page shows it."""
        found: dict[NoticeState, int] = {}
        with self.database.reading() as db:
            counts = broadcasts.deliveries(db, [self.number])[self.number]
            for (state, _), number in counts.items():
                found[state] = found.get(state, 0) + number
        return found

    def on_phones(self) -> int:
        """Return how many messages people have."""
        return sum(len(phone.screen) for phone in self.telegram.phones.values())

    async def until_on_phones(self, number: int, *, seconds: float = 30) -> None:
        """Wait until so many messages have arrived."""
        end = time.monotonic() + seconds
        while self.on_phones() < number:
            assert time.monotonic() < end, f"{self.on_phones()} of {number}: {self.shown()}"
            await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def mailing(nursery: Workers, url: str, size: int) -> AsyncIterator[Mailing]:
    """Give everybody of a crowd a phone, and open a Telegram that answers after 50 ms."""
    clock = MovableClock(NOON, running=True)
    telegram = Telegram(now=clock)
    database = open_database(url)
    crowd.course(database, "BIG", size, now=NOON)
    with database.transaction() as db:
        mette = Staff(municipality_id=1, email="m@x.dk", name="Mette", role=Role.CASEWORKER)
        db.add(mette)
    for chat in crowd.chats_of(database, 1):
        telegram.phone(user_id=chat, first_name="P").started = True
    telegram.pace.enforced = True
    telegram.faults.add("sendMessage", Fault.SLOW, times=None, seconds=LATENCY)
    with scratch.folder() as folder:
        wire = Wire(telegram)
        birth = Birth(url, await wire.open(), "", str(folder / "log"), time_passes=True)
        here = Mailing(database, telegram, nursery, birth, access.staff(mette), size=size)
        try:
            yield here
        finally:
            for worker in here.living:
                worker.kill()
                await worker.death()
            database.close()
            await wire.close()
