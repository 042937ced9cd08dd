"""An appointment is one person's, an event its group's, and each is added once."""

from dataclasses import replace

import pytest
from sqlmodel import col, select

from bot.actions import access, occasions
from bot.actions.occasions import NobodyInvited
from bot.queries import facts
from bot.rules.refusals import NotThere
from bot.texts import registry, when
from bot.texts.message import Text
from bot.texts.say import Voice
from storage import attendance
from storage.outbox import Outbox
from storage.schedule import Session
from storage.vocabulary import Language, NoticeState
from tests.support.cast import Stage, plan
from tests.support.founding import NOW


def told(here: Stage, session_id: int) -> set[str]:
    """Return who is owed anything about a session."""
    names = {number: name for name, number in here.town.people.items()}
    with here.database.reading() as db:
        rows = db.exec(select(Outbox).where(Outbox.session_id == session_id))
        return {names[row.participant_id or 0] for row in rows}


def may_see(here: Stage, who: str, session_id: int) -> bool:
    with here.database.reading() as db:
        try:
            access.session(db, here.staff(who), session_id)
        except NotThere:
            return False
        return True


def test_an_appointment_is_for_one_person_and_their_caseworkers(here: Stage) -> None:
    jens, cause = here.town.people["Jens"], here.cause("Mette")
    numbers = {
        occasions.appoint(here.database, jens, "form:1", plan(), cause=cause) for _ in range(2)
    }
    [number] = numbers
    assert told(here, number) == {"Jens"}
    assert [may_see(here, who, number) for who in ("Mette", "Karin", "Jonas")] == [
        True,
        False,
        False,
    ]
    for who in ("Karin", "Jonas"):
        with pytest.raises(NotThere):
            occasions.appoint(here.database, jens, "form:2", plan(), cause=here.cause(who))


def test_an_event_for_a_course_reaches_whoever_is_on_it_and_all_their_caseworkers(
    here: Stage,
) -> None:
    groups = [here.town.courses["Service"]]
    event = occasions.invite(here.database, groups, "form:1", plan(), cause=here.cause("Mette"))
    assert told(here, event) == {"Selam", "Amal", "Rahwa", "Noor"}
    assert may_see(here, "Jonas", event)


def test_an_event_for_everybody_stays_in_its_municipality(here: Stage) -> None:
    event = occasions.invite(here.database, [None], "form:1", plan(), cause=here.cause("Mette"))
    assert told(here, event) == {"Selam", "Amal", "Jens", "Rahwa", "Samir"}
    assert not may_see(here, "Jonas", event)


def test_an_event_is_for_somebody_and_not_for_the_courses_of_others(here: Stage) -> None:
    bus = here.town.courses["Bus"]
    with pytest.raises(NobodyInvited):
        occasions.invite(here.database, [], "form:1", plan(), cause=here.cause("Mette"))
    with pytest.raises(NotThere):
        occasions.invite(here.database, [bus], "form:2", plan(), cause=here.cause("Jonas"))
    with here.database.reading() as db:
        added = select(Session.id).where(Session.course_id == None)  # noqa: E711  # SQL's
        assert db.exec(added).first() is None


def owed(here: Stage, session_id: int) -> dict[str, set[str]]:
    """Return the kinds of what stands to be said about a session, by person."""
    names = {number: name for name, number in here.town.people.items()}
    found: dict[str, set[str]] = {}
    with here.database.reading() as db:
        for row in db.exec(select(Outbox).where(Outbox.state != NoticeState.SUPERSEDED)):
            if session_id in {row.session_id, row.params.get("session_id")}:
                found.setdefault(names[row.participant_id or 0], set()).add(row.kind)
    return found


def words(here: Stage, kind: str) -> str:
    """Return what the first notice of a kind says in English now."""
    with here.database.reading() as db:
        row = db.exec(select(Outbox).where(Outbox.kind == kind).order_by(col(Outbox.id))).first()
        assert row is not None
        notice = registry.read(row.kind, row.params)
        said = notice.say(Voice(Language.ENGLISH), facts.load(db, row, notice, NOW))
        assert isinstance(said, Text)
        return str(said.html)


def test_who_is_newly_invited_hears_of_it_and_who_no_longer_is_hears_that(here: Stage) -> None:
    service, bus = here.town.courses["Service"], here.town.courses["Bus"]
    event = occasions.invite(here.database, [service], "form:1", plan(), cause=here.cause("Mette"))
    with here.database.transaction() as db:
        for row in db.exec(select(Outbox).where(Outbox.kind == "session_added")):
            if row.participant_id != here.town.people["Noor"]:
                row.state = NoticeState.SENT
    cause = here.cause("Mette")
    for _ in range(2):
        occasions.change(here.database, event, [bus], plan(), cause=cause)
    told = owed(here, event)
    assert told["Jens"] == {"session_added", "reminder"}
    assert told["Selam"] == {"session_added", "uninvited"}
    assert "Noor" not in told  # who was told nothing yet need not be told that it is off
    said = words(here, "uninvited")
    assert plan().title_da in said
    assert when.moment(plan().starts_at, Language.ENGLISH) in said
    occasions.change(here.database, event, [bus, service], plan(), cause=here.cause("Mette"))
    told = owed(here, event)
    assert told["Noor"] == {"session_added", "reminder"}
    with here.database.reading() as db:
        added = db.exec(
            select(Outbox).where(Outbox.kind == "session_added").order_by(col(Outbox.id))
        )
        again = [row for row in added if row.participant_id == here.town.people["Selam"]]
    assert [row.state for row in again] == [NoticeState.SENT, NoticeState.READY]


def test_a_moved_event_is_new_to_newcomers_and_moved_for_the_others(here: Stage) -> None:
    service = here.town.courses["Service"]
    event = occasions.invite(here.database, [service], "form:1", plan(), cause=here.cause("Mette"))
    later = replace(plan(), place="Lokale 9")
    occasions.change(here.database, event, [service, None], later, cause=here.cause("Mette"))
    told = owed(here, event)
    assert told["Selam"] == {"session_moved", "reminder"}
    assert told["Jens"] == {"session_added", "reminder"}


def test_a_colleague_elsewhere_decides_about_their_own_groups_only(here: Stage) -> None:
    service = here.town.courses["Service"]
    event = occasions.invite(
        here.database, [service, None], "form:1", plan(), cause=here.cause("Mette")
    )
    occasions.change(here.database, event, [], plan(), cause=here.cause("Jonas"))
    with here.database.reading() as db:
        assert attendance.groups_of(db, db.get_one(Session, event)) == [None]
    with pytest.raises(NotThere):
        occasions.change(here.database, event, [None], plan(), cause=here.cause("Jonas"))
    with pytest.raises(NobodyInvited):
        occasions.change(here.database, event, [], plan(), cause=here.cause("Mette"))
