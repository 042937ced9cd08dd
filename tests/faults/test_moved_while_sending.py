"""A session changes while its reminder is being sent: nobody reads what was, once it is changed.

Changes are committed at any moment of a reminder's way: before it is claimed, while it waits
for its turn, between its last check and its first byte, while it is under way, after it.
"""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, event
from sqlmodel import col, select

from bot.actions import schedule
from bot.actions.schedule import Plan
from bot.demo.botapi import Fault, Phone
from bot.texts import icons
from storage.database import Database
from storage.outbox import Outbox
from storage.schedule import Session
from storage.vocabulary import NoticeState, SessionKind
from tests.support import crowd, moving, street
from tests.support.world import World

pytestmark = pytest.mark.faults

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
MORNING = NOON - timedelta(hours=1)
HOUR = timedelta(hours=1)
OFTEN_ASKED = 0.2
COURSES, PEOPLE = 12, 1
ROUNDS = {"move": 4, "cancel": 1, "place": 1}
"""Times twelve courses: at least so many sessions are changed, more if the race was not close."""
TRIES = 8


@dataclass(frozen=True)
class Case:
    """One session that was changed, and whose reminder of it was begun before the commit."""

    title: str
    session_id: int
    people: list[Phone]
    begun: frozenset[int]


class Witness:
    """Sees in the very transaction of a change whose reminders have been begun."""

    def __init__(self, database: Database) -> None:
        self._thread = threading.local()
        event.listen(database.engine, "commit", self._look)

    def of(self, session_id: int, change: Callable[[], None]) -> frozenset[int]:
        """Make the change; return the chats."""
        self._thread.session, self._thread.seen = session_id, frozenset()
        change()
        self._thread.session = None
        seen: frozenset[int] = self._thread.seen
        return seen

    def _look(self, connection: Connection) -> None:
        session_id = getattr(self._thread, "session", None)
        if session_id is not None:
            rows = connection.execute(
                select(Outbox.participant_id).where(
                    Outbox.session_id == session_id,
                    Outbox.kind == "reminder",
                    col(Outbox.state).in_((NoticeState.SENDING, NoticeState.SENT)),
                )
            )
            self._thread.seen = frozenset(crowd.FIRST_CHAT + row[0] for row in rows)


class Race:
    """Courses whose sessions are changed at random moments while they are being announced."""

    def __init__(self, world: World, database: Database) -> None:
        self.database = database
        self.chance = random.Random()
        self.seconds = 0.0
        self.witness = Witness(database)
        self.courses = {
            number: self._phones(world, number)
            for number in (
                crowd.course(database, f"C{name}", PEOPLE, now=MORNING) for name in range(COURSES)
            )
        }

    async def measure(self) -> None:
        """Find out how long a reminder takes from being owed to being read."""
        began = time.monotonic()
        await asyncio.gather(
            *(asyncio.to_thread(self._add, course, f"W-{course}.") for course in self.courses)
        )
        phones = [phone for people in self.courses.values() for phone in people]
        while not all(phone.screen for phone in phones):  # noqa: ASYNC110  # any of them will do
            await asyncio.sleep(0.005)
        self.seconds = time.monotonic() - began

    async def run(self, change: str) -> list[Case]:
        """Make rounds until each side has won once: a reminder that was begun, and a change."""
        cases: list[Case] = []
        for number in range(ROUNDS[change] * TRIES):
            if number >= ROUNDS[change] and _was_close(cases):
                break
            fresh = await self.round(number, change)
            self._aim(fresh)
            cases += fresh
        return cases

    def _aim(self, cases: Iterable[Case]) -> None:
        """Change earlier where every reminder was begun, later where none was."""
        begun = {bool(case.begun) for case in cases}
        if len(begun) == 1:
            self.seconds *= 0.5 if begun == {True} else 2

    async def round(self, number: int, change: str) -> list[Case]:
        """Let each course have a session that is changed while its reminders are being sent."""
        cases = [self._one(course, f"W{number}-{course}.", change) for course in self.courses]
        return await asyncio.gather(*cases)

    def _phones(self, world: World, course: int) -> list[Phone]:
        phones = [
            world.phone(chat, f"Person {chat}") for chat in crowd.chats_of(self.database, course)
        ]
        for phone in phones:
            phone.started = True
        return phones

    async def _one(self, course: int, title: str, change: str) -> Case:
        session_id = await asyncio.to_thread(self._add, course, title)
        people = self.courses[course]
        if self.chance.random() < OFTEN_ASKED:
            people[0].send("/schedule")
        await asyncio.sleep(self.chance.uniform(0, self.seconds))
        make = partial(self._change, session_id, change)
        begun = await asyncio.to_thread(self.witness.of, session_id, make)
        return Case(title, session_id, people, begun)

    def _add(self, course: int, title: str) -> int:
        plan = Plan(SessionKind.CLASS, title, NOON + 2 * HOUR, NOON + 4 * HOUR, place="Lokale 2")
        # Added a moment before its reminders, two hours before the start, are due.
        cause = crowd.by_staff(f"add:{title}", NOON - timedelta(seconds=1))
        return schedule.add(self.database, course, title, plan, cause=cause)

    def _change(self, session_id: int, change: str) -> None:
        cause = crowd.by_staff(f"{change}:{session_id}", NOON)
        with self.database.reading() as db:
            plan = schedule.plan_of(db.get_one(Session, session_id))
        match change:
            case "move":
                later = (NOON + 3 * HOUR, NOON + 5 * HOUR)
                moving.move(self.database, session_id, *later, cause=cause)
            case "place":
                elsewhere = replace(plan, place="Lokale 7")
                schedule.change(self.database, session_id, elsewhere, cause=cause)
            case _:
                schedule.cancel(self.database, session_id, cause=cause)


@pytest.mark.parametrize("change", list(ROUNDS))
async def test_nobody_reads_what_was_before_a_change(database: Database, change: str) -> None:
    async with World(database, NOON) as world:
        race = Race(world, database)
        # Now and then the answer is late, so that a change meets what is just being sent.
        world.telegram.faults.add(
            "sendMessage", Fault.SLOW, times=None, probability=0.5, seconds=0.05
        )
        working = asyncio.create_task(world.worker.work())
        await race.measure()
        cases = await race.run(change)
        while not await asyncio.to_thread(street.is_quiet, database, world.telegram):
            assert not working.done(), working
            await asyncio.sleep(0.02)
        working.cancel()
        await asyncio.wait({working})
        for case in cases:
            for phone in case.people:
                _assert_told_once(case, phone, change)
        for phone in world.telegram.phones.values():
            _assert_nothing_old(phone, change)
        _assert_reminded_anew(database, cases, 1 if change == "move" else 0)
    assert _was_close(cases), "the race was never close"


def _was_close(cases: Iterable[Case]) -> bool:
    return {bool(case.begun) for case in cases} == {True, False}


def _assert_told_once(case: Case, phone: Phone, change: str) -> None:
    texts = [m.text for m in phone.screen if m.from_bot and case.title in m.text]
    word = icons.CANCELLED if change == "cancel" else icons.CHANGED
    reminders = sum(text.lstrip("\u200f").startswith(icons.REMINDER) for text in texts)
    changed = sum(text.lstrip("\u200f").startswith(word) for text in texts)
    begun = phone.user_id in case.begun
    if change == "cancel":
        # The reminder has become the same as the notice.
        assert (reminders, changed) == (0, 1 + begun), texts
    else:
        assert (reminders, changed) == (begun, 1), texts


def _assert_nothing_old(phone: Phone, change: str) -> None:
    for message in phone.screen:
        if message.from_bot and "W-" not in message.text:
            old = {"move": "14:00–16:00", "place": "Lokale 2", "cancel": icons.REMINDER}[change]
            assert old not in message.text
            assert change != "cancel" or icons.CANCELLED in message.text


def _assert_reminded_anew(database: Database, cases: Iterable[Case], times: int) -> None:
    with database.reading() as db:
        for case in cases:
            anew = db.exec(
                select(Outbox.participant_id).where(
                    Outbox.session_id == case.session_id,
                    Outbox.kind == "reminder",
                    Outbox.session_revision == 2,
                )
            ).all()
            assert len(anew) == len(set(anew)) == times * PEOPLE
