"""One active worker a bot; the others stand by and take over in seconds."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from storage.lock import Lock

LOG = structlog.get_logger()
GLANCE_SECONDS = 0.25


async def serve_when_elected(lock: Lock, work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` while this process holds the lock, again and again, until cancelled.

    `work` runs until it is cancelled; an exception out of it ends this process's service.
    """
    try:
        while True:
            if await asyncio.to_thread(lock.acquire):
                LOG.info("worker_active")
                await _serve(lock, work)
                await asyncio.to_thread(lock.release)
            await asyncio.sleep(GLANCE_SECONDS)
    finally:
        await asyncio.shield(asyncio.to_thread(lock.release))


async def _serve(lock: Lock, work: Callable[[], Awaitable[None]]) -> None:
    """Work until the lock is lost."""
    task = asyncio.ensure_future(work())
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=GLANCE_SECONDS)
            if not await asyncio.to_thread(lock.held):
                LOG.warning("worker_lost_its_lock")
                break
    finally:
        task.cancel()
        await asyncio.wait({task})
    if not task.cancelled():
        task.result()
