"""The demo's one address: Telegram, the stage and the console behind it."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.console import cookies
from bot.demo import desk, joining, phones
from bot.demo.botapi import Telegram, server
from bot.demo.phones.stage import Stage
from bot.wiring.installation import Installation
from bot.wiring.web import console_app, console_context


def site(home: Installation, telegram: Telegram, stage: Stage) -> ASGIApp:
    """Return everything that the demo serves."""
    pages = Starlette(
        routes=[
            Route("/desk", _desk(home, telegram)),
            Route(joining.PATH, joining.door(home, stage)),
            Mount("/console", console_app(home, telegram.username, joining.deep_link(home))),
            Mount("/", phones.create(stage)),
        ]
    )
    bot_api = server.create(telegram)

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        is_for_bots = scope.get("path", "").startswith(("/bot", "/file/"))
        await (bot_api if is_for_bots else pages)(scope, receive, send)

    return choose


def _desk(home: Installation, telegram: Telegram) -> Callable[[Request], Awaitable[Response]]:
    """Sign the caseworker in and show the console."""
    context = console_context(home, telegram.username)

    async def enter(_request: Request) -> Response:
        response = RedirectResponse("/console/")
        cookies.keep_browser(response, context, await run_in_threadpool(desk.sign_in, home))
        return response

    return enter
