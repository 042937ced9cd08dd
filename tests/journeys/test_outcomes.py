"""Somebody finds a job: tells it, is congratulated, confirmed, and asked some weeks later."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.demo.botapi import Phone
from storage.outcomes import Achievement
from storage.vocabulary import Language
from tests.journeys.conftest import Traveller
from tests.journeys.hands import button, tap, write
from tests.support.desk import Desk
from tests.support.world import World

FOUR_WEEKS = datetime(2026, 12, 29, 16, 0, tzinfo=UTC)
THIRTEEN_WEEKS = datetime(2027, 3, 2, 16, 0, tzinfo=UTC)
HALF_A_YEAR = datetime(2027, 6, 1, 15, 0, tzinfo=UTC)
"""17:00 in Copenhagen, after a first day on 1 December 2026; in June that is another hour."""
LATER = datetime(2027, 7, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Written:
    """What somebody types in their own letters and numerals."""

    employer: str
    hours: str
    day: str


WRITTEN = {
    Language.TIGRINYA: Written("ትካል <ሰላም>", "፳፭", "፩/፲፪"),
    Language.ARABIC: Written("شركة النور & أولاده", "٢٥", "١/١٢/٢٠٢٦"),
    Language.DANISH: Written("Føtex {Randers}", "25 timer", "1.12."),
}


async def told(world: World, phone: Phone) -> None:
    """Let somebody tell of a job with a tap wherever there is a button."""
    await write(world, phone, "/outcome")
    await tap(world, phone, "found:job")
    await write(world, phone, "Føtex")
    await tap(world, phone, "found_terms:permanent")
    await tap(world, phone, "found_hours:37")
    await tap(world, phone, "found_day:2026-12-01")
    await tap(world, phone, "found_send")


async def told_between_restarts(world: World, phone: Phone, own: Written) -> None:
    """Let somebody write wherever that is possible; nothing that is only in memory lasts."""
    for step in (
        "/outcome",
        "found:job",
        own.employer,
        "found_terms:temporary",
        "found_hours:other",
        own.hours,
        "found_day:other",
        own.day,
        "found_send",
    ):
        if step.startswith("found"):
            phone.tap(button(phone, step))
        else:
            phone.send(step)
        await world.restart()
        await world.settle()
        await world.restart()


@pytest.fixture
def desk(world: World, phone: Phone) -> Desk:
    """The browser of Mette."""
    return Desk(world.home)


async def at_the_person(desk: Desk, who: Traveller) -> str:
    """Sign in, and return what the person's page says of job and education."""
    await desk.sign_in("mette@randers.example")
    await desk.open("/console/people")
    await desk.follow(who.name)
    return desk.page.text.split("Resultater")[1].split("Beskeder")[0]


def asked(phone: Phone) -> list[datetime]:
    """Return when the person was asked how it is."""
    found = [message for message in phone.screen if message.from_bot]
    return [
        message.date
        for message in found
        for row in message.buttons
        for one in row
        if one.data.startswith("found_now:same")
    ]


async def test_a_job_is_told_in_the_own_letters_with_a_restart_between_any_two_steps(
    world: World, phone: Phone, who: Traveller, desk: Desk
) -> None:
    own = WRITTEN[who.language]
    await told_between_restarts(world, phone, own)
    assert "🎉" in phone.last.text
    assert "1/12/2026" in phone.last.text
    assert "25" in phone.last.text
    assert own.employer in phone.last.text
    await desk.sign_in("mette@randers.example")
    assert own.employer in desk.page.text
    claim = await at_the_person(desk, who)
    assert own.employer in claim
    assert "tirsdag 1/12" in claim
    await desk.submit("/confirm", {"evidence": "Kontrakt"})
    await world.restart()
    await world.settle()
    assert "✅" in phone.last.text
    assert own.employer in phone.last.text
    await world.restart()
    await world.at(FOUR_WEEKS)
    await world.restart()
    assert asked(phone) == [FOUR_WEEKS]
    await tap(world, phone, "found_now:changed")
    assert "Noget er ændret" in await at_the_person(desk, who)
    await desk.open("/console/")
    assert "Noget er ændret" in desk.page.text
    await world.at(LATER)
    assert asked(phone) == [THIRTEEN_WEEKS, HALF_A_YEAR]


async def test_answered_questions_lose_their_buttons_and_a_second_tap_changes_nothing(
    world: World, phone: Phone, who: Traveller
) -> None:
    await write(world, phone, "/outcome")
    first = phone.last.message_id
    phone.tap("found:job", message_id=first)
    phone.tap("found:education", message_id=first)
    await world.settle()
    await write(world, phone, "Føtex")
    question = phone.last.message_id
    phone.tap(button(phone, "found_terms:permanent"), message_id=question)
    phone.tap(button(phone, "found_terms:hourly"), message_id=question)
    await world.settle()
    await tap(world, phone, "found_hours:30")
    await tap(world, phone, "found_day:2026-11-23")
    summary = phone.last
    assert ("📌" in summary.text, "💼" in summary.text) == (True, True)
    with_buttons = [message for message in phone.screen if message.from_bot and message.buttons]
    assert [one.message_id for one in with_buttons][1:] == [summary.message_id]
    phone.tap(button(phone, "found_send"), message_id=summary.message_id)
    phone.tap(button(phone, "found_drop"), message_id=summary.message_id)
    await world.settle()
    with world.home.database.reading() as db:
        assert db.get_one(Achievement, 1).hours == 30


async def test_a_draft_waits_for_days_and_can_be_corrected_or_given_up(
    world: World, phone: Phone, who: Traveller
) -> None:
    await write(world, phone, "/outcome")
    await tap(world, phone, "found:igu")
    await write(world, phone, "Arla")
    await world.at(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    await world.restart()
    await write(world, phone, "/outcome")
    assert "Arla" in phone.last.text
    await tap(world, phone, "found_on")
    await write(world, phone, "3")  # the third button: 20 hours
    await tap(world, phone, "found_day:2026-12-01")
    await tap(world, phone, "found_alter")
    await tap(world, phone, "found_part:hours")
    await tap(world, phone, "found_hours:other")
    await write(world, phone, "2")
    assert "⏱️" in phone.last.text
    assert "2" in phone.last.text.split("⏱️")[1]
    await tap(world, phone, "found_drop")
    with world.home.database.reading() as db:
        assert db.get(Achievement, 1) is None
    await write(world, phone, "/outcome")
    assert button(phone, "found:job")


async def test_what_is_no_name_and_no_day_is_asked_again_and_nothing_of_it_is_kept(
    world: World, phone: Phone, who: Traveller
) -> None:
    await write(world, phone, "/outcome")
    await tap(world, phone, "found:education")
    await write(world, phone, "010190-1234")
    assert "CPR" in phone.last.text
    assert "010190" not in phone.last.text
    own = {Language.TIGRINYA: "ስገር", Language.ARABIC: "تخطّي", Language.DANISH: "spring over"}
    await write(world, phone, own[who.language])
    assert "📅" in phone.last.text
    await tap(world, phone, "found_day:other")
    for wrong in ("31/2", "1/12/2031", "የለን"):
        await write(world, phone, wrong)
        assert "1/12" in phone.last.text
        assert phone.last.labels
    await write(world, phone, "2027-01-04")
    assert "4/1/2027" in phone.last.text


async def test_a_claim_can_be_taken_back_until_it_is_confirmed(
    world: World, phone: Phone, who: Traveller, desk: Desk
) -> None:
    await told(world, phone)
    await tap(world, phone, "found_back")
    assert "Trukket tilbage" in await at_the_person(desk, who)
    await told_anew(world, phone)
    card = phone.last.message_id
    await at_the_person(desk, who)
    await desk.submit("/confirm", {"evidence": "Kontrakt"})
    phone.tap(button(phone, "found_back"))
    await world.settle()
    told_of_it = [message for message in phone.screen if "✅" in message.text[:3]]
    assert [message.message_id for message in told_of_it] == [card, phone.last.message_id]
    assert not any(message.buttons for message in told_of_it)
    assert "Bekræftet" in await at_the_person(desk, who)


async def told_anew(world: World, phone: Phone) -> None:
    await write(world, phone, "/outcome")
    await tap(world, phone, "found_new")
    await tap(world, phone, "found:education")
    await tap(world, phone, "found_skip:employer")
    await tap(world, phone, "found_day:2026-12-01")
    await tap(world, phone, "found_send")


async def test_a_corrected_start_moves_the_questions_and_an_end_ends_them(
    world: World, phone: Phone, who: Traveller, desk: Desk
) -> None:
    await told(world, phone)
    await at_the_person(desk, who)
    await desk.submit("/reject")
    await world.settle()
    assert "👤" in phone.last.text
    assert "Føtex" in phone.last.text
    await at_the_person(desk, who)
    await desk.follow("Ret")
    await desk.submit("", {"starts_on": "2026-12-04", "employer": "Netto"})
    await at_the_person(desk, who)
    await desk.submit("/confirm", {"evidence": "Kontrakt"})
    await world.settle()
    assert "Netto" in phone.last.text
    await world.at(datetime(2026, 12, 31, 12, 0, tzinfo=UTC))
    await world.restart()
    assert asked(phone) == []
    await world.at(datetime(2027, 1, 3, 12, 0, tzinfo=UTC))
    # Four weeks later is New Year's Day, so it is asked on the day after.
    assert asked(phone) == [datetime(2027, 1, 2, 16, 0, tzinfo=UTC)]
    await tap(world, phone, "found_now:ended")
    await world.at(LATER)
    assert asked(phone) == []
