"""Upload a file once: whoever sends what Telegram has not got yet goes before the others.

They wait before their turn, so that nobody stands behind them at the gate.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.texts.enclosures import name_of
from bot.texts.message import Media, Message

Key = tuple[type[Media], int, str]


class Uploads:
    """Lets one at a time upload a file; after it has arrived, everybody sends its name."""

    def __init__(self) -> None:
        """Begin with nothing on its way."""
        self._under_way: WeakValueDictionary[Key, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def alone(self, look: Callable[[], Awaitable[Message | None]]) -> AsyncIterator[None]:
        """Wait while another uploads the same; `look` returns what would be sent now."""
        while (key := _to_upload(await look())) is not None:
            lock = self._under_way.setdefault(key, asyncio.Lock())
            async with lock:
                if _to_upload(await look()) == key:
                    yield
                    return
        yield


def _to_upload(message: Message | None) -> Key | None:
    """Return which file has to be uploaded for a message, if that can be done once for all."""
    if not isinstance(message, Media) or message.edits is not None or message.remote is not None:
        return None
    if message.file is None:
        return None
    return type(message), message.file, name_of(message)
