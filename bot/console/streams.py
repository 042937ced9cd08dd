"""What is told to a page as it happens: server-sent events, from looks at the database."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from storage.database import AWAY

MOST = 20
"""So many pages of one process are told at a time; the others ask again by themselves."""
LOOK_SECONDS = 1.0
AGAIN_MILLISECONDS = 2000
"""A browser that was cut off comes back after so long, and is asked anew who it is."""


@dataclass(frozen=True)
class News:
    """What a page is told now, and whether that is the end of it."""

    told: Mapping[str, object]
    is_last: bool


Look = Callable[[], News | None]
"""Looks once, in a thread; None when nothing may be told any more."""


class Streams:
    """The streams of this process."""

    def __init__(self, most: int = MOST, every: float = LOOK_SECONDS) -> None:
        """Allow `most` to be `open` at a time, with a look `every` so many seconds."""
        self._most = most
        self._every = every
        self.open = 0

    def of(self, look: Look) -> Response:
        """Return the stream of what `look` sees; an empty answer when there is no room for it."""
        if self.open >= self._most:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        return EventSourceResponse(self._events(look))

    async def _events(self, look: Look) -> AsyncIterator[ServerSentEvent]:
        """Tell what has changed until it is over; whoever leaves ends it between two looks."""
        self.open += 1
        try:
            async for told in self._changes(look):
                yield ServerSentEvent(json.dumps(told), retry=AGAIN_MILLISECONDS)
        finally:
            self.open -= 1

    async def _changes(self, look: Look) -> AsyncIterator[Mapping[str, object]]:
        known: Mapping[str, object] | None = None
        while True:
            try:
                news = await run_in_threadpool(look)
            except AWAY:
                return  # the browser comes back
            if news is None:
                return
            if news.told != known:
                known = news.told
                yield known
            if news.is_last:
                return
            await asyncio.sleep(self._every)
