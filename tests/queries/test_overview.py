"""The overview shows what needs somebody, and is quiet about the rest."""

from datetime import timedelta

import pytest
from sqlmodel import col, select, update

from bot.actions import access
from bot.actions.access import Caller
from bot.queries import overview, schedule
from bot.queries.overview import Today
from storage.database import Database
from storage.outbox import Outbox
from storage.schedule import Session
from storage.staff import Staff
from storage.vocabulary import LinkState, NoticeState, Outcome, Priority
from tests.support import town as towns
from tests.support.town import NOW, Town


@pytest.fixture
def town(database: Database) -> Town:
    return towns.build(database)


def caller(database: Database, town: Town, name: str = "Mette") -> Caller:
    with database.reading() as db:
        return access.staff(db.get_one(Staff, town.staff[name]))


def today(database: Database, town: Town, name: str = "Mette") -> Today:
    return overview.today(database, caller(database, town, name), now=NOW)


def test_absences_are_those_of_the_next_days_newest_first(database: Database, town: Town) -> None:
    assert [one.person.name for one in today(database, town).absences] == [
        "Jens Olesen",
        "Selam Tesfay",
    ]
    late = NOW + timedelta(days=9)
    with database.transaction() as db:
        moved = db.get_one(Session, town.sessions["bus"])
        moved.starts_at, moved.ends_at = late, late + timedelta(hours=1)
    assert [one.person.name for one in today(database, town).absences] == ["Selam Tesfay"]


def test_each_unreached_person_stands_there_once(database: Database, town: Town) -> None:
    found = today(database, town).unreached
    assert [one.person.name for one in found if one.person] == ["Rahwa Kidane", "أمل حداد"]
    assert [one.state for one in found] == [NoticeState.FAILED, NoticeState.UNCERTAIN]


def test_who_was_told_later_of_the_same_session_was_reached(database: Database, town: Town) -> None:
    with database.transaction() as db:
        planned = select(Outbox.id).where(
            Outbox.participant_id == town.people["Amal"],
            Outbox.session_id == town.sessions["cv"],
            Outbox.state == NoticeState.PLANNED,
        )
        db.exec(
            update(Outbox)
            .where(col(Outbox.id).in_(planned))
            .values(state=NoticeState.SENT, outcome=Outcome.DELIVERED)
        )
    sessions = [
        one.session.id
        for one in today(database, town).unreached
        if one.session and one.person and one.person.id == town.people["Amal"]
    ]
    assert sessions == [town.sessions["visit"]]


def test_a_reminder_to_somebody_who_is_not_linked_is_no_news(
    database: Database, town: Town
) -> None:
    mine = col(Outbox.participant_id) == town.people["Samir"]
    failed = {"state": NoticeState.FAILED, "outcome": Outcome.NOT_LINKED}
    with database.transaction() as db:
        db.exec(update(Outbox).where(mine).values(**failed))
    assert "Samir Aziz" not in {
        one.person.name for one in today(database, town).unreached if one.person
    }
    with database.transaction() as db:
        db.exec(update(Outbox).where(mine).values(priority=int(Priority.CHANGE)))
    assert "Samir Aziz" in {
        one.person.name for one in today(database, town).unreached if one.person
    }


def test_a_change_waits_for_confirmation_until_its_session_begins(
    database: Database, town: Town
) -> None:
    found = today(database, town).unconfirmed
    assert [(one.person.name, one.session.id) for one in found if one.person and one.session] == [
        ("Selam Tesfay", town.sessions["cv"])
    ]
    tomorrow = NOW + timedelta(days=2)
    assert overview.today(database, caller(database, town), now=tomorrow).unconfirmed == ()


def test_sessions_of_today_and_tomorrow_are_counted_over_all_municipalities(
    database: Database, town: Town
) -> None:
    found = today(database, town)
    assert [one.session.id for one in found.today] == [town.sessions["english"]]
    assert [one.session.id for one in found.tomorrow] == [town.sessions["bus"], town.sessions["cv"]]
    counts = found.today[0].counts
    assert (counts.coming, counts.not_coming, counts.silent, counts.enrolled) == (1, 2, 1, 4)


def test_everybody_is_counted_by_how_they_are_reached(database: Database, town: Town) -> None:
    assert today(database, town).links == {
        LinkState.NOT_INVITED: 1,
        LinkState.INVITED: 0,
        LinkState.LINKED: 3,
        LinkState.STOPPED: 0,
        LinkState.UNREACHABLE: 1,
        LinkState.UNLINKED: 0,
    }


def test_a_coordinator_gets_the_same_counts_and_no_names(database: Database, town: Town) -> None:
    mette, karin = today(database, town), today(database, town, "Karin")
    assert karin.counts == mette.counts
    assert (karin.absences, karin.unreached, karin.unconfirmed) == ((), (), ())


def test_a_session_lists_own_people_and_counts_the_others(database: Database, town: Town) -> None:
    jonas = caller(database, town, "Jonas")
    page = schedule.session(database, jonas, town.sessions["english"], now=NOW)
    assert [one.person.name for one in page.people] == ["Noor Al-Khatib"]
    assert page.elsewhere == (("Randers", 3),)
    assert {one.person.name for one in page.deliveries if one.person} == {"Noor Al-Khatib"}
