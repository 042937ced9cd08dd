"""News for open pages: one server-sent event whenever something on a phone has changed."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.demo.botapi import Telegram

QUIET = 20.0
"""Seconds until an event without news, which finds out who has gone and moves the clock."""


async def events(request: Request) -> Response:
    """Stream the number of changes so far; the page then fetches itself anew."""
    stream = _changes(request.app.state.stage.telegram)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _changes(telegram: Telegram) -> AsyncIterator[str]:
    while not telegram.closed:
        seen = telegram.changed.strokes
        yield f"retry: 1000\ndata: {seen}\n\n"
        await telegram.changed.wait(seen, QUIET)
