"""The attendance report puts three sources beside each other, and hides what is small."""

import sqlite3
from datetime import date, datetime, timedelta

import pytest

from bot.actions import access
from bot.actions.access import OPERATOR, Caller
from bot.queries.reports.attendance import AttendanceReport, attendance
from bot.queries.reports.outcomes import Asked, NobodyYet
from bot.rules.refusals import NotThere
from bot.rules.reports.figures import AheadOfToday, By
from bot.rules.reports.presence import Noted
from storage.database import Database
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import Presence, Source
from tests.support import town as towns
from tests.support.graduates import Register
from tests.support.town import NOW

THERE, LATE, AWAY = Presence.PRESENT, Presence.LATE, Presence.ABSENT
LATER = NOW + timedelta(days=30)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def register(database: Database) -> Register:
    """An English class on Monday; CV and bus on Tuesday; the visit on Thursday is cancelled."""
    register = Register(database, towns.build(database))
    register.noted("Selam", "english", trainer=LATE, participant=THERE)
    register.noted("Amal", "english", trainer=AWAY, caseworker=AWAY, participant=THERE)
    register.noted("Selam", "cv", trainer=THERE)
    register.noted("Jens", "bus", trainer=THERE)
    register.noted("Noor", "english", trainer=THERE)
    register.noted("Selam", "visit", trainer=AWAY)
    return register


def told(
    register: Register,
    by: By | None = None,
    *,
    caller: Caller = OPERATOR,
    as_of: date = FRIDAY,
    now: datetime = LATER,
) -> AttendanceReport:
    return attendance(register.database, caller, Asked(1, as_of, by=by), now=now)


def said(found: AttendanceReport, source: Source) -> dict[str | None, Noted]:
    return {line.key: line.sources[source] for line in found.lines}


def staff(register: Register, who: str) -> Caller:
    with register.database.reading() as db:
        return access.staff(db.get_one(Staff, register.town.staff[who]))


def test_each_source_counts_what_it_has_noted(register: Register) -> None:
    by_course = told(register, By.COURSE)
    assert said(by_course, Source.TRAINER) == {
        None: Noted(5, 4, 1),
        "SERVICE": Noted(4, 3, 1),
        "BUS": Noted(1, 1, 0),
    }
    assert said(by_course, Source.PARTICIPANT)[None] == Noted(2, 2, 0)
    assert said(by_course, Source.CASEWORKER)[None] == Noted(1, 0, 0)
    assert said(told(register, By.SESSION), Source.TRAINER) == {
        None: Noted(5, 4, 1),
        "SERVICE:english": Noted(3, 2, 1),
        "SERVICE:cv": Noted(1, 1, 0),
        "BUS:bus": Noted(1, 1, 0),
    }
    monday = told(register, as_of=date(2026, 11, 23))
    assert said(monday, Source.TRAINER) == {None: Noted(3, 2, 1)}


def test_a_week_is_one_of_copenhagens_calendar(register: Register) -> None:
    with register.database.transaction() as db:
        bus = db.get_one(Session, register.town.sessions["bus"])
        bus.starts_at = towns.NOW.replace(day=22, hour=23, minute=30)
        bus.ends_at = bus.starts_at + timedelta(hours=1)
        cv = db.get_one(Session, register.town.sessions["cv"])
        cv.starts_at = towns.NOW.replace(day=22, hour=22, minute=30)
        cv.ends_at = cv.starts_at + timedelta(hours=1)
    assert said(told(register, By.WEEK), Source.TRAINER) == {
        None: Noted(5, 4, 1),
        "2026-11-16": Noted(1, 1, 0),
        "2026-11-23": Noted(4, 3, 1),
    }


def test_people_are_listed_for_their_own_municipality_only(register: Register) -> None:
    mine = told(register, By.PERSON, caller=staff(register, "Mette"))
    assert said(mine, Source.TRAINER) == {
        "RAN-101": Noted(2, 2, 1),
        "RAN-102": Noted(1, 0, 0),
        "RAN-103": Noted(1, 1, 0),
    }
    with pytest.raises(NotThere):
        told(register, By.PERSON, caller=staff(register, "Karin"))


def test_small_numbers_of_others_are_hidden(register: Register) -> None:
    karin = said(told(register, By.COURSE, caller=staff(register, "Karin")), Source.TRAINER)
    assert karin == {
        None: Noted(None, None, None),
        "SERVICE": Noted(None, None, None),
        "BUS": Noted(None, None, None),
    }
    mette = said(told(register, By.COURSE, caller=staff(register, "Mette")), Source.TRAINER)
    assert mette == {
        None: Noted(None, None, None),
        "own": Noted(4, 3, 1),
        "SERVICE": Noted(3, 2, 1),
        "BUS": Noted(1, 1, 0),
    }


def test_often_is_not_many(register: Register) -> None:
    """Only Jens is noted on the bus course, seven times; ten more at the English class."""
    with register.database.transaction() as db:
        like = db.get_one(Session, register.town.sessions["bus"]).model_dump(exclude={"id", "key"})
        more = [Session(key=f"bus-{number}", **like) for number in range(6)]
        db.add_all(more)
        db.flush()
        register.town.sessions.update({one.key: one.id or 0 for one in more})
    for number in range(6):
        register.noted("Jens", f"bus-{number}", trainer=AWAY)
    for number in range(10):
        register.newcomer(f"N{number}", "Noor", "Service")
        register.noted(f"N{number}", "english", trainer=THERE if number % 2 else AWAY)
    found = told(register, By.COURSE, caller=staff(register, "Karin"))
    karin = said(found, Source.TRAINER)
    assert (karin[None].of, karin["BUS"]) == (20, Noted(None, None, None))
    assert (found.is_rounded, told(register).is_rounded) == (True, False), "21 in fives"


def test_only_what_has_ended_counts(register: Register) -> None:
    """Of Tuesday's two sessions the workshop is the later one."""
    tuesday = date(2026, 11, 24)
    with register.database.reading() as db:
        ends_at = db.get_one(Session, register.town.sessions["cv"]).ends_at
    for now, of in ((ends_at - timedelta(minutes=1), 4), (ends_at, 5)):
        assert said(told(register, as_of=tuesday, now=now), Source.TRAINER)[None].of == of


def test_more_people_are_told_of_than_a_statement_has_room_for(register: Register) -> None:
    """SQLite takes no more than 32,766 values in one statement; here it takes 40."""
    for number in range(50):
        register.newcomer(f"N{number}", "Selam", "Service")
        register.noted(f"N{number}", "english", trainer=THERE)
    if register.database.is_sqlite:
        with register.database.reading() as db:
            raw = db.connection().connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 40)
    assert len(told(register, By.PERSON).lines) == 54


def test_without_anything_noted_there_is_a_sentence(register: Register) -> None:
    with pytest.raises(NobodyYet):
        told(register, as_of=date(2026, 11, 20))
    with pytest.raises(AheadOfToday):
        told(register, as_of=date(2027, 11, 20))
