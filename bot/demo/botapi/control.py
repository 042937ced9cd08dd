"""Hands for a server in another process: phones, faults, pace and calls over HTTP.

All bodies are JSON. What a phone cannot do is answered with 409 and the reason as plain text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.demo.botapi import server, snapshots
from bot.demo.botapi.faults import Fault
from bot.demo.botapi.screen import CannotDo

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from bot.demo.botapi.phone import Phone
    from bot.demo.botapi.telegram import Telegram

DEEDS = frozenset({"start", "send", "tap", "press", "block", "unblock"})


def server_with_control(telegram: Telegram) -> ASGIApp:
    """Return the whole server with /control/… beside it."""
    return server.create(telegram, _routes(telegram))


def _routes(telegram: Telegram) -> list[Route]:
    table = (
        ("/control/calls", _calls, "GET"),
        ("/control/faults", _add_fault, "POST"),
        ("/control/faults", _clear_faults, "DELETE"),
        ("/control/pace", _pace, "GET"),
        ("/control/pace", _set_pace, "POST"),
        ("/control/pending", _pending, "GET"),
        ("/control/phones", _make_phone, "POST"),
        ("/control/phones/{user_id:int}", _show_phone, "GET"),
        ("/control/phones/{user_id:int}/{deed}", _do, "POST"),
    )
    return [Route(path, partial(handle, telegram), methods=[verb]) for path, handle, verb in table]


async def _calls(telegram: Telegram, request: Request) -> Response:
    """Tell the calls, of one `method` if the query names one."""
    method = request.query_params.get("method")
    calls = telegram.called(method) if method else telegram.calls
    return _json(snapshots.CALLS.dump_json(calls))


async def _add_fault(telegram: Telegram, request: Request) -> Response:
    """Plan a fault: method, fault, times, probability, seconds."""
    wish = await request.json()
    telegram.faults.add(wish.pop("method"), Fault(wish.pop("fault")), **wish)
    return JSONResponse({})


async def _clear_faults(telegram: Telegram, _: Request) -> Response:
    """Let everything go well again."""
    telegram.faults.clear()
    return JSONResponse({})


async def _pace(telegram: Telegram, _: Request) -> Response:
    """Tell whether the limits are enforced and how often they were broken."""
    pace = telegram.pace
    return JSONResponse({"enforced": pace.enforced, "violations": pace.violations})


async def _set_pace(telegram: Telegram, request: Request) -> Response:
    """Enforce the limits or only count."""
    telegram.pace.enforced = (await request.json())["enforced"]
    return JSONResponse({})


async def _pending(telegram: Telegram, _: Request) -> Response:
    """Count the updates that the bot has not confirmed."""
    return JSONResponse({"pending": len(telegram.updates.pending)})


async def _make_phone(telegram: Telegram, request: Request) -> Response:
    """Find or make a phone: user_id, first_name and the other names."""
    return _phone(telegram.phone(**await request.json()))


async def _show_phone(telegram: Telegram, request: Request) -> Response:
    """Tell what is on a phone."""
    return _phone(telegram.phones[request.path_params["user_id"]])


async def _do(telegram: Telegram, request: Request) -> Response:
    """Let a person do something; the body holds the arguments of the phone's method."""
    phone, deed = telegram.phones[request.path_params["user_id"]], request.path_params["deed"]
    if deed not in DEEDS:
        return PlainTextResponse(f"A phone cannot {deed}.", 404)
    try:
        result = getattr(phone, deed)(*(await request.json()))
    except CannotDo as reason:
        return PlainTextResponse(str(reason), 409)
    return JSONResponse(result if isinstance(result, str) else None)


def _phone(phone: Phone) -> Response:
    return _json(snapshots.PHONE.dump_json(snapshots.of(phone)))


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")
