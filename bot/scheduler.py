"""Ticks: the tables are the truth, and a tick makes it come true again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.actions import asking, dailies, follow_ups, inbox, planning, templates, watching
from bot.actions.broadcasts import progress, running
from bot.actions.readiness import categories
from bot.clock import Clock, now
from storage.database import Database

Planner = Callable[[Database, datetime], None]

PLANNERS: tuple[Planner, ...] = (
    planning.plan_ahead,
    follow_ups.plan_ahead,
    asking.ask,
    dailies.plan,
    running.tick,
    progress.report,
    templates.ship,
    categories.ship,
    watching.look,
)
"""What makes the tables say what is to happen; each can be run again at any time."""

PLAN_EVERY = timedelta(minutes=5)
OFTEN: dict[Planner, timedelta] = {
    running.tick: timedelta(seconds=5),
    progress.report: timedelta(seconds=1),
}
"""What somebody waits for is looked at more often."""
LOOK_SECONDS = 1
"""So often it is looked at the clock, because the clock of a demo can be moved."""

FORGET_HOURS = 6

STOPPED = suppress(asyncio.CancelledError)
"""The scheduler cancels what runs as it is shut down, and would log that as a fault."""


def build(
    database: Database, clock: Clock, planners: Sequence[Planner] = PLANNERS
) -> AsyncIOScheduler:
    """Return the scheduler of the active worker; it holds intervals only, no job a reminder.

    Each planner is a job of its own, so that none is kept from its work by the fault of another.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None}
    )
    in_turn = asyncio.Lock()
    for planner in planners:
        tick = _planning(planner, database, clock, in_turn)
        name = planner.__module__
        scheduler.add_job(tick, "interval", seconds=LOOK_SECONDS, name=name, next_run_time=now())

    async def forget() -> None:
        with STOPPED:
            await asyncio.to_thread(inbox.forget, database, clock())

    scheduler.add_job(forget, "interval", hours=FORGET_HOURS)
    return scheduler


def _planning(
    planner: Planner, database: Database, clock: Clock, in_turn: asyncio.Lock
) -> Callable[[], Awaitable[None]]:
    """Return the tick of one planner; they take turns, so that the database is left to others."""
    due = clock()

    async def plan() -> None:
        nonlocal due
        with STOPPED:
            async with in_turn:
                if clock() < due:
                    return
                due = clock() + OFTEN.get(planner, PLAN_EVERY)
                await asyncio.to_thread(planner, database, clock())

    return plan
