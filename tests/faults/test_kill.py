"""A worker dies at any moment: nothing is lost, nothing is stuck, at most one copy too many.

Workers die one after the other in the same street at the same point. The last one lives, and
all ends as if nobody had died. Only what was being sent at a death may have come twice; what
was being sent at two deaths may be uncertain: nobody tries a third time, and staff see it.
"""

import asyncio
import os
from collections import Counter
from signal import SIGKILL

import pytest

from bot.demo.botapi import Fault, Telegram
from bot.demo.botapi.calls import Call
from tests.support import street
from tests.support.death import Point
from tests.support.noon import Template, noon
from tests.support.street import Ending
from tests.support.workers import Workers

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]

DEATHS = int(os.environ.get("DEATHS", "4"))
"""`make campaign NAMES=deaths` lets ten die at each point."""
SPOKEN = ("sendMessage", "editMessageText", "answerCallbackQuery")
OFTEN_REACHED = {
    Point.SENDING,
    Point.ANSWERED,
    Point.SETTLED,
}


@pytest.fixture(scope="module")
def measures() -> dict[int, Ending]:
    """How an undisturbed noon ends, by template."""
    return {}


@pytest.fixture
async def measure(nursery: Workers, template: Template, measures: dict[int, Ending]) -> Ending:
    """How it ends when nobody dies."""
    if id(template) not in measures:
        async with noon(nursery, template) as here:
            for number in range(DEATHS):
                street.act(template.street, here.telegram, number)
            with here.practice():
                await here.quiet()
            measures[id(template)] = here.ending()
    return measures[id(template)]


@pytest.mark.parametrize("point", list(Point), ids=lambda point: point.name.lower())
async def test_a_worker_dies_at_any_point(
    nursery: Workers, template: Template, measure: Ending, point: Point
) -> None:
    doubts: list[dict[str, int]] = []
    async with noon(nursery, template) as here:
        for number in range(DEATHS):
            street.act(template.street, here.telegram, number)
            nth = 1 + number % 2 if point in OFTEN_REACHED else 1
            assert await here.worker(point, nth).death() == -SIGKILL, here.log()
            doubts.append(street.in_doubt(here.database))
        here.worker()
        await here.quiet()
        _assert_nothing_lost(here.ending(), measure, doubts)


async def test_a_worker_dies_when_telegram_has_acted_and_not_answered(
    nursery: Workers, template: Template, measure: Ending
) -> None:
    doubts: list[dict[str, int]] = []
    async with noon(nursery, template) as here:
        for number in range(DEATHS):
            street.act(template.street, here.telegram, number)
            for method in SPOKEN:
                here.telegram.faults.add(method, Fault.SLOW, times=None, seconds=0.5)
            known = len(here.telegram.calls)
            worker = here.worker()
            await _acted(here.telegram, known)
            worker.kill()
            assert await worker.death() == -SIGKILL
            here.telegram.faults.clear()
            doubts.append(street.in_doubt(here.database))
        assert all(doubts)
        here.worker()
        await here.quiet()
        _assert_nothing_lost(here.ending(), measure, doubts)


async def _acted(telegram: Telegram, known: int) -> None:
    """Wait until a call after those that are known has been done, and its answer is held back."""
    async with asyncio.timeout(20):
        while not any(_is_held(call) for call in telegram.calls[known:]):  # noqa: ASYNC110  # no bell rings for a call
            await asyncio.sleep(0.005)


def _is_held(call: Call) -> bool:
    return call.fault is not None and call.outcome == "ok"


def _assert_nothing_lost(end: Ending, measure: Ending, doubts: list[dict[str, int]]) -> None:
    """What was in doubt at a death may have come twice or be uncertain; all else is as it is."""
    doubted = Counter(key for doubt in doubts for key in doubt)
    chats = {chat for doubt in doubts for chat in doubt.values()}
    assert end.changes == measure.changes
    assert end.updates == measure.updates
    assert end.notices.keys() == measure.notices.keys()
    for key, state in measure.notices.items():
        assert end.notices[key] in {state, *_doubtful(doubted[key])}, key
    uncertain = {chat for doubt in doubts for key, chat in doubt.items() if doubted[key] > 1}
    for chat, texts in measure.read.items():
        missing, extra = texts - end.read[chat], end.read[chat] - texts
        assert not missing or chat in uncertain, f"{chat} misses {missing}"
        not_edited = Counter({street.BEFORE: missing.total()})
        copies = extra - not_edited
        assert copies.total() <= (chat in chats), f"{chat} has copies: {copies}"


def _doubtful(times: int) -> set[str]:
    """Return how a notice may end that was in doubt so often; a tap is answered only once."""
    return {"uncertain", "failed"} if times > 1 else {"failed"} if times else set()
