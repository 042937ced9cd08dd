"""Hands for a server in another process."""

from __future__ import annotations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.demo.botapi.telegram import Telegram


def routes(telegram: Telegram) -> list[Route]:
    """Serve /control/…."""
    return []
