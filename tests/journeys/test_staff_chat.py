"""A caseworker connects their own Telegram, reads, answers and decides there."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.actions import absences
from bot.actions.access import OPERATOR
from bot.actions.changes import Cause
from bot.demo.botapi import Fault, Phone
from storage.absences import Absence
from storage.messages import Message
from storage.outcomes import Achievement
from storage.people import Participant, Reading
from storage.staff import Staff
from storage.tasks import Task
from storage.vocabulary import ClaimState, Role
from tests.journeys.conftest import JENS, Traveller, joined
from tests.journeys.programme import Programme
from tests.support import claim
from tests.support.desk import Desk
from tests.support.media import JPEG, OGG
from tests.support.world import World

METTE = "mette@randers.example"


async def ticket(world: World) -> str:
    """Return the payload of a fresh link on Mette's own page."""
    desk = Desk(world.home)
    await desk.sign_in(METTE)
    await desk.open("/console/me")
    await desk.submit("me/telegram")
    found = re.search(r"start=(s[A-Za-z0-9_-]+)", desk.page.html)
    assert found, desk.page.text
    await desk.close()
    return found[1]


async def connected(world: World, payload: str = "", number: int = 2001) -> Phone:
    """Return the phone of Mette, connected to her work."""
    phone = world.phone(number, "Mette")
    phone.start(payload or await ticket(world))
    await world.settle()
    return phone


async def write(world: World, phone: Phone, text: str) -> None:
    phone.send("/message")
    await world.settle()
    phone.send(text)
    await world.settle()


async def send(world: World, phone: Phone, kind: str, content: bytes, caption: str = "") -> None:
    phone.send("/message")
    await world.settle()
    phone.attach(kind, content, caption=caption)
    await world.settle()


async def reply(world: World, phone: Phone, text: str) -> None:
    """Reply to the newest message that can be answered."""
    [*_, forwarded] = [one for one in phone.screen if "💭" in one.text and one.from_bot]
    phone.send(text, reply_to=forwarded)
    await world.settle()


async def test_a_forwarded_message_is_answered_by_a_reply(
    world: World, phone: Phone, who: Traveller
) -> None:
    mette = await connected(world)
    await world.restart()
    await write(world, phone, "Lokale 3? 👋🏽")
    assert who.name in mette.last.text
    assert "Lokale 3? 👋🏽" in mette.last.text
    await world.restart()
    await reply(world, mette, "Du er stadig syg?")
    assert "syg" in mette.last.text
    assert "Du er stadig" not in phone.last.text
    await reply(world, mette, "Lokale 2, 1. sal")
    assert who.name in mette.last.text
    assert "Lokale 2, 1. sal" in phone.last.text
    assert "Mette Holm" in phone.last.text
    with world.home.database.reading() as db:
        assert all(task.closed_at for task in db.exec(select(Task)))
        assert len(db.exec(select(Reading)).all()) == 1


async def test_what_is_sensitive_is_not_repeated_and_what_is_removed_is_gone(
    world: World, phone: Phone, who: Traveller
) -> None:
    mette = await connected(world)
    await write(world, phone, "010190-1234")
    assert who.name in mette.last.text
    assert "010190" not in mette.last.text
    await write(world, phone, "Undskyld")
    phone.tap(f"remove:{_latest(world)}")
    await world.settle()
    assert not [one for one in mette.screen if "Undskyld" in one.text]


async def test_a_voice_note_is_heard_and_answered_there_until_it_is_removed(
    world: World, programme: Programme
) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    await send(world, jens, "voice", OGG)
    voice = mette.last
    assert voice.file
    assert (voice.file.kind, voice.file.content) == ("voice", OGG)
    assert "Jens" in voice.text
    await world.restart()
    mette.send("Tak, vi ses", reply_to=voice)
    await world.settle()
    assert "Tak, vi ses" in jens.last.text
    await send(world, jens, "photo", JPEG)
    assert mette.last.file
    assert mette.last.file.kind == "photo"
    jens.tap(f"remove:{_latest(world)}")
    await world.settle()
    assert [one.file.kind for one in mette.screen if one.file] == ["voice"]
    jens.tap(f"remove:{_latest(world) - 2}")
    await world.settle()
    assert not [one for one in mette.screen if one.file]
    await send(world, jens, "photo", b"GIF89a")
    assert "ikke kom frem" in mette.last.text


async def test_nothing_is_sent_or_left_of_what_is_masked_removed_or_erased(
    world: World, programme: Programme
) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    await send(world, jens, "photo", JPEG, "Jeg er syg")
    assert "konsollen" in mette.last.text
    world.telegram.faults.add("sendPhoto", Fault.SERVER_ERROR, times=2)
    await send(world, jens, "photo", JPEG, "Se her")
    await send(world, jens, "photo", JPEG, "Og her")
    assert "følger" in mette.last.text
    jens.tap(f"remove:{_latest(world)}")
    await world.settle()
    jens.send("/privacy")
    await world.settle()
    for button in ("mydata:1", "ask_erase", "erase"):
        jens.tap(button)
        await world.settle()
    await world.at(world.clock() + timedelta(minutes=5))
    assert world.telegram.called("sendPhoto")
    assert not [one for one in mette.screen if one.file or "Jens" in one.text]


async def test_what_is_shown_from_the_list_comes_with_its_picture_once_it_is_there(
    world: World, programme: Programme
) -> None:
    jens = await joined(world, programme, JENS)
    await send(world, jens, "photo", JPEG)
    world.telegram.faults.add("getFile", Fault.SERVER_ERROR)
    await send(world, jens, "voice", OGG)
    mette = await connected(world)
    mette.send("/today")
    await world.settle()
    mette.send("1")
    await world.settle()
    assert [one.file.kind for one in mette.screen if one.file] == ["photo"]
    await world.at(world.clock() + timedelta(minutes=5))
    assert [one.file.kind for one in mette.screen if one.file] == ["photo", "voice"]


async def test_a_claim_is_confirmed_by_what_was_seen_and_a_message_closed_with_one_tap(
    world: World, programme: Programme
) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    claim.told(world.home.database, programme.people[JENS.reference], world.clock())
    await write(world, jens, "Hej")
    mette.send("/today")
    await world.settle()
    confirm = next(label for row in mette.last.labels for label in row if "Bekræft" in label)
    await world.restart()
    mette.tap(confirm)
    mette.tap(confirm)
    await world.settle()
    assert [row[0][2:] for row in mette.last.labels][:2] == ["Ansættelseskontrakt", "Lønseddel"]
    mette.tap(mette.last.labels[1][0])
    await world.settle()
    assert "🎉" not in mette.last.text
    mette.send("1")
    await world.settle()
    assert "Hej" in mette.last.text
    mette.tap(mette.last.labels[0][0])
    await world.settle()
    with world.home.database.reading() as db:
        found = db.exec(select(Achievement)).one()
        assert (found.state, found.evidence) == (ClaimState.CONFIRMED, "Lønseddel")
        assert all(task.closed_at for task in db.exec(select(Task)))


async def test_a_link_connects_one_chat_once_and_never_a_participants(
    world: World, programme: Programme
) -> None:
    jens, payload = await joined(world, programme, JENS), await ticket(world)
    jens.start(payload)
    await world.settle()
    assert "Ændret" not in jens.last.text
    assert "Intet" in jens.last.text
    mette = await connected(world, payload)
    assert "Mette Holm" in mette.last.text
    stranger = await connected(world, payload, 2002)
    assert "konsollen" in stranger.last.text
    forged = await connected(world, payload[:-1] + ("A" if payload[-1] != "A" else "B"), 2003)
    assert "Mette" not in forged.last.text
    await write(world, jens, "Hej")
    assert "Hej" in mette.last.text
    assert "Hej" not in stranger.last.text


@pytest.mark.parametrize("end", ["stop", "console", "inactive"])
async def test_who_is_disconnected_or_gone_gets_nothing(
    world: World, programme: Programme, end: str
) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    if end == "stop":
        mette.send("/stop")
    elif end == "console":
        desk = Desk(world.home)
        await desk.sign_in(METTE)
        await desk.open("/console/me")
        await desk.submit("telegram/end")
        await desk.close()
    else:
        with world.home.database.transaction() as db:
            db.exec(select(Staff).where(Staff.email == METTE)).one().active = False
    await world.settle()
    await write(world, jens, "Hemmeligt")
    mette.send("/today")
    await world.settle()
    assert not [one for one in mette.screen if "Hemmeligt" in one.text or "Jens" in one.text]


async def test_a_coordinator_is_shown_numbers_and_no_names(
    world: World, programme: Programme
) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    with world.home.database.transaction() as db:
        db.exec(select(Staff).where(Staff.email == METTE)).one().role = Role.COORDINATOR
    await write(world, jens, "Hej")
    mette.send("/today")
    await world.settle()
    assert "Beskeder: \u20681\u2069" in mette.last.text
    assert not [one for one in mette.screen if "Jens" in one.text or "Hej" in one.text]


def _latest(world: World) -> int:
    with world.home.database.reading() as db:
        return max(one.id or 0 for one in db.exec(select(Message)))


async def test_an_absence_is_noted_with_one_tap(world: World, programme: Programme) -> None:
    mette, jens = await connected(world), await joined(world, programme, JENS)
    with world.home.database.transaction() as db:
        person = db.get_one(Participant, programme.people[JENS.reference])
        cause = Cause(OPERATOR, "journey:absence", world.clock())
        absences.report_in(db, person, world.clock().date(), None, cause=cause)
    mette.send("/today")
    await world.settle()
    assert "mandag 23/11" in mette.last.text
    assert "Jens" in mette.last.text
    mette.tap(mette.last.labels[0][0])
    await world.settle()
    assert "Jens" not in mette.last.text
    with world.home.database.reading() as db:
        [absence] = db.exec(select(Absence))
        assert absence.seen_by == db.exec(select(Staff.id).where(Staff.email == METTE)).one()
        assert all(task.closed_at for task in db.exec(select(Task)))
    assert jens.last.from_bot
