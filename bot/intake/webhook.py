"""Take updates from Telegram: kept first, answered after."""

import hmac
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.actions import inbox
from bot.clock import Clock
from storage.database import Database

LARGEST_BODY = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the header's name


class Webhook:
    """The endpoint for one bot; whoever does not know the secret is turned away."""

    def __init__(self, database: Database, bot: str, secret: str, clock: Clock) -> None:
        """Keep updates for `bot`."""
        self._database = database
        self._bot = bot
        self._secret = secret.encode()
        self._clock = clock

    def route(self, path: str) -> Route:
        """Return the route that serves this endpoint."""
        return Route(path, self.take, methods=["POST"])

    async def take(self, request: Request) -> Response:
        """Answer 200 once the update is committed."""
        shown = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return PlainTextResponse("Unknown sender", HTTPStatus.FORBIDDEN)
        body = await _read(request)
        if body is None:
            return PlainTextResponse("Too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        await run_in_threadpool(inbox.keep, self._database, self._bot, [body], self._clock())
        return Response()


async def _read(request: Request) -> bytes | None:
    """Return the body, or None as soon as it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
