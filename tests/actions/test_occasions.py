"""An appointment is one person's, an event its group's, and each is added once."""

import pytest
from sqlmodel import select

from bot.actions import access, occasions
from bot.actions.occasions import NobodyInvited
from bot.rules.refusals import NotThere
from storage.outbox import Outbox
from storage.schedule import Session
from tests.support.cast import Stage, plan


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
