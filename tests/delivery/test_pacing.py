"""The gate to Telegram, under a time of its own, seen from the server's side."""

import asyncio
import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from bot.delivery.pacing import AHEAD, BURST, SECOND, SPACING, Turn
from storage.vocabulary import Priority
from tests.delivery.streets import A_HAIR, Street
from tests.support import virtual

ANSWER, CHANGE, REMINDER, BROADCAST = Priority


def in_any_order(seed: int) -> Callable[[], tuple[float, float]]:
    """Return answer times from nothing to two seconds, now and then."""
    chance = random.Random(seed)
    return lambda: (
        chance.choice((0, 0.01, 0.3)) * chance.random(),
        chance.choice((0, 0.05, 2)) * chance.random(),
    )


CALLS = st.lists(
    st.tuples(st.floats(0, 3), st.sampled_from(Priority), st.sampled_from([None, 1, 2, 3])),
    max_size=120,
)


@given(CALLS, st.integers())
def test_telegram_never_sees_too_many_however_long_its_answers_take(
    calls: list[tuple[float, Priority, int | None]], seed: int
) -> None:
    async def main() -> None:
        street = Street(in_any_order(seed))

        async def one(at: float, priority: Priority, chat: int | None) -> None:
            await asyncio.sleep(at)
            await street.send(priority=priority, chat=chat)

        await asyncio.gather(*(one(*call) for call in calls))
        assert len(street.server.arrivals) == len(calls)
        street.server.check()

    virtual.run(main())


@pytest.mark.parametrize("seed", range(2))
def test_a_crowd_is_kept_in_pace(seed: int) -> None:
    async def main() -> None:
        street = Street(in_any_order(seed))
        await asyncio.gather(*(street.send(chat=number % 350) for number in range(500)))
        street.server.check()

    virtual.run(main())


def test_a_crowd_goes_at_almost_thirty_a_second() -> None:
    async def main() -> float:
        street = Street()
        await asyncio.gather(*(street.send(chat=number) for number in range(600)))
        street.server.check()
        return len(street.server.arrivals) / virtual.now()

    assert virtual.run(main()) >= 28


def test_a_last_look_before_each_call_costs_no_pace() -> None:
    looks: dict[str, float] = {}

    async def main() -> tuple[float, dict[str, float]]:
        street = Street()

        async def look_and_send(name: str) -> None:
            async with street.gate.turn(REMINDER, name) as turn:
                looks[name] = virtual.now()
                await asyncio.sleep(AHEAD * 0.8)
                await street.call(turn, name, name)

        await asyncio.gather(*(look_and_send(str(number)) for number in range(600)))
        street.server.check()
        return virtual.now(), {name: at for at, _, name in street.server.arrivals}

    seconds, arrivals = virtual.run(main())
    assert 600 / seconds >= 28
    longest = max(arrivals[name] - looks[name] for name in looks)
    assert longest <= AHEAD + 0.02 + A_HAIR


def test_answers_overtake_the_crowd() -> None:
    async def main() -> None:
        street = Street()
        crowd = [asyncio.ensure_future(street.send("crowd", chat=n)) for n in range(300)]
        await asyncio.sleep(2)
        begun = virtual.now()
        await street.send("answer", ANSWER, chat="Selam")
        assert virtual.now() - begun < 0.15
        await street.send_all(*crowd)

    virtual.run(main())


def test_the_most_urgent_goes_first_and_then_who_came_first() -> None:
    async def main() -> list[str]:
        street = Street(lambda: (0, 0))
        street.gate.pause(1)
        order = [
            (BROADCAST, "b1"),
            (REMINDER, "r1"),
            (CHANGE, "c1"),
            (ANSWER, "a1"),
            (REMINDER, "r2"),
            (ANSWER, "a2"),
        ]
        await asyncio.gather(*(street.send(name, priority) for priority, name in order))
        return street.server.names

    assert virtual.run(main()) == ["a1", "a2", "c1", "r1", "r2", "b1"]


def test_who_must_wait_for_their_own_chat_holds_up_nobody() -> None:
    async def main() -> list[str]:
        street = Street(lambda: (0, 0))
        sendings = [("Selam 1", "S"), ("Selam 2", "S"), ("Amal", "A"), ("Jens", "J")]
        await asyncio.gather(*(street.send(name, ANSWER, chat) for name, chat in sendings))
        return street.server.names

    assert virtual.run(main()) == ["Selam 1", "Amal", "Jens", "Selam 2"]


def test_a_crowd_does_not_come_in_bursts() -> None:
    async def main() -> list[float]:
        street = Street(lambda: (0, 0))
        await asyncio.gather(*(street.send() for _ in range(30)))
        return [moment for moment, _, _ in street.server.arrivals]

    arrivals = virtual.run(main())
    assert all(later - earlier >= SPACING - A_HAIR for earlier, later in pairwise(arrivals))


def test_answers_may_come_in_a_burst() -> None:
    async def main() -> float:
        street = Street(lambda: (0, 0))
        await asyncio.gather(*(street.send(priority=ANSWER) for _ in range(BURST)))
        return virtual.now()

    assert virtual.run(main()) == 0


def test_nobody_goes_while_telegram_asks_for_a_pause() -> None:
    async def main() -> float:
        street = Street(lambda: (0, 0))
        street.gate.pause(7)
        street.gate.pause(3)
        await street.send(priority=ANSWER)
        return virtual.now()

    assert virtual.run(main()) == pytest.approx(7)


def test_a_pause_holds_for_those_who_wait_already() -> None:
    async def main() -> float:
        street = Street(lambda: (0, 0))
        await street.send(chat="Selam")
        waiting = asyncio.ensure_future(street.send(chat="Selam"))
        await asyncio.sleep(0.5)
        street.gate.pause(10)
        await waiting
        return virtual.now()

    assert virtual.run(main()) == pytest.approx(10.5)


def test_turns_that_were_not_used_cost_nothing() -> None:
    async def main() -> float:
        street = Street(lambda: (0, 0))
        for number in range(1000):
            async with street.gate.turn(REMINDER, number % 5) as turn:
                turn.used = False
        return virtual.now()

    assert virtual.run(main()) == 0


@pytest.mark.parametrize("priority", [ANSWER, REMINDER])
def test_unused_turns_between_used_ones_take_no_place(priority: Priority) -> None:
    async def main() -> float:
        street = Street(lambda: (0, 0))
        for number in range(300):
            async with street.gate.turn(priority, None) as turn:
                turn.used = number % 5 == 0
                if turn.used:
                    await street.call(turn, None, "")
        street.server.check()
        return virtual.now()

    assert virtual.run(main()) <= 2.1


def test_who_gives_up_waiting_leaves_no_hole() -> None:
    async def main() -> tuple[int, float]:
        street = Street(lambda: (0, 0))
        impatient = [asyncio.ensure_future(street.send("left")) for _ in range(500)]
        patient = [asyncio.ensure_future(street.send("stayed")) for _ in range(60)]
        await asyncio.sleep(0)
        for one in impatient:
            one.cancel()
        await asyncio.gather(*impatient, return_exceptions=True)
        await street.send_all(*patient)
        return street.server.names.count("stayed"), virtual.now()

    stayed, seconds = virtual.run(main())
    assert stayed == 60
    assert seconds <= 2.1


def test_a_turn_is_over_however_its_call_ends() -> None:
    async def main() -> float:
        street = Street(lambda: (1 / 0, 0))
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                await street.send(priority=ANSWER, chat="Selam")
        return virtual.now()

    assert virtual.run(main()) == pytest.approx(SECOND)


def test_a_chat_waits_until_its_last_answer_has_come() -> None:
    async def main() -> None:
        street = Street(lambda: (0, 5))
        await asyncio.gather(street.send(chat="S"), street.send(chat="S"))
        first, second = (moment for moment, _, _ in street.server.arrivals)
        assert second - first >= 6

    virtual.run(main())


def test_calls_of_the_library_itself_pass_the_same_gate() -> None:
    async def main() -> float:
        street = Street(lambda: (0, 0))

        async def call(name: str) -> str:
            await street.server.take(None, name)
            return name

        async def get_me(args: Turn | None) -> object:
            return await street.gate.process_request(call, ("getMe",), {}, "getMe", {}, args)

        assert await get_me(None) == "getMe"
        async with street.gate.turn(ANSWER, None) as turn:
            assert await get_me(turn) == "getMe"
        await asyncio.gather(*(get_me(None) for _ in range(58)))
        street.server.check()
        return virtual.now()

    assert virtual.run(main()) == pytest.approx(1.0)


def test_a_long_day_leaves_no_heap_of_chats() -> None:
    async def main() -> int:
        street = Street(lambda: (0, 0))
        for number in range(10_000):
            await street.send(priority=ANSWER, chat=number)
        return len(street.gate._of_chat)

    assert virtual.run(main()) < 5_000
