"""A caseworker is told in one word how each person can be reached."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session as Db, select

from bot.queries import links
from storage.chats import Link
from storage.database import Database
from storage.people import Invitation, Participant
from storage.vocabulary import LinkState
from tests.support import town as towns
from tests.support.town import NOW

HOUR = timedelta(hours=1)


def nothing(_db: Db, _person: Participant) -> None:
    """Leave everything as it is."""


def invite(
    db: Db, person: Participant, until: datetime = NOW + HOUR, used: datetime | None = None
) -> None:
    db.add(
        Invitation(
            municipality_id=person.municipality_id,
            participant_id=person.id or 0,
            created_at=NOW - HOUR,
            expires_at=until,
            used_at=used,
        )
    )


def invite_too_long_ago(db: Db, person: Participant) -> None:
    invite(db, person, until=NOW)


def use_the_invitation(db: Db, person: Participant) -> None:
    invite(db, person, used=NOW)


def stop(db: Db, person: Participant) -> None:
    link = db.exec(select(Link).where(Link.participant_id == person.id)).one()
    link.ended_at = NOW - 2 * HOUR


def stop_and_invite(db: Db, person: Participant) -> None:
    stop(db, person)
    invite(db, person)


@pytest.mark.parametrize(
    ("who", "happened", "state"),
    [
        ("Samir", nothing, LinkState.NOT_INVITED),
        ("Samir", invite, LinkState.INVITED),
        ("Samir", invite_too_long_ago, LinkState.NOT_INVITED),
        ("Samir", use_the_invitation, LinkState.NOT_INVITED),
        ("Selam", nothing, LinkState.LINKED),
        ("Selam", invite, LinkState.LINKED),
        ("Selam", stop, LinkState.STOPPED),
        ("Selam", stop_and_invite, LinkState.INVITED),
        ("Rahwa", nothing, LinkState.UNREACHABLE),
    ],
)
def test_how_a_person_can_be_reached(
    database: Database, who: str, happened: Callable[[Db, Participant], None], state: LinkState
) -> None:
    town = towns.found(database)
    with database.transaction() as db:
        person = db.get_one(Participant, town.people[who])
        happened(db, person)
        db.flush()
        assert links.states(db, [person], NOW) == {person.id: state}
