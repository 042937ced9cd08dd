"""Ticks: the tables are the truth, and a tick makes it come true again."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.actions import asking, follow_ups, inbox, planning
from bot.clock import Clock, now
from storage.database import Database

PLANNERS: tuple[Callable[[Database, datetime], None], ...] = (
    planning.plan_ahead,
    follow_ups.plan_ahead,
    asking.ask,
)
"""What makes the tables say what is to happen; each can be run again at any time."""

PLAN_EVERY = timedelta(minutes=5)
LOOK_SECONDS = 5
"""So often it is looked at the clock, because the clock of a demo can be moved."""

FORGET_HOURS = 6


def build(database: Database, clock: Clock) -> AsyncIOScheduler:
    """Return the scheduler of the active worker; it holds intervals only, no job a reminder."""
    due = clock()

    async def plan() -> None:
        nonlocal due
        if clock() < due:
            return
        due = clock() + PLAN_EVERY
        for planner in PLANNERS:
            await asyncio.to_thread(planner, database, clock())

    async def forget() -> None:
        await asyncio.to_thread(inbox.forget, database, clock())

    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None}
    )
    scheduler.add_job(plan, "interval", seconds=LOOK_SECONDS, next_run_time=now())
    scheduler.add_job(forget, "interval", hours=FORGET_HOURS)
    return scheduler
