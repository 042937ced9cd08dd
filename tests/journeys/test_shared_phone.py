"""Two people share one phone, and neither sees what is the other's without a name on it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import func, select

from bot.demo.botapi import Phone
from bot.rules import invitations
from storage.chats import Link
from storage.people import Invitation
from storage.vocabulary import Language
from tests.journeys.conftest import AMAL, JENS, SELAM, Traveller, invitation_of
from tests.journeys.hands import said, tap, write
from tests.journeys.programme import Programme
from tests.support.desk import Desk
from tests.support.world import SECRET, World

REMINDED = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
SECOND = {Language.TIGRINYA: AMAL, Language.ARABIC: JENS, Language.DANISH: SELAM}


@pytest.fixture
def other(who: Traveller) -> Traveller:
    """Who shares the traveller's phone."""
    return SECOND[who.language]


async def agreed(world: World, programme: Programme, phone: Phone, other: Traveller) -> None:
    """Let a second person accept an invitation on a phone that is somebody's."""
    phone.start(invitation_of(world, programme.people[other.reference]))
    await world.settle()
    await world.restart()
    await tap(world, phone, f"lang:{other.language.value}")
    await world.restart()
    await tap(world, phone, "agree")


async def shared(
    world: World, programme: Programme, phone: Phone, other: Traveller, desk: Desk
) -> None:
    """Let the caseworker confirm it."""
    await agreed(world, programme, phone, other)
    number = programme.people[other.reference]
    await desk.open(f"/console/people/{number}")
    await desk.submit(f"/people/{number}/share")
    await world.restart()
    await world.settle()


async def test_the_second_person_waits_for_the_caseworker(
    world: World, programme: Programme, phone: Phone, who: Traveller, other: Traveller, desk: Desk
) -> None:
    await agreed(world, programme, phone, other)
    await world.at(REMINDED)
    assert other.name not in " ".join(message.text for message in said(phone))
    await desk.open(f"/console/people/{programme.people[other.reference]}")
    assert who.name in desk.page.text
    await desk.submit(f"/people/{programme.people[other.reference]}/refuse")
    await world.settle()
    await world.at(REMINDED + timedelta(hours=12))
    assert other.name not in " ".join(message.text for message in said(phone))


async def test_names_stand_above_what_is_said_and_buttons_act_for_them(
    world: World, programme: Programme, phone: Phone, who: Traveller, other: Traveller, desk: Desk
) -> None:
    await shared(world, programme, phone, other, desk)
    assert other.name in phone.last.text
    seen = len(said(phone))
    await world.at(REMINDED)
    firsts = {message.text.splitlines()[0] for message in said(phone)[seen:]}
    assert {name for name in (who.name, other.name) for line in firsts if name in line} == {
        who.name,
        other.name,
    }
    theirs = next(message for message in said(phone)[seen:] if other.name in message.text)
    phone.tap(theirs.buttons[0][0].data, message_id=theirs.message_id)
    await world.settle()
    shown = next(one for one in phone.screen if one.message_id == theirs.message_id)
    assert other.name in shown.text.splitlines()[0]
    assert who.name not in shown.text


async def test_who_it_is_is_asked_and_holds_for_the_conversation(
    world: World, programme: Programme, phone: Phone, who: Traveller, other: Traveller, desk: Desk
) -> None:
    await shared(world, programme, phone, other, desk)
    await write(world, phone, "/schedule")
    assert len(phone.last.buttons) == 2
    await world.restart()
    await tap(world, phone, f"who:{programme.people[other.reference]}")
    assert other.name in phone.last.text.splitlines()[0]
    assert who.name not in phone.last.text
    await write(world, phone, "/privacy")
    assert other.name in phone.last.text
    assert who.name not in phone.last.text
    world.clock.move_to(world.clock() + timedelta(minutes=11))
    await write(world, phone, "/privacy")
    assert len(phone.last.buttons) == 2
    await tap(world, phone, f"who:{programme.people[who.reference]}")
    assert who.name in phone.last.text
    assert other.name not in phone.last.text


async def test_one_leaves_and_the_other_stays(
    world: World, programme: Programme, phone: Phone, who: Traveller, other: Traveller, desk: Desk
) -> None:
    await shared(world, programme, phone, other, desk)
    await write(world, phone, "/stop")
    await tap(world, phone, f"who:{programme.people[other.reference]}")
    await tap(world, phone, "stop")
    assert phone.keyboard is not None
    await write(world, phone, "/privacy")
    assert who.name in phone.last.text
    seen = len(said(phone))
    await world.at(REMINDED)
    told = " ".join(message.text for message in said(phone)[seen:])
    assert told
    assert other.name not in told


async def test_a_lost_phone_is_unlinked_and_does_not_come_back(
    world: World, programme: Programme, phone: Phone, who: Traveller, desk: Desk
) -> None:
    number = programme.people[who.reference]
    scanned = next(message.text for message in phone.screen if message.text.startswith("/start"))
    await desk.open(f"/console/people/{number}")
    await desk.open(f"/console/people/{number}/unlink")
    await desk.submit("")
    await world.restart()
    for text in (scanned, "/start", "/schedule"):
        await write(world, phone, text)
    assert not phone.last.buttons
    assert "/start" not in phone.last.text  # which would not let it in again
    assert phone.keyboard is None
    with world.home.database.reading() as db:
        assert db.get_one(Link, 1).ended_at is not None
    await desk.open(f"/console/people/{number}")
    await desk.submit(f"/people/{number}/invite")
    with world.home.database.reading() as db:
        newest = db.exec(select(func.max(Invitation.id))).one() or 0
    found = world.phone(2002, who.name)
    found.start(invitations.token(SECRET, newest or 0))
    await world.settle()
    await tap(world, found, f"lang:{who.language.value}")
    await tap(world, found, "agree")
    assert who.name in " ".join(message.text for message in said(found))
    assert not phone.last.buttons
