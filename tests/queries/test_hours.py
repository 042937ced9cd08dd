"""Whose sessions count towards the hours of which week, on both databases."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from sqlmodel import col, update

from bot.actions.access import OPERATOR
from bot.queries.readiness import hours
from bot.queries.search import finding
from bot.rules.hours import Week
from bot.rules.time import read
from storage.activities import Activity, Reduction
from storage.attendance import Attendance
from storage.database import Database
from storage.enrolments import Enrolment
from storage.people import Participant
from storage.placements import Company, Placement
from storage.schedule import Session
from storage.vocabulary import ActivityKind, Presence, SessionKind, Source
from tests.support import founding
from tests.support.founding import DAY, NOW

TUESDAY = read("2026-11-24 09:00")
LONG_AGO = NOW - 30 * DAY


class Desk:
    """Selam's week, as far as it is known."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.town = founding.found(database)
        self.selam = self.town.people["Selam"]
        self.keys = count()
        with database.transaction() as db:
            self.home = db.get_one(Participant, self.selam).municipality_id
            db.exec(update(Enrolment).values(since=LONG_AGO))

    def held(self, starts_at: datetime = TUESDAY, **of: object) -> int:
        """Add a session of three hours, on her course unless it is `of` something else."""
        values: dict[str, Any] = dict(of) or {"course_id": self.town.courses["Service"]}
        with self.database.transaction() as db:
            row = Session(
                municipality_id=self.home,
                key=f"one{next(self.keys)}",
                kind=SessionKind.CLASS,
                title_da="Dansk",
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=3),
                place="Lokale 2",
                **values,
            )
            db.add(row)
            db.flush()
            return row.id or 0

    def note(self, session_id: int, source: Source, presence: Presence, who: str = "Selam") -> None:
        with self.database.transaction() as db:
            db.add(
                Attendance(
                    municipality_id=self.home,
                    session_id=session_id,
                    participant_id=self.town.people[who],
                    source=source,
                    presence=presence,
                    noted_at=NOW,
                )
            )

    def end_place(self, ended_at: datetime) -> None:
        theirs = col(Enrolment.participant_id) == self.selam
        with self.database.transaction() as db:
            db.exec(update(Enrolment).where(theirs).values(ended_at=ended_at))

    def comes_back(self, since: datetime) -> None:
        with self.database.transaction() as db:
            db.add(
                Enrolment(
                    municipality_id=self.home,
                    course_id=self.town.courses["Service"],
                    participant_id=self.selam,
                    since=since,
                )
            )

    def placed(self) -> int:
        with self.database.transaction() as db:
            company = Company(municipality_id=self.home, name="Hotel", key="hotel")
            db.add(company)
            db.flush()
            row = Placement(
                municipality_id=self.home,
                participant_id=self.selam,
                company_id=company.id or 0,
                starts=time(8),
                ends=time(14),
                from_on=date(2026, 11, 1),
                until_on=date(2026, 12, 1),
            )
            db.add(row)
            db.flush()
            return row.id or 0

    def week(self) -> Week:
        with self.database.reading() as db:
            return hours.weeks(db, db.get_one(Participant, self.selam), NOW)[hours.BACK]


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_sessions_of_courses_and_days_of_placements_count_and_appointments_do_not(
    desk: Desk,
) -> None:
    desk.held()
    desk.held(TUESDAY + DAY, participant_id=desk.selam, placement_id=desk.placed())
    desk.held(TUESDAY + 2 * DAY, participant_id=desk.selam)
    desk.held(TUESDAY + 2 * DAY, course_id=desk.town.courses["Bus"])
    assert desk.week().sessions == 6


def test_a_week_has_the_sessions_that_begin_in_it_in_copenhagen(desk: Desk) -> None:
    for starts in ("2026-11-22 23:30", "2026-11-23 00:00", "2026-11-29 23:00", "2026-11-30 00:00"):
        desk.held(read(starts))
    assert desk.week().sessions == 6


def test_of_a_course_that_was_left_what_was_held_before_stays(desk: Desk) -> None:
    desk.held()
    later = desk.held(TUESDAY + 2 * DAY)
    desk.end_place(TUESDAY + DAY)
    assert desk.week().sessions == 3
    desk.note(later, Source.TRAINER, Presence.PRESENT)
    assert desk.week().sessions == 6
    desk.comes_back(TUESDAY + 2 * DAY)
    assert desk.week().sessions == 6, "each session once"
    desk.held(TUESDAY + 3 * DAY)
    assert desk.week().sessions == 9


def test_attendance_is_the_persons_own_and_staff_have_the_word(desk: Desk) -> None:
    first, second = desk.held(), desk.held(TUESDAY + DAY)
    desk.note(first, Source.PARTICIPANT, Presence.PRESENT)
    desk.note(first, Source.TRAINER, Presence.ABSENT)
    desk.note(second, Source.TRAINER, Presence.PRESENT, who="Amal")
    found = desk.week()
    assert (found.sessions, found.noted, found.attended) == (6, 3, 0)
    desk.note(first, Source.CASEWORKER, Presence.LATE)
    assert desk.week().attended == 3


def test_what_was_removed_asks_and_plans_nothing(desk: Desk) -> None:
    shared: dict[str, Any] = {
        "municipality_id": desk.home,
        "participant_id": desk.selam,
        "noted_at": NOW,
    }
    with desk.database.transaction() as db:
        for gone in (None, NOW):
            db.add(
                Activity(
                    kind=ActivityKind.DANISH,
                    hours=15,
                    from_on=date(2026, 9, 1),
                    removed_at=gone,
                    **shared,
                )
            )
            db.add(Reduction(hours=7, from_on=date(2026, 9, 1), removed_at=gone, **shared))
    found = desk.week()
    assert (found.asked, found.planned) == (30, 15)


def test_a_search_asks_for_the_weekly_hours_that_the_profile_shows(desk: Desk) -> None:
    """Two that follow each other, one beside them on Friday; what is over or ahead is not."""
    monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    desk.held()
    with desk.database.transaction() as db:
        for number, from_on, until_on in (
            (10.0, LONG_AGO.date(), monday),
            (12.5, date(2026, 11, 24), None),
            (2.5, friday, friday),
            (37.0, LONG_AGO.date(), date(2026, 11, 22)),
            (37.0, date(2026, 11, 30), None),
        ):
            db.add(
                Activity(
                    municipality_id=desk.home,
                    participant_id=desk.selam,
                    kind=ActivityKind.UTILITY_JOB,
                    hours=number,
                    from_on=from_on,
                    until_on=until_on,
                    noted_at=NOW,
                )
            )
    week = desk.week()
    assert (week.activities, week.sessions) == (15.0, 3.0)
    found = finding.find(desk.database, OPERATOR, "timer:15", now=NOW)
    assert [row.id for row in found.rows] == [desk.selam]
