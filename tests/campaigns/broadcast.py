"""A broadcast to 5,000 people over a Telegram with 50 ms latency; its worker dies three times."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from storage import schema
from storage.database import open_database
from storage.vocabulary import NoticeState
from tests.support import postgres, scratch, workers
from tests.support.mailing import Mailing, mailing
from tests.support.workers import Workers

PEOPLE = int(os.environ.get("PEOPLE", "5000"))
DEATHS = 3
LIMIT = 30
"""Telegram takes so many a second."""


async def main() -> None:
    """Print what became of it on both databases."""
    with workers.nursery() as nursery:
        for kind in ("sqlite", "postgresql"):
            with _database(kind) as url:
                await _send(nursery, url, kind)


async def _send(nursery: Workers, url: str, kind: str) -> None:
    async with mailing(nursery, url, PEOPLE) as here:
        here.send()
        here.worker()
        here.worker()
        await here.until_on_phones(1)
        began = time.monotonic()
        samples = asyncio.create_task(_sample(here))
        doubts = [await _die(here, PEOPLE * nth // (DEATHS + 1)) for nth in range(1, DEATHS + 1)]
        await here.until_on_phones(PEOPLE, seconds=PEOPLE)
        took = time.monotonic() - began
        await _settled(here)
        samples.cancel()
        _report(here, kind, took, doubts)


async def _die(here: Mailing, at: int) -> tuple[int, float]:
    """Kill the worker when so many have theirs; return what was in doubt, and the silence after."""
    await here.until_on_phones(at, seconds=PEOPLE)
    await here.kill_the_active_one()
    doubt = here.shown().get(NoticeState.SENDING, 0)
    here.worker()
    known, since = here.on_phones(), time.monotonic()
    await here.until_on_phones(known + 1)
    return doubt, time.monotonic() - since


SAMPLES: list[bool] = []


async def _sample(here: Mailing) -> None:
    """Hold what is shown against what is on the phones, again and again.

    What Telegram has taken and not answered yet is shown as on its way.
    """
    SAMPLES.clear()
    while True:
        before = here.on_phones()
        shown = await asyncio.to_thread(here.shown)
        after = here.on_phones()
        sent, sending = shown.get(NoticeState.SENT, 0), shown.get(NoticeState.SENDING, 0)
        copies = here.on_phones() - len(_reached(here))
        is_true = sent <= after and before <= sent + sending + copies + DEATHS * LIMIT
        SAMPLES.append(is_true and sum(shown.values()) == PEOPLE)
        await asyncio.sleep(0.5)


async def _settled(here: Mailing) -> None:
    while here.shown().get(NoticeState.SENT, 0) < PEOPLE:  # noqa: ASYNC110  # no bell rings for it
        await asyncio.sleep(0.1)


def _reached(here: Mailing) -> Counter[int]:
    return Counter(
        {chat: len(phone.screen) for chat, phone in here.telegram.phones.items() if phone.screen}
    )


def _report(here: Mailing, kind: str, took: float, doubts: list[tuple[int, float]]) -> None:
    reached = _reached(here)
    best = PEOPLE / LIMIT
    silent = sum(silence for _, silence in doubts)
    print(f"\n{PEOPLE:,} people, {kind}: {took:.1f} s, the limit allows {best:.1f} s")
    print(f"  rate in all                 {PEOPLE / took / LIMIT:6.1%} of the limit")
    print(f"  rate without the silences   {PEOPLE / (took - silent) / LIMIT:6.1%} of the limit")
    print(f"  refused by the limit        {here.telegram.pace.violations}")
    print(f"  lost                        {PEOPLE - len(reached)}")
    print(f"  twice                       {sum(number > 1 for number in reached.values())}")
    print(f"  in doubt at the deaths      {[doubt for doubt, _ in doubts]}")
    print(f"  silence after the deaths    {[round(silence, 2) for _, silence in doubts]} s")
    print(f"  samples that were true      {sum(SAMPLES)} of {len(SAMPLES)}")


@contextmanager
def _database(kind: str) -> Iterator[str]:
    with ExitStack() as stack:
        if kind == "sqlite":
            url = f"sqlite:///{stack.enter_context(scratch.folder())}/mailing.db"
        else:
            server = stack.enter_context(postgres.server())
            url = server.url(server.create())
        database = open_database(url)
        schema.upgrade(database)
        database.close()
        yield url
