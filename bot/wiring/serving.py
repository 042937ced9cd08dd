"""Serve until told to stop."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Awaitable, Iterator, Sequence

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import BadSettings

BACKLOG = 512
"""So many wait in line, from the moment on at which the address is told."""

KEEP_ALIVE_SECONDS = 75
"""Longer than those in front of us keep an idle connection, so that none closes as it is used."""
STOP_SECONDS = 5


class _Server(uvicorn.Server):
    """A server that leaves the signals to `until_stopped`."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Parting:
    """Tells whoever still listens to a browser, once the server stops, that the browser has left.

    The server would wait for an answer that has no end until its patience is over.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.is_over = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; what is told until it was over ends as it should."""
        is_open = False

        async def noted(message: Message) -> None:
            nonlocal is_open
            is_open = message["type"] == "http.response.start" or message.get("more_body", False)
            await send(message)

        await self.app(scope, self._until_over(receive), noted)
        if is_open and self.is_over.is_set():
            await send({"type": "http.response.body"})

    def _until_over(self, receive: Receive) -> Receive:
        is_read = False

        async def received() -> Message:
            nonlocal is_read
            if is_read:
                return await self._or_over(receive)
            message = await receive()
            is_read = not message.get("more_body", False)
            return message

        return received

    async def _or_over(self, receive: Receive) -> Message:
        """Return what the server has to say, or as it stops, that nobody is there any more."""
        said = asyncio.ensure_future(receive())
        over = asyncio.ensure_future(self.is_over.wait())
        try:
            await asyncio.wait({said, over}, return_when=asyncio.FIRST_COMPLETED)
            return said.result() if said.done() else {"type": "http.disconnect"}
        finally:
            said.cancel()
            over.cancel()


def listen(port: int, *, host: str) -> socket.socket:
    """Return a socket that listens; raises BadSettings when the port is not to be had."""
    # A socket that is not made as TCP misses TCP_NODELAY, and each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except PermissionError:
        listener.close()
        sentence = f"Port {port} is not for this user. Set PORT to a number above 1023."
        raise BadSettings([sentence]) from None
    except OSError:
        listener.close()
        sentence = f"Port {port} is in use. Stop the other program or set PORT to another number."
        raise BadSettings([sentence]) from None
    listener.listen(BACKLOG)
    return listener


async def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serve `app` until cancelled; addresses are not logged, for some hold a token."""
    parting = _Parting(app)
    config = uvicorn.Config(
        parting,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    try:
        await asyncio.shield(serving)
    finally:
        parting.is_over.set()
        server.should_exit = True
        await asyncio.wait({serving})


async def until_stopped(services: Sequence[Awaitable[None]]) -> None:
    """Run services until SIGINT, SIGTERM or the first end of one, then stop them all."""
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    waiting = asyncio.ensure_future(stopped.wait())
    tasks = [asyncio.ensure_future(service) for service in services]
    await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    for task in (waiting, *tasks):
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome
