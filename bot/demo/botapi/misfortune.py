"""How a planned fault looks on the wire: another answer, a late one, or a broken connection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
from starlette.responses import HTMLResponse, JSONResponse

from bot.demo.botapi import errors
from bot.demo.botapi.faults import Fault

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.demo.botapi.faults import Plan

WIRE = "brobygger.wire"
PAGE = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"


class Exposed:
    """Keeps the web server's own `send` in reach: behind it is the connection a fault breaks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        scope[WIRE] = send
        await self.app(scope, receive, send)


async def drop(scope: Scope, receive: Receive, _: Send) -> None:
    """Break the connection without an answer.

    Under uvicorn the TCP connection is closed at once. Where there is none, as in httpx's ASGI
    transport, the error is raised that the client would see.
    """
    transport = getattr(getattr(scope.get(WIRE), "__self__", None), "transport", None)
    if transport is None:
        message = "Server disconnected without sending a response."
        raise httpx.ReadError(message)
    transport.abort()
    # Before that, uvicorn would complain that an answer is missing.
    while (await receive())["type"] != "http.disconnect":
        pass


def before_acting(plan: Plan | None) -> ASGIApp | None:
    """Tell what is answered in place of doing anything; None if the call goes on."""
    match plan.fault if plan else None:
        case Fault.AFTER_READING:
            return drop
        case Fault.SERVER_ERROR:
            return JSONResponse(errors.ApiError(500, "Internal Server Error").answer(), 500)
        case Fault.BAD_GATEWAY:
            return HTMLResponse(PAGE.format("502 Bad Gateway"), 502)
        case Fault.FLOOD if plan:
            return JSONResponse(errors.flood(max(1, round(plan.seconds))).answer(), 429)
    return None


async def after_acting(plan: Plan | None, answer: ASGIApp) -> ASGIApp:
    """Tell what is answered after the call was done: what should be, other, or late."""
    match plan.fault if plan else None:
        case Fault.AFTER_ACTING:
            return drop
        case Fault.NO_RESULT:
            return JSONResponse({"ok": True})
        case Fault.HTML:
            return HTMLResponse(PAGE.format("Welcome"))
        case Fault.SLOW if plan:
            await asyncio.sleep(plan.seconds)
    return answer
