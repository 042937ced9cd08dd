"""What a caseworker is told will go to somebody in two weeks is what goes, and when."""

import re
from datetime import date, datetime, time, timedelta
from html import unescape

from sqlmodel import col, select

from bot.actions import access, muting, planning, reminders, schedule
from bot.actions.broadcasts import confirming, drafting
from bot.actions.broadcasts.confirming import Seen
from bot.actions.calendar import quiet_hours
from bot.actions.changes import Cause
from bot.actions.schedule import Plan
from bot.delivery import compose
from bot.queries import forecast
from bot.queries.forecast import Coming, Condition
from bot.rules.audiences import Audience, Group
from bot.rules.reminders import Rule
from bot.rules.time import read
from bot.texts.message import Text
from storage.chats import Link
from storage.courses import Course
from storage.outbox import Outbox
from storage.people import Participant
from storage.staff import Staff
from storage.vocabulary import Anchor, GroupKind, NoticeState, Outcome, SessionKind
from tests.journeys.conftest import SELAM, Traveller, joined
from tests.journeys.programme import Programme
from tests.support.mailing import WORDS
from tests.support.world import World

TAG = re.compile(r"<[^>]+>")
TWO_HOURS = timedelta(hours=2)
DAYS = {
    "2026-11-24": time(8, 0),
    "2026-11-26": time(13, 0),
    "2026-12-06": time(22, 0),
}
"""A reminder at six in the morning, one in the night, one on a Sunday."""


def cause(world: World, key: str) -> Cause:
    with world.home.database.reading() as db:
        mette = db.exec(select(Staff).where(Staff.email == "mette@randers.example")).one()
        return Cause(access.staff(mette), f"form:{key}", world.clock())


def busy(world: World) -> None:
    """Fill two weeks, and ask after each session how it was."""
    with world.home.database.reading() as db:
        course = db.exec(select(Course.id)).one() or 0
    for day, clock in DAYS.items():
        starts_at = read(f"{day} {clock:%H:%M}")
        plan = Plan(SessionKind.CLASS, "Dansk", starts_at, starts_at + TWO_HOURS, "Lokale 2")
        schedule.add(world.home.database, course, day, plan, cause=cause(world, day))
    afterwards = Rule(0, minutes_before=-60, anchor=Anchor.END)
    reminders.add(world.home.database, afterwards, cause=cause(world, "afterwards"))


def broadcast(world: World, at: str, *, is_live: bool) -> None:
    """Write to the whole course at a time."""
    with world.home.database.reading() as db:
        course = db.exec(select(Course.id)).one() or 0
    audience = Audience((Group(GroupKind.COURSE, (course,)),))
    plan = drafting.Plan(audience, send_at=read(at), is_live=is_live)
    database, sender = world.home.database, cause(world, at)
    number = drafting.draft(database, plan, WORDS, cause=sender)
    confirming.confirm(database, number, Seen(3), cause=sender.part("confirm"))


def ahead(world: World, person: int) -> tuple[Coming, ...]:
    return forecast.of_person(
        world.home.database,
        cause(world, "look").caller,
        person,
        now=world.clock(),
        quiet_of=quiet_hours,
        compose=compose.message,
    ).coming


async def wait_two_weeks(world: World, moments: list[datetime]) -> None:
    """Let a tick come at each of these moments, and on each day that has none."""
    days = {moment.date() for moment in moments}
    every = (world.clock() + timedelta(days=number) for number in range(1, forecast.DAYS.days))
    end = world.clock() + forecast.DAYS - timedelta(seconds=1)
    for moment in sorted({*moments, *(one for one in every if one.date() not in days), end}):
        await world.at(moment)


def went(world: World, person: int, since: datetime) -> list[tuple[datetime, str]]:
    with world.home.database.reading() as db:
        rows = db.exec(
            select(Outbox).where(
                Outbox.participant_id == person,
                Outbox.state == NoticeState.SENT,
                Outbox.priority > 0,
                col(Outbox.finished_at) > since,
            )
        )
        return sorted((row.due_at, row.kind) for row in rows)


async def test_what_is_foretold_is_what_goes_and_when(world: World, programme: Programme) -> None:
    phone = await joined(world, programme, SELAM)
    busy(world)
    broadcast(world, "2026-11-25 22:00", is_live=False)
    broadcast(world, "2026-12-02 10:00", is_live=True)
    number = settled(world, SELAM)
    until = date(2026, 11, 25)
    muting.mute(world.home.database, number, until, cause=cause(world, "mute"))
    planning.plan_ahead(world.home.database, world.clock())
    begin, found = world.clock(), ahead(world, number)
    assert {one.outcome for one in found} == {None, Outcome.MUTED}
    assert {one.kind for one in found} == {"reminder", "check_in", "pulse", "broadcast"}
    assert Condition.IN_AUDIENCE in {one.condition for one in found}
    await wait_two_weeks(world, [one.at for one in found])
    foretold = sorted((one.at, one.kind) for one in found if one.outcome is None)
    assert went(world, number, begin) == foretold
    told = {plain(one.text) for one in found if one.text is not None}
    assert len(told) > len(DAYS)
    assert told <= {message.text for message in phone.screen}


def settled(world: World, who: Traveller) -> int:
    """Let somebody have been with us for a while; return their id."""
    with world.home.database.transaction() as db:
        person = db.exec(select(Participant.id).where(Participant.reference == who.reference)).one()
        link = db.exec(select(Link).where(Link.participant_id == person)).one()
        link.consented_at -= timedelta(days=10)
    return person or 0


def plain(text: Text) -> str:
    """Return a message as a phone shows it."""
    return unescape(TAG.sub("", text.html))
