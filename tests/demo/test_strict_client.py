"""A second client, which checks each field of each answer, accepts them all."""

import importlib

import pytest

from bot.demo.botapi import Phone, Telegram, loopback


@pytest.mark.enable_socket
async def test_aiogram_accepts_every_answer(telegram: Telegram, selam: Phone) -> None:
    # Importing aiogram takes seconds, which only who runs this test should wait.
    strict_client = importlib.import_module("tests.demo.strict_client")
    async with loopback.serving(telegram) as url:
        await strict_client.check(url, telegram, selam)
