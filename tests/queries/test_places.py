"""Who has come back to a course is there once, and all that was before is still known."""

from datetime import date

import pytest

from bot.actions import access, people as giving
from bot.actions.access import OPERATOR, Caller
from bot.actions.broadcasts import audience
from bot.actions.changes import Cause
from bot.queries import dossier as telling, enrolment, people, schedule
from bot.queries.search import listing
from bot.rules.audiences import Audience, Group
from bot.texts.dossier import Readable
from storage import audiences, dossier
from storage.database import Database
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import EnrolmentEnd, GroupKind
from tests.support import town as towns
from tests.support.graduates import Register, noon
from tests.support.town import NOW, Town


@pytest.fixture
def town(database: Database) -> Town:
    """Amal has left Service, and come back."""
    town = towns.build(database)
    Register(database, town).ended("Amal", "Service", "2026-11-18", EnrolmentEnd.LEFT)
    cause = Cause(OPERATOR, "form:1", noon("2026-11-20"))
    giving.enrol(database, town.people["Amal"], town.courses["Service"], cause=cause)
    return town


@pytest.fixture
def mette(database: Database, town: Town) -> Caller:
    with database.reading() as db:
        return access.staff(db.get_one(Staff, town.staff["Mette"]))


def test_nobody_is_listed_or_written_to_twice(
    database: Database, town: Town, mette: Caller
) -> None:
    amal, service = town.people["Amal"], town.courses["Service"]
    page = schedule.course(database, mette, service, now=NOW)
    names = [place.person.id for place in page.roster]
    assert (page.row.enrolled, names.count(amal)) == (4, 1)
    cv = schedule.session(database, mette, town.sessions["cv"], now=NOW)
    assert [one.person.id for one in cv.people].count(amal) == 1
    room, others = enrolment.who_could_join(database, mette, service)
    assert (room.taken, amal in {one.id for one in others}) == (4, False)
    assert [one.id for one in people.everyone(database, mette, now=NOW)].count(amal) == 1
    group = Audience((Group(GroupKind.COURSE, (service,)),))
    with database.reading() as db:
        author = db.get_one(Staff, town.staff["Mette"])
        assert audiences.size(db, audience.wanted(db, author, group, NOW)) == 3


@pytest.mark.parametrize("text", ["hold:Service navn:أمل", "hold:Service afslutning:stoppet"])
def test_a_search_finds_them_once_by_the_place_they_have_and_by_the_one_they_had(
    database: Database, mette: Caller, text: str
) -> None:
    found = listing.page(database, mette, text, page=1, now=NOW)
    assert (found.total, [len(one.courses) for one in found.rows]) == (1, [1])


def test_they_and_their_caseworker_are_told_of_both_places(
    database: Database, town: Town, mette: Caller
) -> None:
    amal = town.people["Amal"]
    first, second = date(2026, 11, 16), date(2026, 11, 20)
    record = people.record(database, mette, amal, now=NOW)
    assert [(place.since, place.ending) for place in record.places] == [
        (second, None),
        (first, EnrolmentEnd.LEFT),
    ]
    with database.transaction() as db:
        person = db.get_one(Participant, amal)
        told = {
            section.name: section.rows
            for section in telling.of_person(db, Readable(), person, NOW).sections
        }
        assert [dict(row)["from"] for row in told["courses"]] == [second, first]
        dossier.erase(db, amal)
        assert len(dossier.everything(db, amal)["enrolment"]) == 2, "what counts stays"
