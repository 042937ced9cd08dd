"""From the outbox to a sender: in order, in lanes, and settled whatever happens."""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import make_url
from sqlmodel import select

from bot.actions import notices
from bot.clock import MovableClock
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.pacing import Gate, Turn
from bot.rules.results import Ambiguous, Delivered, Result
from bot.rules.time import read
from bot.texts.details import SessionDetail
from bot.texts.message import Message, Text
from storage import outbox
from storage.chats import Chat
from storage.database import Database, open_database
from storage.outbox import Outbox
from storage.vocabulary import NoticeState, Outcome
from tests.support import cast, crowd, postgres
from tests.support.cast import NOON, TUESDAY, Stage
from tests.support.town import BOT
from tests.support.world import Instant

EVENING = read("2026-11-23 18:00")
OTHERS = "FROM pg_stat_activity WHERE datname ="
Answering = Callable[[int, Message], Awaitable[Result]]


async def at_once(_chat: int, _message: Message) -> Result:
    return Delivered(1)


class Wire:
    """A way to nowhere that remembers what went over it."""

    def __init__(self, answer: Answering = at_once) -> None:
        self.sent: list[tuple[int, Message]] = []
        self.answer = answer
        self.most_at_once: defaultdict[int, int] = defaultdict(int)
        self._now_sending: defaultdict[int, int] = defaultdict(int)

    async def send(self, telegram_id: int, message: Message, turn: Turn) -> Result:
        """Make one attempt."""
        self.sent.append((telegram_id, message))
        self._now_sending[telegram_id] += 1
        most = max(self.most_at_once[telegram_id], self._now_sending[telegram_id])
        self.most_at_once[telegram_id] = most
        try:
            return await self.answer(telegram_id, message)
        finally:
            self._now_sending[telegram_id] -= 1

    def edits(self, chat: int) -> list[int | None]:
        """Return the numbers of the messages that were edited in a chat, in order."""
        return [said.edits for whose, said in self.sent if whose == chat and isinstance(said, Text)]


@pytest.fixture
def here(sqlite_url: str) -> Iterator[Stage]:
    database = open_database(sqlite_url)
    yield cast.stage(database)
    database.close()


def hurried() -> Gate:
    """Return a gate whose seconds are short."""
    return Gate(lambda: time.monotonic() * 1000, lambda seconds: asyncio.sleep(seconds / 1000))


def dispatcher(
    database: Database, wire: Wire, *, gate: Gate | None = None, bot: str = BOT
) -> Dispatcher:
    clock = MovableClock(EVENING, running=False)
    return Dispatcher(database, bot, wire, gate or hurried(), clock)


@contextlib.asynccontextmanager
async def serving(at_work: Dispatcher) -> AsyncIterator[None]:
    """Let it run as it does in the worker."""
    running = asyncio.ensure_future(at_work.run())
    try:
        yield
    finally:
        await at_work.stop()
        await running


async def soon(is_so: Callable[[], bool], *, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110  # nobody rings a bell for a test
            await asyncio.sleep(0.01)


def answer(here: Stage, who: str, session: int, edits: int) -> None:
    """Owe somebody an answer that edits the message of this number."""
    person = here.town.people[who]
    with here.database.transaction() as db:
        chat = db.exec(select(Chat).where(Chat.telegram_id == 900000 + person)).one()
        notice = SessionDetail(session_id=session, edits=edits)
        notices.answer(
            db, chat, notice, key=f"update:{who}:{edits}", now=EVENING, participant_id=person
        )


def chat_of(here: Stage, who: str) -> int:
    return 900000 + here.town.people[who]


def states(here: Stage, who: str) -> list[NoticeState]:
    return [row.state for row in here.rows(who)]


async def test_what_is_due_is_sent_and_settled(here: Stage) -> None:
    here.session()
    wire = Wire()
    await dispatcher(here.database, wire).drain()
    assert [chat for chat, _ in wire.sent] == [chat_of(here, "Jens")]
    evening, morning = here.rows("Jens")
    assert (evening.state, evening.message_id) == (NoticeState.SENT, 1)
    assert morning.state is NoticeState.PLANNED


async def test_one_persons_messages_go_one_by_one_and_in_order(here: Stage) -> None:
    session = here.session(course="Service")

    async def slowly(chat: int, message: Message) -> Result:
        number = message.edits if isinstance(message, Text) else 0
        await asyncio.sleep(0.004 if (number or 0) % 3 else 0)
        return Delivered(number)

    wire = Wire(slowly)
    async with serving(dispatcher(here.database, wire)):
        for number in range(1, 31):
            await asyncio.to_thread(answer, here, "Selam", session, number)
            await asyncio.to_thread(answer, here, "Amal", session, number)
        await soon(lambda: len(wire.sent) == 64)
    for who in ("Selam", "Amal"):
        said = [number for number in wire.edits(chat_of(here, who)) if number is not None]
        assert said == list(range(1, 31))
        assert wire.most_at_once[chat_of(here, who)] == 1


async def test_who_answers_slowly_holds_up_nobody_else(here: Stage) -> None:
    session = here.session(course="Service")
    let_go = asyncio.Event()
    slow = chat_of(here, "Selam")

    async def one_is_stuck(chat: int, _message: Message) -> Result:
        if chat == slow:
            await let_go.wait()
        return Delivered(1)

    wire = Wire(one_is_stuck)
    async with serving(dispatcher(here.database, wire)):
        answer(here, "Selam", session, 1)
        await soon(lambda: bool(wire.sent))
        for number in range(1, 10):
            answer(here, "Amal", session, number)
        await soon(lambda: len(wire.edits(chat_of(here, "Amal"))) >= 9)
        let_go.set()


async def test_an_answer_overtakes_a_crowd(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    course = crowd.course(database, "C", 400, now=NOON)
    crowd.session(database, course, "cv", TUESDAY, now=NOON)
    selam = crowd.chats_of(database, course)[200]
    wire = Wire()
    async with serving(dispatcher(database, wire, gate=Gate(), bot=crowd.BOT)):
        await soon(lambda: len(wire.sent) > 20)
        before = len(wire.sent)
        with database.transaction() as db:
            chat = db.exec(select(Chat).where(Chat.telegram_id == selam)).one()
            notice = SessionDetail(session_id=1, edits=77)
            notices.answer(db, chat, notice, key="update:1", now=EVENING)
        await soon(lambda: 77 in wire.edits(selam))
        assert len(wire.sent) - before < 60, "less than two seconds of the crowd"
    with database.reading() as db:
        assert NoticeState.SENDING not in db.exec(select(Outbox.state)).all()
    database.close()


async def test_what_cannot_be_said_is_put_aside_and_stops_nobody(here: Stage) -> None:
    here.session()
    jens = here.town.people["Jens"]
    (example, _) = here.rows("Jens")
    wrong: tuple[tuple[str, dict[str, int]], ...] = (
        ("nonsense", {}),
        ("reminder", {"bogus": 1}),
        ("session", {}),
    )
    columns = example.model_dump(exclude={"id"})
    rows = [
        columns | {"kind": kind, "params": params, "dedupe_key": f"wrong {kind}"}
        for kind, params in wrong
    ]
    rows.append(columns | {"dedupe_key": "right", "due_at": EVENING})
    with here.database.transaction() as db:
        outbox.put(db, rows)
    wire = Wire()
    await dispatcher(here.database, wire).drain()
    found = {
        row.dedupe_key: (row.state, row.outcome)
        for row in here.rows()
        if row.participant_id == jens
    }
    for kind, _ in wrong:
        assert found[f"wrong {kind}"] == (NoticeState.FAILED, Outcome.FAULT)
    assert found["right"] == (NoticeState.SENT, Outcome.DELIVERED)
    assert len(wire.sent) == 2


async def test_a_sender_that_breaks_leaves_nothing_stuck(here: Stage) -> None:
    here.session(course="Service")

    async def break_for_selam(chat: int, _message: Message) -> Result:
        if chat == chat_of(here, "Selam"):
            raise ZeroDivisionError
        return Delivered(1)

    await dispatcher(here.database, Wire(break_for_selam)).drain()
    assert states(here, "Selam")[0] is NoticeState.UNCERTAIN
    assert states(here, "Amal")[0] is NoticeState.SENT


async def test_what_is_interrupted_while_being_sent_is_ambiguous(here: Stage) -> None:
    here.session()
    for_ever = asyncio.Event()

    async def never(_chat: int, _message: Message) -> Result:
        await for_ever.wait()
        return Delivered(1)

    wire = Wire(never)
    at_work = dispatcher(here.database, wire)
    await at_work.step()
    await soon(lambda: bool(wire.sent))
    for task in set().union(*at_work._busy.values()):
        task.cancel()
    await at_work.stop()
    row = here.rows("Jens")[0]
    assert (row.state, row.outcome, row.attempts) == (NoticeState.READY, Outcome.NO_ANSWER, 1)


async def test_who_takes_over_sends_what_the_dead_one_was_sending(here: Stage) -> None:
    here.session()
    row = next(
        row for row in here.claim(now=EVENING) if row.participant_id == here.town.people["Jens"]
    )
    assert here.begin(row, now=EVENING)
    wire = Wire()
    async with serving(dispatcher(here.database, wire)):
        await soon(lambda: states(here, "Jens")[0] is NoticeState.SENT)
    assert here.rows("Jens")[0].attempts == 2


async def test_of_a_message_that_may_have_arrived_there_is_one_more_copy_at_most(
    here: Stage,
) -> None:
    here.session()

    async def say_nothing(_chat: int, _message: Message) -> Result:
        return Ambiguous()

    wire = Wire(say_nothing)
    clock = MovableClock(EVENING, running=False)
    at_work = Dispatcher(here.database, BOT, wire, hurried(), clock)
    for _ in range(5):
        await at_work.drain()
        clock.move_to(clock() + timedelta(minutes=1))
    assert len(wire.sent) == 2
    assert states(here, "Jens")[0] is NoticeState.UNCERTAIN


async def test_a_crowd_without_a_chat_is_passed_over_quickly(sqlite_url: str) -> None:
    """Nothing is sent, so nothing is paced: it takes no place from those who have a chat."""
    database = open_database(sqlite_url)
    here = cast.stage(database)
    here.session()
    example = here.rows("Samir")[0].model_dump(exclude={"id"})
    with database.transaction() as db:
        outbox.put(db, [example | {"dedupe_key": f"samir {number}"} for number in range(200)])
    seconds = Instant()
    await dispatcher(database, Wire(), gate=Gate(seconds.now, seconds.sleep)).drain()
    assert seconds.now() < 1, "two hundred that were sent would take seven"
    assert {row.outcome for row in here.rows("Samir") if row.due_at <= EVENING} == {
        Outcome.NOT_LINKED
    }
    database.close()


@pytest.mark.faults
async def test_a_result_is_written_down_although_the_database_goes_away(
    postgres_server: postgres.Server, postgresql_url: str
) -> None:
    database = open_database(postgresql_url)
    here = cast.stage(database)
    here.session()
    away = Away(postgres_server, postgresql_url)

    async def go_away(_chat: int, _message: Message) -> Result:
        away.begin()
        asyncio.get_running_loop().call_later(0.7, away.end)
        return Delivered(42)

    wire = Wire(go_away)
    async with serving(dispatcher(database, wire)):
        await soon(lambda: bool(wire.sent) and not away.is_away)
        await soon(lambda: here.rows("Jens")[0].state is NoticeState.SENT)
    assert here.rows("Jens")[0].message_id == 42
    assert len(wire.sent) == 1
    database.close()


class Away:
    """Takes a database away from everybody, and gives it back."""

    def __init__(self, server: postgres.Server, url: str) -> None:
        self._server = server.url("postgres")
        self._name = make_url(url).database
        self.is_away = False

    def begin(self) -> None:
        """Let nobody in, and put out who is in."""
        self.is_away = True
        self._execute(f"ALTER DATABASE {self._name} WITH ALLOW_CONNECTIONS false")
        self._execute(f"SELECT pg_terminate_backend(pid) {OTHERS} '{self._name}'")

    def end(self) -> None:
        """Let everybody in again."""
        self._execute(f"ALTER DATABASE {self._name} WITH ALLOW_CONNECTIONS true")
        self.is_away = False

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement.encode())
