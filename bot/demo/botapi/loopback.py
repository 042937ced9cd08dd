"""Serving on this machine's own loopback, over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING

import uvicorn

from bot.demo.botapi import control

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from starlette.types import ASGIApp

    from bot.demo.botapi.telegram import Telegram

HOST = "127.0.0.1"
KEEP_ALIVE_SECONDS = 75
"""Longer than clients keep an idle connection: one that closes as it is used is a fault."""


class _Server(uvicorn.Server):
    """A web server that wakes whoever waits for news when it stops; it would wait for them."""

    def __init__(self, app: ASGIApp, telegram: Telegram) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                timeout_graceful_shutdown=5,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
            )
        )
        self.telegram = telegram

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self.telegram.close()
        await super().shutdown(sockets)


class _Guest(_Server):
    """The same, inside a program that has its own idea of Ctrl-C."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def listen(port: int = 0) -> socket.socket:
    """Open a socket on the loopback; port 0 is any free one."""
    # With the protocol named, asyncio sets TCP_NODELAY; without, each answer costs 47 ms.
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    opened.bind((HOST, port))
    opened.listen(128)
    return opened


def address(listening: socket.socket) -> str:
    """Tell the address of a listening socket."""
    return f"http://{HOST}:{listening.getsockname()[1]}"


def run(telegram: Telegram, listening: socket.socket, app: ASGIApp) -> None:
    """Serve until the process is told to stop."""
    _Server(app, telegram).run(sockets=[listening])


@contextlib.asynccontextmanager
async def serving(
    telegram: Telegram, *, port: int = 0, app: ASGIApp | None = None
) -> AsyncIterator[str]:
    """Serve from the running event loop and tell the address; `app` stands in for the Bot API."""
    telegram.open()
    listening = listen(port)
    guest = _Guest(app or control.server_with_control(telegram), telegram)
    task = asyncio.create_task(guest.serve(sockets=[listening]))
    try:
        while not guest.started and not task.done():  # noqa: ASYNC110  # uvicorn rings no bell
            await asyncio.sleep(0.005)
        yield address(listening)
    finally:
        guest.should_exit = True
        await task
