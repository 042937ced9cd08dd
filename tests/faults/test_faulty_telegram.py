"""Telegram answers badly, or not at all: everybody is told, nobody more than twice."""

import asyncio
import contextlib
from collections import Counter

import pytest
from sqlmodel import select

from bot.demo.botapi import Fault
from storage.outbox import Outbox
from storage.vocabulary import NoticeState
from tests.support import crowd, street
from tests.support.noon import Noon, Template, noon
from tests.support.workers import Workers

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]

AMBIGUOUS = set(Fault) - {Fault.FLOOD, Fault.SLOW}


def _crowd(url: str, size: int) -> Template:
    built = street.build(url, {"reminded": size})
    return Template(built, lambda: contextlib.nullcontext(url))


def _outcomes(here: Noon) -> dict[int, tuple[Outbox, int]]:
    """Return each person's notice, and how many copies of it there are."""
    with here.database.reading() as db:
        rows = {
            crowd.FIRST_CHAT + (row.participant_id or 0): row for row in db.exec(select(Outbox))
        }
    return {chat: (row, len(here.telegram.phones[chat].screen)) for chat, row in rows.items()}


async def test_a_storm_of_all_faults_loses_nothing(nursery: Workers, database_url: str) -> None:
    async with noon(nursery, _crowd(database_url, 100), time_passes=True) as here:
        for fault in Fault:
            chance = 0.02 if fault is Fault.FLOOD else 0.06
            here.telegram.faults.add(
                "sendMessage", fault, times=None, probability=chance, seconds=0.3
            )
        here.worker()
        await here.quiet()
        met = Counter(call.fault for call in here.telegram.called("sendMessage"))
        assert met.keys() >= AMBIGUOUS, "it was no storm"
        for row, copies in _outcomes(here).values():
            assert (row.state, copies) in {
                (NoticeState.SENT, 1),
                (NoticeState.SENT, 2),
                (NoticeState.UNCERTAIN, 0),
                (NoticeState.UNCERTAIN, 1),
                (NoticeState.UNCERTAIN, 2),
            }
            assert copies <= row.attempts <= 2
        assert here.telegram.pace.violations == 0


async def test_a_pause_that_telegram_asks_for_is_no_attempt(
    nursery: Workers, database_url: str
) -> None:
    async with noon(nursery, _crowd(database_url, 40), time_passes=True) as here:
        here.telegram.pace.enforced = True
        here.telegram.faults.add("sendMessage", Fault.FLOOD, times=4, seconds=1)
        here.worker()
        await here.quiet()
        for row, copies in _outcomes(here).values():
            assert (row.state, row.attempts, copies) == (NoticeState.SENT, 1, 1)
        assert here.telegram.pace.violations == 0


async def test_telegram_is_away_and_comes_back(nursery: Workers, database_url: str) -> None:
    async with noon(nursery, _crowd(database_url, 60), time_passes=True) as here:
        here.worker()
        await here.until(lambda: len(here.telegram.called("sendMessage")) > 20)
        await here.wire.close()
        await asyncio.sleep(2)
        await here.wire.open()
        await here.quiet()
        for row, copies in _outcomes(here).values():
            assert row.state == NoticeState.SENT
            assert 1 <= copies <= row.attempts <= 2
