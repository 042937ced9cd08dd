"""PostgreSQL: whoever meets on the same rows waits, and nobody in a circle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event

import pytest
from sqlmodel import Session as Db

from bot.actions import access, muting, outbox, pages, people, planning, reach, schedule, settling
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.actions.placements import nominations
from bot.actions.placements.companies import Address
from bot.delivery import compose
from bot.rules.results import Delivered
from bot.texts.message import Message, Text
from storage.courses import Course
from storage.database import FOR_CHANGE, Database
from storage.outbox import Outbox
from storage.people import Participant
from storage.placements import Nomination
from storage.schedule import Session
from storage.vocabulary import ClaimState, Language, Outcome, Priority
from tests.actions.attempts import EVENING, HOUR
from tests.actions.joined import join
from tests.support import cast, leaving
from tests.support.cast import NOON, TOKEN, TUESDAY, Stage
from tests.support.school import CV, School


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_nobody_waits_in_a_circle(postgresql: Database) -> None:
    here = cast.stage(postgresql)
    sessions = [
        here.session(f"s{n}", cast.plan(TUESDAY + n * HOUR), course="Service") for n in range(3)
    ]
    end = Event()
    jobs: list[Callable[[int], None]] = [
        lambda n: here.move(sessions[n % 3], TUESDAY + timedelta(minutes=n % 300)),
        lambda n: here.move(sessions[(n + 1) % 3], TUESDAY + timedelta(minutes=n % 200)),
        lambda _: _send_all(here),
        lambda _: _send_all(here),
        lambda _: planning.plan_ahead(here.database, NOON),
        lambda n: _come_and_go(here, "Selam", n),
        lambda n: _come_and_go(here, "Jens", n),
        lambda n: _lose_and_regain(here, n),
    ]

    def keep_doing(job: Callable[[int], None]) -> int:
        rounds = 0
        while not end.is_set():
            job(rounds)
            rounds += 1
        return rounds

    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(keep_doing, job) for job in jobs]
        end.wait(3)
        end.set()
        rounds = [one.result() for one in running]
    assert all(rounds), rounds


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_a_session_may_move_while_somebody_joins(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    """The move owes the one who joins a notice, and joining looks at their sessions."""
    school = School(postgresql)
    with ThreadPoolExecutor(1) as pool:
        with postgresql.transaction() as db:
            session = access.session(db, OPERATOR, school.cv, lock=True)
            joining = pool.submit(join, school, "Selam")
            until_one_waits()
            later = replace(CV, starts_at=CV.starts_at + HOUR)
            schedule.change_in(db, session, later, cause=Cause(OPERATOR, "form:move", NOON))
        joining.result()


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_a_session_does_not_move_while_an_answer_that_names_it_is_said(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    school = School(postgresql)
    join(school, "Selam", Language.ENGLISH)
    pages.see_schedule(school.desk, school.turn("Selam"))
    rooms: dict[tuple[Priority, ...], int] = {(Priority.ANSWER,): 99}
    bot = school.desk.bot
    rows = outbox.claim(postgresql, bot, rooms, token=TOKEN, now=school.clock())
    [asked] = [row for row in rows if row.kind == "schedule"]
    with ThreadPoolExecutor(1) as pool:
        moving = []

        def slowly(db: Db, row: Outbox, now: datetime) -> Message | None:
            said = compose.message(db, row, now)
            moving.append(pool.submit(school.move, CV.starts_at + HOUR))
            until_one_waits()
            return said

        attempt = outbox.begin(
            postgresql, asked.id or 0, token=TOKEN, now=school.clock(), compose=slowly
        )
        moving[0].result()
    assert attempt
    assert isinstance(attempt.message, Text)
    assert "09:30–12:00" in attempt.message.html
    assert [row for row in school.owed() if row.kind == "refresh"], "it will be corrected"


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_what_a_colleague_is_just_muting_goes_again(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    here = cast.stage(postgresql)
    number, cause = here.town.people["Jens"], here.cause("Mette")
    with ThreadPoolExecutor(1) as pool:
        with postgresql.transaction() as db:
            jens = db.get_one(Participant, number, with_for_update=FOR_CHANGE)
            going = pool.submit(muting.unmute, postgresql, number, cause=cause)
            until_one_waits()
            jens.muted_until = TUESDAY
        going.result()
    with postgresql.reading() as db:
        assert db.get_one(Participant, number).muted_until is None


def test_what_is_locked_is_as_it_is_by_then_and_not_as_it_was_looked_at(
    postgresql: Database,
) -> None:
    school = School(postgresql)
    with postgresql.transaction() as db:
        session = access.session(db, OPERATOR, school.cv)
        course = db.get_one(Course, session.course_id)
        with postgresql.transaction() as other:
            other.get_one(Session, school.cv).revision = 7
            other.get_one(Course, course.id).capacity = 99
        assert access.session(db, OPERATOR, school.cv, lock=True).revision == 7
        assert people.room_on(db, course.id or 0).course.capacity == 99


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_what_a_colleague_is_just_declining_is_not_accepted(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    here = cast.stage(postgresql)
    told = Nomination(
        municipality_id=here.staff("Mette").municipality_id or 0,
        participant_id=here.town.people["Jens"],
        state=ClaimState.CLAIMED,
        company="Bus A/S",
        told_at=NOON,
    )
    with postgresql.transaction() as db:
        db.add(told)
    number, cause = told.id or 0, here.cause("Mette")
    with ThreadPoolExecutor(1) as pool:
        with postgresql.transaction() as db:
            found = access.personal(db, cause.caller, Nomination, number, lock=True)
            address = Address("Bus A/S")
            accepting = pool.submit(nominations.accept, postgresql, number, address, cause=cause)
            until_one_waits()
            found.state = ClaimState.REJECTED
        with pytest.raises(nominations.AlreadyAnswered):
            accepting.result()


def _send_all(here: Stage) -> None:
    for notice in here.claim(now=EVENING, limit=10):
        attempt = here.begin(notice, now=EVENING)
        if attempt is not None:
            settling.settle(here.database, attempt, Delivered(1), token=TOKEN, now=EVENING)


def _come_and_go(here: Stage, who: str, number: int) -> None:
    act = people.enrol if number % 2 else leaving.leave
    person, course = here.town.people[who], here.town.courses["Service"]
    act(here.database, person, course, cause=here.cause("Mette", key=f"{who}:{number}"))


def _lose_and_regain(here: Stage, number: int) -> None:
    with here.database.transaction() as db:
        person = db.get_one(Participant, here.town.people["Amal"])
        cause = here.cause(key=f"reach:{number}")
        if person.unreachable_at is None:
            reach.lose(db, person, Outcome.BLOCKED, cause)
        else:
            reach.regain(db, person, cause)
