"""The server refuses what comes faster than Telegram allows."""

import time

from bot.demo.botapi import Phone, Telegram
from tests.demo.conftest import Call
from tests.demo.params import TEXT


async def test_one_message_a_second_in_one_chat(
    call: Call, telegram: Telegram, selam: Phone
) -> None:
    telegram.pace.enforced = True
    await call("sendMessage", **TEXT)
    status, answer = await call("sendMessage", **TEXT)
    assert status == 429
    assert answer["description"] == "Too Many Requests: retry after 1"
    assert answer["parameters"] == {"retry_after": 1}
    assert (len(selam.screen), telegram.pace.violations) == (2, 1)


def test_thirty_messages_in_any_second(telegram: Telegram) -> None:
    telegram.pace.enforced = True
    at = time.monotonic()
    waits = [telegram.pace.admit(chat, at + chat / 1000) for chat in range(31)]
    assert waits == [0] * 30 + [1]
    assert telegram.pace.admit(99, at + 1) == 0


def test_unless_enforced_violations_are_only_counted(telegram: Telegram) -> None:
    assert [telegram.pace.admit(1, 0.0), telegram.pace.admit(1, 0.5)] == [0, 0]
    assert telegram.pace.violations == 1
