"""Nobody reads an old time after a session has moved."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlmodel import Session as Db, select

from bot.actions import notices, outbox, people
from bot.delivery import compose
from bot.rules.results import Delivered, Rejected
from bot.texts.details import SessionDetail
from bot.texts.message import Message, Text
from storage.chats import Chat, Link
from storage.database import Database
from storage.outbox import Outbox
from storage.vocabulary import NoticeState
from tests.actions.attempts import EVENING, HOUR, row, sending, settle
from tests.support import cast
from tests.support.cast import NOON, TOKEN, TUESDAY, Stage

REFRESH = "refresh"


def test_a_message_with_the_old_time_is_corrected(here: Stage) -> None:
    session = here.session()
    attempt = sending(here)
    settle(here, attempt, Delivered(77))
    here.move(session, TUESDAY + HOUR, now=EVENING)
    (refresh,) = here.owed("Jens", kinds=[REFRESH])
    assert refresh.params == {"row_id": attempt.row_id}
    here.claim(now=EVENING)
    edit = here.begin(refresh, now=EVENING)
    assert edit is not None
    assert isinstance(edit.message, Text)
    assert edit.message.edits == 77
    assert "10:30" in edit.message.html
    assert "09:30" not in edit.message.html


def test_the_news_of_a_place_names_the_next_session_as_it_is_by_now(here: Stage) -> None:
    session = here.session(course="Service")
    jens, service = here.town.people["Jens"], here.town.courses["Service"]
    people.enrol(here.database, jens, service, cause=here.cause("Mette"))
    (news,) = here.owed("Jens", kinds=["course_joined"])
    here.claim(now=NOON)
    attempt = here.begin(news, now=NOON)
    assert attempt is not None
    settle(here, attempt, Delivered(77))
    here.move(session, TUESDAY + HOUR)
    (refresh,) = here.owed("Jens", kinds=[REFRESH])
    here.claim(now=NOON)
    edit = here.begin(refresh, now=NOON)
    assert edit is not None
    assert isinstance(edit.message, Text)
    assert "10:30" in edit.message.html
    assert "09:30" not in edit.message.html


def test_a_message_that_is_being_sent_during_the_move_is_corrected_too(here: Stage) -> None:
    session = here.session()
    attempt = sending(here)
    here.move(session, TUESDAY + HOUR, now=EVENING)
    (refresh,) = here.owed("Jens", kinds=[REFRESH])
    assert refresh.params == {"row_id": attempt.row_id}


def test_a_correction_has_nothing_to_correct_when_the_message_never_arrived(here: Stage) -> None:
    session = here.session()
    attempt = sending(here)
    here.move(session, TUESDAY + HOUR, now=EVENING)
    settle(here, attempt, Rejected())
    (refresh,) = here.owed("Jens", kinds=[REFRESH])
    here.claim(now=EVENING)
    assert here.begin(refresh, now=EVENING) is None
    assert row(here, refresh.id).state is NoticeState.SUPERSEDED


def test_messages_about_other_sessions_do_not_crowd_out_the_correction(here: Stage) -> None:
    session, other = here.session(), here.session("other", cast.plan(TUESDAY + 4 * HOUR))
    said(here, SessionDetail(session_id=session), message_id=70)
    for number in range(71, 81):
        said(here, SessionDetail(session_id=other), message_id=number)
    here.move(session, TUESDAY + HOUR)
    assert [
        row(here, one.params["row_id"]).message_id for one in here.owed("Jens", kinds=[REFRESH])
    ] == [70]


def test_a_message_that_shows_another_session_by_now_is_left_alone(here: Stage) -> None:
    session, other = here.session(), here.session("other", cast.plan(TUESDAY + 4 * HOUR))
    said(here, SessionDetail(session_id=session), message_id=70)
    said(here, SessionDetail(session_id=other, edits=70), message_id=70)
    here.move(session, TUESDAY + HOUR)
    assert here.owed("Jens", kinds=[REFRESH]) == []


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_an_answer_whose_words_were_chosen_during_the_move_is_corrected(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    """The move waits until the answer is on its way, and then knows that it needs an edit."""
    here = cast.stage(postgresql)
    session = here.session()
    answer = owe_answer(here, SessionDetail(session_id=session))
    begun_as_it_moves(here, answer, session, until_one_waits)
    assert [one.params for one in here.owed("Jens", kinds=[REFRESH])] == [{"row_id": answer}]


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_the_news_of_a_place_whose_words_were_chosen_during_the_move_is_corrected(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    here = cast.stage(postgresql)
    session = here.session(course="Service")
    jens, service = here.town.people["Jens"], here.town.courses["Service"]
    people.enrol(here.database, jens, service, cause=here.cause("Mette"))
    (news,) = here.owed("Jens", kinds=["course_joined"])
    begun_as_it_moves(here, news.id or 0, session, until_one_waits)
    assert [one.params for one in here.owed("Jens", kinds=[REFRESH])] == [{"row_id": news.id}]


def begun_as_it_moves(
    here: Stage, number: int, session: int, until_one_waits: Callable[[], None]
) -> None:
    """Begin to say a notice, and let its session move as soon as its words are chosen."""
    assert number in [one.id for one in here.claim(now=NOON)]
    moving = []
    with ThreadPoolExecutor(1) as pool:

        def slowly(db: Db, notice: Outbox, now: datetime) -> Message | None:
            message = compose.message(db, notice, now)
            moving.append(pool.submit(here.move, session, TUESDAY + HOUR))
            until_one_waits()
            return message

        attempt = outbox.begin(here.database, number, token=TOKEN, now=NOON, compose=slowly)
        moving[0].result(5)
    assert attempt is not None
    assert isinstance(attempt.message, Text)
    assert "09:30" in attempt.message.html


def owe_answer(here: Stage, notice: SessionDetail, *, key: str = "update:1") -> int:
    """Owe Jens an answer, as a tap of his would."""
    jens = here.town.people["Jens"]
    with here.database.transaction() as db:
        link = db.exec(select(Link).where(Link.participant_id == jens)).one()
        chat = db.get_one(Chat, link.chat_id)
        notices.answer(db, chat, notice, key=key, now=NOON, participant_id=jens)
    return here.rows("Jens")[-1].id or 0


def said(here: Stage, notice: SessionDetail, *, message_id: int) -> None:
    number = owe_answer(here, notice, key=f"update:{len(here.rows())}")
    with here.database.transaction() as db:
        stored = db.get_one(Outbox, number)
        stored.state, stored.message_id, stored.finished_at = NoticeState.SENT, message_id, NOON
