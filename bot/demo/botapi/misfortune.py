"""How a planned fault looks on the wire: an answer of another kind, a late one, or a broken connection."""

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
PAGE = "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"


class Exposed:
    """Keeps the web server's own `send` within reach: behind it is the connection that a fault breaks."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        scope[WIRE] = send
        await self.app(scope, receive, send)


async def drop(scope: Scope, receive: Receive, _: Send) -> None:
    """Break the connection without an answer.

    Under uvicorn the TCP connection is reset. Without a connection, as in httpx's ASGI transport, the error that a
    reset would raise in the client is raised.
    """
    transport = getattr(getattr(scope.get(WIRE), "__self__", None), "transport", None)
    if transport is None:
        message = "Server disconnected without sending a response."
        raise httpx.ReadError(message)
    transport.abort()
    while (await receive())[
        "type"
    ] != "http.disconnect":  # uvicorn complains of an answer missing before that
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
    """Tell what is answered after the call was done: what should be, something else, or the same but late."""
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
