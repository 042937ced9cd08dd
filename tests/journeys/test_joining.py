"""A participant scans an invitation."""

from tests.journeys.conftest import Traveller, invitation_of, joined
from tests.journeys.programme import TITLES, Programme
from tests.support.world import World


async def test_a_scanned_invitation_ends_in_a_welcome_by_name_and_the_next_appointment(
    world: World, programme: Programme, who: Traveller
) -> None:
    phone = await joined(world, programme, who)
    welcome, ahead = [message for message in phone.screen if message.from_bot][-2:]
    assert who.name in welcome.text
    assert TITLES[who.language] in ahead.text
    assert phone.keyboard is not None
    assert phone.keyboard[0][0] == who.schedule


async def test_every_step_survives_a_restart(
    world: World, programme: Programme, who: Traveller
) -> None:
    phone = world.phone(1001, who.name)
    phone.start(invitation_of(world, programme.people[who.reference]))
    await world.restart()
    await world.settle()
    phone.tap(who.language_button)
    await world.restart()
    await world.settle()
    await world.restart()
    phone.tap(who.yes)
    await world.restart()
    await world.settle()
    assert any(who.name in message.text for message in phone.screen if message.from_bot)


async def test_what_is_typed_does_as_well_as_a_tap(
    world: World, programme: Programme, who: Traveller
) -> None:
    number = {"ti": "፩", "ar": "٢", "da": "3"}[who.language]
    yes = {"ti": "፩", "ar": "١", "da": "1"}[who.language]
    phone = world.phone(1001, who.name)
    phone.start(invitation_of(world, programme.people[who.reference]))
    await world.settle()
    phone.send(number)
    await world.settle()
    phone.send(yes)
    await world.settle()
    assert any(who.name in message.text for message in phone.screen if message.from_bot)


async def test_a_stranger_gets_one_neutral_sentence_and_nothing_else(world: World) -> None:
    phone = world.phone(4004, "Nobody")
    for text in ("/start", "/start 1-AAAAAAAAAAAAAAAAAAAAAAAA", "/schedule", "1", "hello"):
        phone.send(text)
        await world.settle()
    said = {message.text for message in phone.screen if message.from_bot}
    assert len(said) == 1
    assert "Randers" not in said.pop()


async def test_an_invitation_lets_only_one_phone_in(
    world: World, programme: Programme, who: Traveller
) -> None:
    payload = invitation_of(world, programme.people[who.reference])
    await joined(world, programme, who)
    other = world.phone(2002, "Somebody else")
    other.start(payload)
    await world.settle()
    assert who.name not in " ".join(message.text for message in other.screen)
    assert not other.last.buttons


async def test_the_caseworker_sees_who_has_joined(
    world: World, programme: Programme, who: Traveller
) -> None:
    from bot.actions.access import Caller  # noqa: PLC0415
    from bot.queries import people  # noqa: PLC0415
    from storage.vocabulary import LinkState  # noqa: PLC0415

    await joined(world, programme, who)
    randers = Caller(municipality_id=1)
    states = {
        person.reference: person.link
        for person in people.everyone(world.home.database, randers, now=world.clock())
    }
    assert states.pop(who.reference) is LinkState.LINKED
    assert set(states.values()) == {LinkState.NOT_INVITED}
