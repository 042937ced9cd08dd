"""People: invitations, places on courses, and who may touch whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.actions import people
from bot.actions.access import OPERATOR, Caller
from bot.actions.changes import Cause
from bot.actions.people import CaseworkerElsewhere, CourseFull, CourseNotShared, Details
from bot.rules.refusals import NotThere
from storage import enrolments
from storage.changes import Change
from storage.courses import Course
from storage.database import Database
from storage.municipalities import Municipality
from storage.outbox import Outbox
from storage.people import Invitation, Participant, Reading
from storage.staff import Staff
from storage.vocabulary import ChangeKind, EnrolmentEnd, Language, NoticeState, Outcome
from tests.support import leaving, moving, town as towns
from tests.support.town import DAY, NOW, Town


@pytest.fixture
def town(database: Database) -> Town:
    return towns.build(database)


def member(database: Database, town: Town, name: str) -> Caller:
    with database.reading() as db:
        found = db.get_one(Staff, town.staff[name])
        return Caller(municipality_id=found.municipality_id, staff_id=found.id)


def changes_of(database: Database, participant_id: int, kind: ChangeKind) -> list[Change]:
    with database.reading() as db:
        wanted = select(Change).where(
            Change.participant_id == participant_id, Change.kind == kind, Change.at >= NOW
        )
        return list(db.exec(wanted))


def owed(database: Database, participant_id: int, session_id: int) -> list[Outbox]:
    with database.reading() as db:
        return list(
            db.exec(
                select(Outbox).where(
                    Outbox.participant_id == participant_id,
                    Outbox.session_id == session_id,
                    Outbox.state == NoticeState.PLANNED,
                )
            )
        )


# -- invitations


def test_an_invitation_is_good_for_thirty_days(database: Database, town: Town) -> None:
    mette = member(database, town, "Mette")
    made = people.invite(database, town.people["Samir"], cause=Cause(mette, "form:1", NOW))
    assert made.expires_at == NOW + timedelta(days=30)
    (change,) = changes_of(database, town.people["Samir"], ChangeKind.INVITED)
    assert change.staff_id == town.staff["Mette"]


def test_an_invitation_good_for_a_week_is_given_out_again(database: Database, town: Town) -> None:
    samir = town.people["Samir"]
    first = people.invite(database, samir, cause=Cause(OPERATOR, "a", NOW))
    again = people.invite(database, samir, cause=Cause(OPERATOR, "b", NOW + 23 * DAY))
    assert again.id == first.id
    assert len(changes_of(database, samir, ChangeKind.INVITED)) == 1


def test_a_new_invitation_ends_the_earlier_ones(database: Database, town: Town) -> None:
    samir = town.people["Samir"]
    first = people.invite(database, samir, cause=Cause(OPERATOR, "a", NOW))
    later = NOW + 24 * DAY
    second = people.invite(database, samir, cause=Cause(OPERATOR, "b", later))
    assert second.id != first.id
    assert second.expires_at == later + timedelta(days=30)
    with database.reading() as db:
        assert db.get_one(Invitation, first.id).expires_at == later


def test_the_same_form_sent_twice_makes_one_invitation(database: Database, town: Town) -> None:
    samir = town.people["Samir"]
    first = people.invite(database, samir, cause=Cause(OPERATOR, "form:1", NOW))
    assert people.invite(database, samir, cause=Cause(OPERATOR, "form:1", NOW)).id == first.id


def test_nobody_invites_another_municipalitys_people(database: Database, town: Town) -> None:
    jonas = member(database, town, "Jonas")
    with pytest.raises(NotThere):
        people.invite(database, town.people["Selam"], cause=Cause(jonas, "form:1", NOW))


# -- records


def test_every_reading_of_a_record_is_written_down(database: Database, town: Town) -> None:
    mette = member(database, town, "Mette")
    found = people.open_record(database, mette, town.people["Selam"], NOW)
    assert found.name == "Selam Tesfay"
    with database.reading() as db:
        (reading,) = db.exec(select(Reading))
    assert (reading.staff_id, reading.participant_id) == (
        town.staff["Mette"],
        town.people["Selam"],
    )


def test_a_page_that_looks_again_is_one_reading_until_ten_minutes_are_over(
    database: Database, town: Town
) -> None:
    mette = member(database, town, "Mette")
    selam, jens = town.people["Selam"], town.people["Jens"]
    for seconds in range(0, 601, 3):
        people.open_record(database, mette, selam, NOW + timedelta(seconds=seconds))
    people.open_record(database, mette, jens, NOW)
    with database.reading() as db:
        readings = db.exec(select(Reading).order_by(col(Reading.id))).all()
    assert [(one.participant_id, one.at) for one in readings] == [
        (selam, NOW),
        (selam, NOW + timedelta(minutes=10)),
        (jens, NOW),
    ]


def test_a_record_of_another_municipality_is_not_there(database: Database, town: Town) -> None:
    jonas = member(database, town, "Jonas")
    with pytest.raises(NotThere):
        people.open_record(database, jonas, town.people["Selam"], NOW)
    with database.reading() as db:
        assert db.exec(select(Reading)).all() == []


# -- places on courses


def test_who_joins_late_is_reminded_of_what_is_ahead(database: Database, town: Town) -> None:
    jens = town.people["Jens"]
    cause = Cause(member(database, town, "Mette"), "form:1", NOW)
    people.enrol(database, jens, town.courses["Service"], cause=cause)
    assert owed(database, jens, town.sessions["cv"])
    people.enrol(database, jens, town.courses["Service"], cause=cause)
    assert len(changes_of(database, jens, ChangeKind.ENROLLED)) == 1


def test_who_leaves_is_owed_nothing_more(database: Database, town: Town) -> None:
    amal = town.people["Amal"]
    assert owed(database, amal, town.sessions["cv"])
    cause = Cause(member(database, town, "Mette"), "form:1", NOW)
    leaving.leave(database, amal, town.courses["Service"], cause=cause)
    assert owed(database, amal, town.sessions["cv"]) == []
    with database.reading() as db:
        taken_back = db.exec(
            select(Outbox.outcome).where(
                Outbox.participant_id == amal,
                Outbox.session_id == town.sessions["cv"],
                col(Outbox.state) == NoticeState.SUPERSEDED,
                Outbox.outcome == Outcome.NOT_ENROLLED,
            )
        ).all()
        assert taken_back
        place = enrolments.place(db, town.courses["Service"], amal)
        assert place is not None
        assert place.ended_at == NOW


def test_who_comes_back_is_reminded_again_and_has_one_more_place(
    database: Database, town: Town
) -> None:
    amal, service = town.people["Amal"], town.courses["Service"]
    before = len(owed(database, amal, town.sessions["cv"]))
    leaving.leave(database, amal, service, cause=Cause(OPERATOR, "a", NOW))
    people.enrol(database, amal, service, cause=Cause(OPERATOR, "b", NOW))
    assert len(owed(database, amal, town.sessions["cv"])) == before
    with database.reading() as db:
        left, back = enrolments.places_on(db, service)[amal]
        assert enrolments.places_taken(db, service) == 4
        assert enrolments.place(db, service, amal) == back
    assert (left.ended_at, left.ending) == (NOW, EnrolmentEnd.LEFT)
    assert (back.since, back.ended_at) == (NOW, None)
    leaving.leave(database, amal, service, cause=Cause(OPERATOR, "c", NOW + DAY))
    with database.reading() as db:
        assert [one.ended_at for one in enrolments.places_on(db, service)[amal]] == [NOW, NOW + DAY]


def test_a_full_course_takes_nobody(database: Database, town: Town) -> None:
    with database.transaction() as db:
        db.get_one(Course, town.courses["Service"]).capacity = 4
    with pytest.raises(CourseFull, match=r"SERVICE is full: its places \(4\)"):
        people.enrol(
            database,
            town.people["Jens"],
            town.courses["Service"],
            cause=Cause(OPERATOR, "a", NOW),
        )


def test_a_course_takes_only_those_it_is_shared_with(database: Database, town: Town) -> None:
    with pytest.raises(CourseNotShared):
        people.enrol(
            database, town.people["Noor"], town.courses["Bus"], cause=Cause(OPERATOR, "a", NOW)
        )


def test_nobody_moves_another_municipalitys_people(database: Database, town: Town) -> None:
    cause = Cause(member(database, town, "Jonas"), "form:1", NOW)
    with pytest.raises(NotThere):
        people.enrol(database, town.people["Jens"], town.courses["Service"], cause=cause)
    with pytest.raises(NotThere):
        leaving.leave(database, town.people["Selam"], town.courses["Service"], cause=cause)


# -- details


def test_a_person_is_changed_once(database: Database, town: Town) -> None:
    details = Details("Lwam", Language.TIGRINYA, town.staff["Mette"], "22 33 44 56")
    mette = member(database, town, "Mette")
    home = mette.municipality_id or 0
    with database.transaction() as db:
        lwam = people.add_in(db, home, "RAN-900", details, cause=Cause(mette, "f:1", NOW))
    with database.transaction() as db:
        lwam = db.get_one(Participant, lwam.id)
        changed = replace(details, language=Language.ARABIC)
        assert people.change_in(db, lwam, changed, cause=Cause(mette, "f:2", NOW))
        assert not people.change_in(db, lwam, changed, cause=Cause(mette, "f:3", NOW))
    (edit,) = changes_of(database, lwam.id or 0, ChangeKind.PERSON_EDITED)
    assert (edit.before, edit.after) == ({"language": "ti"}, {"language": "ar"})
    assert len(changes_of(database, lwam.id or 0, ChangeKind.PERSON_ADDED)) == 1


def test_a_caseworker_has_people_of_their_own_municipality(database: Database, town: Town) -> None:
    details = Details("Lwam", Language.TIGRINYA, town.staff["Jonas"])
    mette = member(database, town, "Mette")
    home = mette.municipality_id or 0
    with pytest.raises(CaseworkerElsewhere), database.transaction() as db:
        people.add_in(db, home, "RAN-900", details, cause=Cause(mette, "f:1", NOW))


def test_nobody_adds_people_to_another_municipality(database: Database, town: Town) -> None:
    with database.reading() as db:
        norddjurs = db.exec(select(Municipality.id).where(Municipality.name == "Norddjurs")).one()
    mette = member(database, town, "Mette")
    details = Details("Lwam", Language.TIGRINYA)
    with pytest.raises(NotThere), database.transaction() as db:
        people.add_in(db, norddjurs or 0, "N-900", details, cause=Cause(mette, "f:1", NOW))


def test_who_left_does_not_learn_that_a_session_moved(database: Database, town: Town) -> None:
    amal, cv = town.people["Amal"], town.sessions["cv"]
    leaving.leave(database, amal, town.courses["Service"], cause=Cause(OPERATOR, "a", NOW))
    moved = NOW + 2 * DAY
    moving.move(database, cv, moved, moved + timedelta(hours=2), cause=Cause(OPERATOR, "b", NOW))
    with database.reading() as db:
        told = select(Outbox).where(
            Outbox.participant_id == amal, Outbox.session_id == cv, Outbox.created_at == NOW
        )
        assert db.exec(told).all() == []
