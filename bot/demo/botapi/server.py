"""The Bot API server as an ASGI application.

Source: https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo.botapi import errors, methods, misfortune, params
from bot.demo.botapi.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.demo.botapi.calls import Call
    from bot.demo.botapi.params import Params
    from bot.demo.botapi.telegram import Telegram


def create(telegram: Telegram, more: Sequence[Route] = ()) -> ASGIApp:
    """Serve /bot{token}/{method} and /file/bot{token}/{path}, and `more` beside them."""
    routes = [
        Route("/bot{token}/{method}", _Methods(telegram)),
        Route("/file/bot{token}/{path:path}", _Files(telegram)),
        *more,
    ]
    return misfortune.Exposed(Starlette(routes=routes))


class _Methods:
    """Answers calls, each with the fault that was planned for it."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> ASGIApp:
        name = methods.canonical(request.path_params["method"])
        if request.path_params["token"] != self.telegram.token:
            return _refusal(errors.unauthorized())
        if name is None:
            return _refusal(errors.not_found())
        return await self._meet(name, request)

    async def _meet(self, name: str, request: Request) -> ASGIApp:
        """Do what is asked, or as much of it as the planned fault allows."""
        plan = self.telegram.faults.take(name)
        call = self.telegram.log(name, plan.fault if plan else None)
        if call.fault is Fault.BEFORE_READING:
            return misfortune.drop
        try:
            values = await params.read(request)
        except errors.ApiError as refusal:
            call.outcome = refusal.description
            return _refusal(refusal)
        call.params = values.readable()
        instead = misfortune.before_acting(plan)
        return instead or await misfortune.after_acting(plan, await self._act(call, values))

    async def _act(self, call: Call, values: Params) -> Response:
        try:
            result = methods.NAMES[call.method](self.telegram, values)
            if inspect.isawaitable(result):
                result = await result
        except errors.ApiError as refusal:
            call.outcome = refusal.description
            return _refusal(refusal)
        call.outcome, call.result = "ok", result
        return JSONResponse({"ok": True, "result": result})


class _Files:
    """Hands out the bytes of files."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        known = request.path_params["token"] == self.telegram.token
        file = self.telegram.files.at(request.path_params["path"]) if known else None
        answer = (
            Response(file.content, media_type="application/octet-stream")
            if file
            else _refusal(errors.not_found())
        )
        await answer(scope, receive, send)


def _refusal(refusal: errors.ApiError) -> Response:
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else None
    return JSONResponse(refusal.answer(), refusal.code, headers)
