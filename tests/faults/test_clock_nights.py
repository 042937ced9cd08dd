"""The nights on which Copenhagen's clocks change: reminders come at the hour on the wall, once."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlmodel import update

from bot.rules.time import COPENHAGEN
from storage.database import Database
from storage.municipalities import Municipality
from tests.support import crowd
from tests.support.world import World

pytestmark = pytest.mark.faults

AUTUMN = datetime(2026, 10, 25, tzinfo=UTC).date()
SPRING = datetime(2026, 3, 29, tzinfo=UTC).date()


async def _arrivals(
    database: Database, starts_at: datetime, *, has_quiet: bool = True
) -> list[str]:
    """Return when the reminders of a session rang on the wall clock of its only participant."""
    monday = starts_at - timedelta(days=6)
    course = crowd.course(database, "BUS", 1, now=monday)
    if not has_quiet:
        with database.transaction() as db:
            db.exec(update(Municipality).values(quiet_from=time(0), quiet_until=time(0)))
    crowd.session(database, course, "bus", starts_at, now=monday)
    async with World(database, monday) as world:
        phone = world.phone(crowd.chats_of(database, course)[0], "Selam")
        phone.started = True
        await world.at(starts_at + timedelta(hours=3))
        return [f"{message.date.astimezone(COPENHAGEN):%d/%m %H:%M %Z}" for message in phone.screen]


@pytest.mark.parametrize(
    ("day", "names"),
    [(AUTUMN, ("CEST", "CET")), (SPRING, ("CET", "CEST"))],
    ids=["autumn", "spring"],
)
async def test_a_morning_after_the_night_is_announced_by_the_clock_on_the_wall(
    database: Database, day: datetime, names: tuple[str, str]
) -> None:
    starts_at = datetime(day.year, day.month, day.day, 9, 30, tzinfo=COPENHAGEN).astimezone(UTC)
    before, after = names
    eve = day - timedelta(days=1)
    assert await _arrivals(database, starts_at) == [
        f"{eve:%d/%m} 18:00 {before}",
        f"{day:%d/%m} 07:30 {after}",
    ]


async def test_in_the_hour_that_comes_twice_a_reminder_comes_once(database: Database) -> None:
    """Two hours before 04:30 winter time it is 02:30 for the second time."""
    starts_at = datetime(2026, 10, 25, 3, 30, tzinfo=UTC)
    assert await _arrivals(database, starts_at, has_quiet=False) == [
        "24/10 18:00 CEST",
        "25/10 02:30 CET",
    ]


async def test_over_the_hour_that_is_missing_a_reminder_comes_two_hours_before(
    database: Database,
) -> None:
    """Two hours before 04:30 summer time it is 01:30 winter time."""
    starts_at = datetime(2026, 3, 29, 2, 30, tzinfo=UTC)
    assert await _arrivals(database, starts_at, has_quiet=False) == [
        "28/03 18:00 CET",
        "29/03 01:30 CET",
    ]


async def test_the_quiet_night_holds_when_it_is_an_hour_longer(database: Database) -> None:
    """08:00 on the autumn morning: two hours before it is quiet, so it comes at 07:00."""
    starts_at = datetime(2026, 10, 25, 7, tzinfo=UTC)
    assert await _arrivals(database, starts_at) == ["24/10 18:00 CEST", "25/10 07:00 CET"]
