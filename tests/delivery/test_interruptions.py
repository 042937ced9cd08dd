"""Whatever breaks off on the way, a notice is settled and nothing is stuck."""

import asyncio
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import make_url

from bot.clock import MovableClock
from bot.delivery.dispatcher import Dispatcher
from bot.rules.results import Ambiguous, Delivered, Result
from bot.texts.message import Message
from storage import outbox
from storage.database import open_database
from storage.vocabulary import NoticeState, Outcome
from tests.delivery.wire import EVENING, Wire, chat_of, dispatcher, hurried, serving, soon, states
from tests.support import cast, postgres
from tests.support.cast import Stage
from tests.support.town import BOT

OTHERS = "FROM pg_stat_activity WHERE datname ="


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
    for task in at_work.begun():
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


@pytest.mark.faults
@pytest.mark.parametrize(
    ("breaks", "end"), [(False, NoticeState.SENT), (True, NoticeState.UNCERTAIN)]
)
async def test_a_result_is_written_down_although_the_database_goes_away(
    postgres_server: postgres.Server, postgresql_url: str, *, breaks: bool, end: NoticeState
) -> None:
    database = open_database(postgresql_url)
    here = cast.stage(database)
    here.session()
    away = Away(postgres_server, postgresql_url)

    async def go_away(_chat: int, _message: Message) -> Result:
        away.begin()
        asyncio.get_running_loop().call_later(0.7, away.end)
        if breaks:
            raise ZeroDivisionError
        return Delivered(42)

    wire = Wire(go_away)
    async with serving(dispatcher(database, wire)):
        await soon(lambda: bool(wire.sent) and not away.is_away)
        await soon(lambda: here.rows("Jens")[0].state is end)
    assert here.rows("Jens")[0].message_id == (None if breaks else 42)
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
