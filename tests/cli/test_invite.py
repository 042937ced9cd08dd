"""Inviting people: what an operator types, and the sentence they get."""

import asyncio
from pathlib import Path

import pytest

from bot.demo.botapi import Telegram
from bot.demo.botapi.loopback import serving
from storage.database import Database
from storage.people import Invitation
from tests.cli.commands import TOKEN, Typed, count, said


def test_a_reference_in_two_municipalities_needs_a_name(
    typed: Typed, peopled: None, database: Database
) -> None:
    assert said(typed("invite", "R-1")) == [
        "R-1 is in several municipalities. Say which: --municipality Norddjurs or Randers."
    ]
    assert said(typed("invite", "R-9")) == [
        "Nobody has the reference R-9. Import the people first."
    ]
    assert said(typed("invite", "R-1", "--municipality", "Syddjurs"))
    assert count(database, Invitation) == 0


@pytest.mark.enable_socket
def test_no_invitation_is_made_when_telegram_does_not_answer(
    typed: Typed, peopled: None, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    (sentence,) = said(typed("invite", "R-2"))
    assert "127.0.0.1:9" in sentence
    assert TOKEN not in sentence
    assert count(database, Invitation) == 0


@pytest.mark.enable_socket
async def test_an_invitation_is_drawn_as_a_picture(
    typed: Typed, peopled: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram = Telegram()
    async with serving(telegram) as address:
        monkeypatch.setenv("TELEGRAM_API_URL", address)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", telegram.token)
        options = ("invite", "R-1", "--municipality", "norddjurs", "--qr")
        drawn = await asyncio.to_thread(typed, *options, tmp_path / "qr.png")
        nowhere = await asyncio.to_thread(typed, *options, tmp_path / "no" / "qr.png")
    assert drawn.stdout.splitlines()[-1].startswith(f"https://t.me/{telegram.username}?start=")
    assert (tmp_path / "qr.png").read_bytes().startswith(b"\x89PNG")
    assert said(nowhere)[0].startswith("The picture cannot be written to")


def test_a_picture_of_another_kind_is_a_mistake_of_usage(typed: Typed, tmp_path: Path) -> None:
    assert typed("invite", "R-1", "--qr", tmp_path / "qr.gif").exit_code == 2
