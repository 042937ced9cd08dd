"""Everybody whom it is time to ask is asked, nobody twice, and nobody else."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session as Db, select

from bot.actions import asking
from bot.rules.time import read
from storage.courses import Phase
from storage.municipalities import Municipality
from storage.people import Participant
from storage.placements import Company, Placement
from storage.reminders import ReminderRule
from storage.statuses import Pulse, PulseQuestion
from storage.vocabulary import Anchor, PhaseKind, ReminderKind
from tests.actions.joined import join
from tests.support import leaving
from tests.support.school import School

FRIDAY = read("2026-11-27 13:00")
DAY = timedelta(days=1)

Edit = Callable[[Db, School], None]


def ask(school: School, days: float = 0) -> list[str]:
    """Ask at this time; return the keys of all that was ever asked."""
    school.clock.move_to(FRIDAY + days * DAY)
    for _ in range(2):
        asking.ask(school.database, school.clock())
    return [row.dedupe_key for row in school.owed() if row.kind in {"check_in", "pulse"}]


@pytest.fixture
def joined(school: School) -> School:
    join(school, "Selam")
    return school


def edit(school: School, change: Edit) -> None:
    with school.database.transaction() as db:
        change(db, school)


def pause(db: Db, school: School) -> None:
    db.get_one(Participant, school.people["Selam"]).check_ins_paused_until = FRIDAY + 7 * DAY


def switch_off(db: Db, _school: School) -> None:
    db.exec(select(Municipality)).one().check_ins = False


def end_course(db: Db, school: School) -> None:
    db.add(
        Phase(
            course_id=school.course,
            kind=PhaseKind.UPSKILLING,
            starts_on=date(2026, 10, 1),
            ends_on=date(2026, 11, 26),
        )
    )


def mute(db: Db, school: School) -> None:
    db.get_one(Participant, school.people["Selam"]).muted_until = FRIDAY + 7 * DAY


def ask_on_thursdays(db: Db, school: School) -> None:
    home = db.exec(select(Municipality)).one().id or 0
    weekly = ReminderRule(
        municipality_id=home,
        kind=ReminderKind.CHECK_IN,
        course_id=school.course,
        anchor=Anchor.WEEKDAY,
        weekday=3,
        at=time(10),
    )
    later = ReminderRule(
        municipality_id=home,
        kind=ReminderKind.CHECK_IN,
        anchor=Anchor.END,
        days_before=-4,
        at=time(9),
    )
    db.add_all([weekly, later])


def block(db: Db, school: School) -> None:
    db.get_one(Participant, school.people["Selam"]).unreachable_at = FRIDAY


def erase(db: Db, school: School) -> None:
    db.get_one(Participant, school.people["Selam"]).erased_at = FRIDAY


def test_whoever_is_linked_and_on_a_course_is_asked_once(joined: School) -> None:
    number = joined.people["Selam"]
    assert ask(joined, -0.01) == []
    assert ask(joined) == [f"check_in:{number}:2026-11-23"]


@pytest.mark.parametrize("change", [pause, mute, switch_off, end_course, block, erase])
def test_whoever_is_not_to_be_asked_is_not(joined: School, change: Edit) -> None:
    edit(joined, change)
    assert ask(joined) == []


def test_who_left_the_course_is_asked_only_while_on_a_placement(joined: School) -> None:
    number = joined.people["Selam"]
    leaving.leave(joined.database, number, joined.course, cause=joined.cause())
    assert ask(joined) == []

    def place(db: Db, _school: School) -> None:
        home = db.exec(select(Municipality)).one().id or 0
        company = Company(municipality_id=home, key="bager", name="Bageren")
        db.add(company)
        db.flush()
        db.add(
            Placement(
                municipality_id=home,
                participant_id=number,
                company_id=company.id or 0,
                starts=read("2026-11-27 08:00").time(),
                ends=read("2026-11-27 14:00").time(),
                from_on=date(2026, 11, 27),
                until_on=date(2026, 11, 27),
            )
        )

    edit(joined, place)
    assert len(ask(joined)) == 1


def test_a_course_is_asked_on_its_own_day_and_once_more_when_the_municipality_says(
    joined: School,
) -> None:
    edit(joined, ask_on_thursdays)
    thursday = -27 / 24  # ten o'clock, 27 hours before Friday at one
    assert ask(joined, thursday - 0.01) == []
    assert len(ask(joined, thursday)) == 1
    assert len(ask(joined)) == 1
    monday = 3 - 4 / 24
    assert len(ask(joined, monday - 0.01)) == 1
    assert len(ask(joined, monday)) == 2


def test_a_tick_that_comes_a_day_late_lets_the_week_be(joined: School) -> None:
    assert ask(joined, 1) == []


def test_without_an_answer_once_more_and_then_silence(joined: School) -> None:
    ask(joined)
    assert len(ask(joined, 1.9)) == 1
    assert len(ask(joined, 2)) == 2
    assert len(ask(joined, 5)) == 2


def test_a_pause_after_the_question_keeps_it_from_coming_again(joined: School) -> None:
    ask(joined)
    edit(joined, pause)
    assert len(ask(joined, 2)) == 1


def test_what_a_municipality_asks_of_its_own_takes_the_place_of_the_shipped(
    joined: School,
) -> None:
    def word(db: Db, _school: School) -> None:
        home = db.exec(select(Municipality)).one()
        home.check_ins = False
        for position, key in enumerate(("own1", "own2")):
            db.add(
                PulseQuestion(
                    municipality_id=home.id or 0,
                    key=key,
                    position=position,
                    text_da="?",
                    text_en="?",
                    text_ar="?",
                    text_ti="?",
                    active=key == "own2",
                )
            )

    edit(joined, word)
    assert ask(joined, 3) == []  # not yet two weeks here
    assert len(ask(joined, 17)) == 1
    with joined.database.reading() as db:
        [pulse] = db.exec(select(Pulse))
    assert (pulse.keys, pulse.quarter) == (["own2"], date(2026, 10, 1))
