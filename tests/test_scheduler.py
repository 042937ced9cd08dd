"""The ticks: each planner comes to its turn, and a stop is no fault."""

import asyncio
import logging
from datetime import datetime
from threading import Event

import pytest

from bot import scheduler
from bot.clock import now
from storage.database import Database, open_database

DATABASE = open_database("sqlite://")


async def test_a_planner_that_fails_keeps_no_other_from_its_work(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = Event()

    def fail(_database: Database, _now: datetime) -> None:
        raise ValueError

    ticks = scheduler.build(DATABASE, now, (fail, lambda _database, _now: done.set()))
    ticks.start()
    assert await asyncio.to_thread(done.wait, 10)
    ticks.shutdown(wait=False)
    assert [record.name for record in caplog.records] == ["apscheduler.executors.default"]


async def test_a_stop_amid_the_planning_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    begun, end = Event(), Event()

    def plan(_database: Database, _now: datetime) -> None:
        begun.set()
        end.wait(10)

    ticks = scheduler.build(DATABASE, now, (plan, plan))
    ticks.start()
    assert await asyncio.to_thread(begun.wait, 10)
    ticks.shutdown(wait=False)
    await asyncio.sleep(0)
    end.set()
    await asyncio.sleep(0.05)
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []
