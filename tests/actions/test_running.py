"""A broadcast that is sent rests, goes on, ends, comes again, and is mended."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

import pytest
from sqlmodel import Session as Db, col, select, update

from bot.actions import access, joining, outbox
from bot.actions.broadcasts import confirming, drafting, mending, running
from bot.actions.broadcasts.confirming import Seen
from bot.actions.broadcasts.drafting import Plan
from bot.delivery import compose
from bot.rules.broadcasts import AlreadyEnded, GapOpen
from bot.rules.time import local
from bot.rules.writings import Contents, Draft
from bot.texts.message import Message
from storage.broadcasts import Broadcast
from storage.courses import Phase
from storage.database import Database
from storage.enrolments import Enrolment
from storage.outbox import Outbox
from storage.staff import Staff
from storage.vocabulary import (
    BroadcastState,
    Gap,
    Language,
    NoticeState,
    Outcome,
    PhaseKind,
    Priority,
)
from tests.actions.joined import join
from tests.actions.office import DANISH, EVERYBODY, Office
from tests.support.cast import TOKEN
from tests.support.founding import BOT, DAY, HOUR, NOW
from tests.support.school import School


def test_a_pause_holds_everything_back_and_a_stop_ends_it(office: Office) -> None:
    number = office.send()
    running.pause(office.database, number, cause=office.cause())
    assert office.states(number) == {"held": 5}
    running.resume(office.database, number, cause=office.cause())
    assert office.states(number) == {"planned": 5}
    running.stop(office.database, number, cause=office.cause())
    assert office.states(number) == {"cancelled": 5}
    with pytest.raises(AlreadyEnded):
        running.stop(office.database, number, cause=office.cause())
    rests = office.send()
    running.pause(office.database, rests, cause=office.cause())
    office.tick(after=3 * DAY)
    assert (office.states(rests), office.broadcast(rests).state) == ({"expired": 5}, "done")


def test_what_recurs_comes_once_a_week_while_the_course_runs(office: Office) -> None:
    clock = local(NOW + HOUR).time().replace(tzinfo=None)
    with office.database.transaction() as db:
        later = update(Phase).where(col(Phase.kind) == PhaseKind.UPSKILLING)
        db.exec(later.values(starts_on=local(NOW + 7 * DAY).date()))
    series = office.send(recurs_weekday=0, recurs_at=clock, recurs_course_id=1)
    office.tick(after=7 * DAY)  # the course begins
    for _ in range(3):
        office.tick(after=timedelta(minutes=30))
    for _ in range(2):
        office.tick(after=7 * DAY)
    office.tick(after=200 * DAY)
    with office.database.reading() as db:
        theirs = select(Broadcast.send_at).where(Broadcast.parent_id == series)
        found = db.exec(theirs.order_by(col(Broadcast.id))).all()
    assert found == [NOW + HOUR + week * DAY for week in (7, 14, 21)]
    assert office.broadcast(series).state is BroadcastState.DONE


def test_a_series_that_was_taken_back_can_be_thrown_away(office: Office) -> None:
    series = office.send(recurs_weekday=0, recurs_at=time(10), recurs_course_id=1)
    office.tick(after=HOUR)
    confirming.take_back(office.database, series, cause=office.cause())
    with office.database.transaction() as db:
        drafting.discard_in(db, db.get_one(Broadcast, series), cause=office.cause())
    with office.database.reading() as db:
        assert [one.relation for one in db.exec(select(Broadcast))] == ["occurrence"]


def test_what_comes_too_late_is_not_of_use_for_longer(office: Office) -> None:
    number = office.send(send_at=NOW + HOUR, useful_hours=2)
    office.tick(after=5 * HOUR)
    with office.database.reading() as db:
        until = select(Outbox.not_after).where(Outbox.broadcast_id == number).distinct()
        assert db.exec(until).all() == [NOW + 3 * HOUR]


def test_a_fault_with_one_keeps_no_other_from_being_sent(office: Office) -> None:
    broken, due = (office.send(send_at=NOW + HOUR, is_live=True) for _ in range(2))
    with office.database.transaction() as db:
        row = db.get_one(Broadcast, broken)
        row.audience = {"groups": [["nobody knows", []]]}
    office.tick(after=HOUR)
    assert office.broadcast(broken).state is BroadcastState.SCHEDULED
    assert office.states(due) == {"ready": 5}


def test_quiet_hours_are_respected_unless_there_is_a_reason(office: Office) -> None:
    office.now = NOW + 13 * HOUR  # 22:00 in Copenhagen
    calm, urgent = office.send(), office.send(override="Bussen kører ikke i morgen tidlig")
    assert office.states(calm) == {"planned": 5}
    assert office.states(urgent) == {"ready": 5}


def test_a_translation_lets_those_go_who_waited_for_it(office: Office) -> None:
    waits = dict.fromkeys((Language.TIGRINYA, Language.ARABIC), Gap.WAIT)
    now, paused, corrected = (office.send(DANISH, gaps=waits) for _ in range(3))
    with office.database.transaction() as db:
        held = update(Outbox).where(col(Outbox.participant_id) == office.town.people["Amal"])
        db.exec(held.values(state=NoticeState.HELD, outcome=Outcome.AWAITING_TRANSLATION))
    arabic = Contents({Language.ARABIC: Draft("تذكير", reviewed=True)})
    drafting.translate(office.database, now, arabic, cause=office.cause())
    assert office.states(now) == {"ready": 4, "planned": 1}
    running.pause(office.database, paused, cause=office.cause())
    drafting.translate(office.database, paused, arabic, cause=office.cause())
    running.resume(office.database, paused, cause=office.cause())
    assert office.states(paused) == {"planned": 5}
    seen, cause = Seen(5), office.cause()
    mending.correct(office.database, corrected, arabic, waits, seen=seen, cause=cause)
    assert office.states(corrected) == {"ready": 4, "planned": 1}


def test_what_is_withdrawn_is_edited_away_and_nothing_more_leaves(office: Office) -> None:
    number = office.send()
    with office.database.transaction() as db:
        first = update(Outbox).where(col(Outbox.participant_id) == office.town.people["Amal"])
        db.exec(first.values(state=NoticeState.SENT, message_id=7))
    mending.withdraw(office.database, number, cause=office.cause())
    assert office.states(number) == {"sent": 1, "cancelled": 4}
    with office.database.reading() as db:
        refreshed = db.exec(select(Outbox).where(Outbox.kind == "refresh")).all()
    assert [row.participant_id for row in refreshed] == [office.town.people["Amal"]]


def test_a_correction_goes_to_who_has_the_wrong_words_and_mends_those(office: Office) -> None:
    number = office.send()
    with office.database.transaction() as db:
        first = update(Outbox).where(col(Outbox.participant_id) == office.town.people["Amal"])
        db.exec(first.values(state=NoticeState.SENT, message_id=7))
    right = Contents(
        {
            Language.DANISH: Draft("Husk mødet kl. 11"),
            Language.ARABIC: Draft("تذكير بالاجتماع 11:00", reviewed=True),
        }
    )
    waits, cause = {Language.TIGRINYA: Gap.WAIT}, office.cause()
    with pytest.raises(GapOpen):
        mending.correct(office.database, number, right, {}, seen=Seen(5), cause=cause)
    correction = mending.correct(office.database, number, right, waits, seen=Seen(5), cause=cause)
    assert office.people(correction) == {"Amal"}
    assert office.states(correction) == {"ready": 1}


@pytest.mark.faults
@pytest.mark.timeout(60)
def test_what_is_being_said_as_it_is_corrected_is_mended_too(
    postgresql: Database, until_one_waits: Callable[[], None]
) -> None:
    office = Office(postgresql)
    number = office.send()
    crowd: dict[tuple[Priority, ...], int] = {(Priority.BROADCAST,): 9}
    claimed = outbox.claim(postgresql, BOT, crowd, token=TOKEN, now=NOW)
    [row] = [one for one in claimed if one.participant_id == office.town.people["Jens"]]
    right = Contents({Language.DANISH: Draft("Husk mødet kl. 11")})
    waits = dict.fromkeys((Language.TIGRINYA, Language.ARABIC), Gap.WAIT)
    with ThreadPoolExecutor(1) as pool:
        correcting = []

        def slowly(db: Db, row: Outbox, now: datetime) -> Message | None:
            said = compose.message(db, row, now)
            cause = office.cause()
            known = partial(mending.correct, seen=Seen(5), cause=cause)
            correcting.append(pool.submit(known, postgresql, number, right, waits))
            until_one_waits()
            return said

        attempt = outbox.begin(postgresql, row.id or 0, token=TOKEN, now=NOW, compose=slowly)
        correction = correcting[0].result()
    assert attempt
    assert office.people(correction) == {"Jens"}


def sent_to_all(school: School, words: Contents, who: str, **row: object) -> int:
    """Return a broadcast of Mette's to everybody, with which this person has met this fate."""
    with school.database.reading() as db:
        cause = replace(school.cause(), caller=access.staff(db.exec(select(Staff)).one()))
    gaps = dict.fromkeys((Language.TIGRINYA, Language.ARABIC), Gap.WAIT)
    plan = Plan(EVERYBODY, gaps=gaps, session_id=school.cv)
    number = drafting.draft(school.database, plan, words, cause=cause)
    confirming.confirm(school.database, number, Seen(3), cause=cause.part("confirm"))
    with school.database.transaction() as db:
        theirs = update(Outbox).where(col(Outbox.participant_id) == school.people[who])
        db.exec(theirs.where(col(Outbox.broadcast_id) == number).values(**row))
    return number


def test_a_session_that_moves_mends_what_others_than_its_own_have_read(school: School) -> None:
    words = Contents({Language.DANISH: Draft("Åbent hus kl. {time}")})
    sent_to_all(school, words, "Jens", state=NoticeState.SENT, message_id=7)
    with school.database.transaction() as db:
        left = update(Enrolment).where(col(Enrolment.participant_id) == school.people["Jens"])
        db.exec(left.values(ended_at=school.clock()))
    school.move(school.clock() + 2 * DAY)
    assert [row.kind for row in school.owed_to("Jens")][-2:] == ["broadcast", "refresh"]


def test_who_reads_another_language_now_waits_for_no_translation(school: School) -> None:
    join(school, "Selam")
    held, why = NoticeState.HELD, Outcome.AWAITING_TRANSLATION
    number = sent_to_all(school, DANISH, "Selam", state=held, outcome=why)
    joining.choose_language(school.desk, school.turn("Selam"), language=Language.DANISH)
    [row] = [one for one in school.owed_to("Selam") if one.broadcast_id == number]
    assert row.state is NoticeState.PLANNED
