"""Ticks: the tables are the truth, and a tick makes it come true again."""

import asyncio
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.actions import follow_ups, inbox, planning
from bot.clock import Clock, now
from storage.database import Database

PLAN_MINUTES = 5
FOLLOW_UP_HOURS = 1
FORGET_HOURS = 6


def build(database: Database, clock: Clock) -> AsyncIOScheduler:
    """Return the scheduler of the active worker; it holds intervals only, no job a reminder."""

    async def plan() -> None:
        await asyncio.to_thread(planning.plan_ahead, database, clock())

    async def follow_up() -> None:
        await asyncio.to_thread(follow_ups.plan_ahead, database, clock())

    async def forget() -> None:
        await asyncio.to_thread(inbox.forget, database, clock())

    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None}
    )
    scheduler.add_job(plan, "interval", minutes=PLAN_MINUTES, next_run_time=now())
    scheduler.add_job(follow_up, "interval", hours=FOLLOW_UP_HOURS, next_run_time=now())
    scheduler.add_job(forget, "interval", hours=FORGET_HOURS)
    return scheduler
