"""The stage of the journeys: one world a test, on both databases, in three languages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.actions import people
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.demo.botapi import Phone
from bot.rules import invitations
from storage.database import Database
from storage.vocabulary import Language
from tests.journeys.programme import MONDAY, Programme, bring_in
from tests.support.desk import Desk
from tests.support.morning import Morning
from tests.support.world import SECRET, World


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with World(database, MONDAY) as world:
        yield world


@pytest.fixture
def programme(world: World) -> Programme:
    """What Mette imported before the journey begins."""
    return bring_in(world.home.database)


@dataclass(frozen=True)
class Traveller:
    """The person whose journey it is, with the words that they look for."""

    name: str
    reference: str
    language: Language
    language_button: str
    yes: str
    coming: str
    not_coming: str
    seen: str
    schedule: str
    thursday: str


SELAM = Traveller(
    name="Selam",
    reference="R-101",
    language=Language.TIGRINYA,
    language_button="1 · ትግርኛ",
    yes="✅ እወ",
    coming="✅ ክመጽእ እየ",
    not_coming="❌ ክመጽእ ኣይክእልን እየ",
    seen="👍 ርእየዮ",
    schedule="📅 መደብ",
    thursday="ሓሙስ 26/11",
)

AMAL = Traveller(
    name="Amal",
    reference="R-102",
    language=Language.ARABIC,
    language_button="2 · العربية",
    yes="✅ نعم",
    coming="✅ سأحضر",
    not_coming="❌ لا أستطيع الحضور",
    seen="👍 رأيت الرسالة",
    schedule="📅 الجدول",
    thursday="الخميس 26/11",
)

JENS = Traveller(
    name="Jens",
    reference="R-103",
    language=Language.DANISH,
    language_button="3 · Dansk",
    yes="✅ Ja",
    coming="✅ Jeg kommer",
    not_coming="❌ Jeg kan ikke komme",
    seen="👍 Jeg har set det",
    schedule="📅 Skema",
    thursday="torsdag 26/11",
)

ROADS = (
    pytest.param("postgresql", SELAM, id="postgresql-ti"),
    pytest.param("sqlite", AMAL, id="sqlite-ar"),
    pytest.param("sqlite", JENS, id="sqlite-da"),
)
"""Each journey is made in all three languages, and on both databases."""


MORNINGS: dict[str, Morning] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "who" in metafunc.fixturenames:
        metafunc.parametrize(("database", "who"), ROADS, indirect=True)
    elif "database" in metafunc.fixturenames:
        metafunc.parametrize("database", ("sqlite", "postgresql"), indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Database:
    """The database of this road."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Database)
    return found


@pytest.fixture
def who(request: pytest.FixtureRequest) -> Traveller:
    """The traveller on this road."""
    traveller: Traveller = request.param
    return traveller


@pytest.fixture
async def desk(world: World, phone: Phone) -> AsyncIterator[Desk]:
    """The browser of Mette, who has signed in."""
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    yield desk
    await desk.close()


def invitation_of(world: World, participant_id: int) -> str:
    """Return the payload of a person's deep link."""
    cause = Cause(OPERATOR, f"journey:invite:{participant_id}", world.clock())
    invitation = people.invite(world.home.database, participant_id, cause=cause)
    return invitations.token(SECRET, invitation.id or 0)


async def joined(world: World, programme: Programme, who: Traveller, number: int = 1001) -> Phone:
    """Return the phone of somebody who scanned, chose a language and agreed.

    Who has done so before on a Monday morning has done so again in a moment.
    """
    is_morning = world.clock() == MONDAY and not world.telegram.phones
    if is_morning and who.reference in MORNINGS:
        MORNINGS[who.reference].again(world)
        return world.telegram.phones[1001]
    phone = await _joining(world, programme, who, number)
    if is_morning:
        MORNINGS[who.reference] = Morning.of(world)
    return phone


async def _joining(world: World, programme: Programme, who: Traveller, number: int) -> Phone:
    phone = world.phone(number, who.name)
    phone.start(invitation_of(world, programme.people[who.reference]))
    await world.settle()
    phone.tap(who.language_button)
    await world.settle()
    phone.tap(who.yes)
    await world.settle()
    return phone


@pytest.fixture
async def phone(world: World, programme: Programme, who: Traveller) -> Phone:
    """The phone of the traveller, linked."""
    return await joined(world, programme, who)
