"""From the outbox to a sender: in order, and nobody in another's way."""

import asyncio

from sqlmodel import select

from bot.actions import notices
from bot.delivery.lanes import PLACES
from bot.delivery.pacing import Gate
from bot.rules.results import Delivered, Result
from bot.texts.details import SessionDetail
from bot.texts.message import Message, Text
from storage import outbox
from storage.chats import Chat
from storage.database import Database
from storage.outbox import Outbox
from storage.vocabulary import NoticeState, Outcome, Priority
from tests.delivery.wire import EVENING, Wire, chat_of, dispatcher, serving, soon
from tests.support import cast, crowd, virtual
from tests.support.cast import NOON, TUESDAY, Stage
from tests.support.world import Instant


def answer(here: Stage, who: str, session: int, edits: int) -> None:
    """Owe somebody an answer that edits the message of this number."""
    person = here.town.people[who]
    with here.database.transaction() as db:
        chat = db.exec(select(Chat).where(Chat.telegram_id == 900000 + person)).one()
        notice = SessionDetail(session_id=session, edits=edits)
        notices.answer(
            db, chat, notice, key=f"update:{who}:{edits}", now=EVENING, participant_id=person
        )


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


async def test_what_one_person_is_owed_takes_one_place(here: Stage) -> None:
    """Who has a hundred messages removed keeps nobody else waiting."""
    session = here.session(course="Service")
    let_go = asyncio.Event()
    selam, amal = chat_of(here, "Selam"), chat_of(here, "Amal")

    async def selam_waits(chat: int, _message: Message) -> Result:
        if chat == selam:
            await let_go.wait()
        return Delivered(1)

    for number in range(1, PLACES + 10):
        answer(here, "Selam", session, number)
    answer(here, "Amal", session, 99)
    wire = Wire(selam_waits)
    async with serving(dispatcher(here.database, wire)):
        try:
            await soon(lambda: 99 in wire.edits(amal))
        finally:
            let_go.set()


async def test_an_answer_overtakes_a_crowd(sqlite: Database) -> None:
    course = crowd.course(sqlite, "C", 400, now=NOON)
    crowd.session(sqlite, course, "cv", TUESDAY, now=NOON)
    selam = crowd.chats_of(sqlite, course)[200]
    wire = Wire()
    async with serving(dispatcher(sqlite, wire, gate=Gate(), bot=crowd.BOT)):
        await soon(lambda: len(wire.sent) > 20)
        before = len(wire.sent)
        with sqlite.transaction() as db:
            chat = db.exec(select(Chat).where(Chat.telegram_id == selam)).one()
            notice = SessionDetail(session_id=1, edits=77)
            notices.answer(db, chat, notice, key="update:1", now=EVENING)
        await soon(lambda: 77 in wire.edits(selam))
        assert len(wire.sent) - before < 60, "less than two seconds of the crowd"
    with sqlite.reading() as db:
        assert NoticeState.SENDING not in db.exec(select(Outbox.state)).all()


async def test_a_crowd_without_a_chat_is_passed_over_quickly(sqlite: Database) -> None:
    """Nothing is sent, so nothing is paced: it takes no place from those who have a chat."""
    here = cast.stage(sqlite)
    here.session()
    example = here.rows("Samir")[0].model_dump(exclude={"id"})
    with sqlite.transaction() as db:
        outbox.put(db, [example | {"dedupe_key": f"samir {number}"} for number in range(200)])
    seconds = Instant()
    await dispatcher(sqlite, Wire(), gate=Gate(seconds.now, seconds.sleep)).drain()
    assert seconds.now() < 1, "two hundred that were sent would take seven"
    assert {row.outcome for row in here.rows("Samir") if row.due_at <= EVENING} == {
        Outcome.NOT_LINKED
    }


def test_what_a_dead_worker_may_just_have_sent_counts_for_its_chat() -> None:
    async def main() -> float:
        gate = Gate(virtual.now, asyncio.sleep)
        gate.remember("Selam")

        async def call() -> float:
            return virtual.now()

        async with gate.turn(Priority.REMINDER, "Selam") as turn:
            return float(await gate.process_request(call, (), {}, "sendMessage", {}, turn))

    assert virtual.run(main()) >= 1
