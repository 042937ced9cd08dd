"""Have words spoken, in a process of its own, and keep what was spoken for the next who asks.

A reminder says the same to everybody on a course who reads the same language, so most of what
is listened to has been spoken before.
"""

import asyncio
import sys
from collections import OrderedDict

import structlog

from bot import speech

LOG = structlog.get_logger()

KEPT_BYTES = 16 * 2**20
AT_ONCE = 1
"""Speaking takes a core; the others are for those who wait for an answer."""
PATIENCE_SECONDS = 20.0

Key = tuple[str, str]


class CannotSpeak(Exception):  # noqa: N818  # an answer, not a fault
    """The words could not be spoken."""


class Speaker:
    """Speaks one thing after the other; what is asked for twice is spoken once."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-I", speech.__file__)) -> None:
        """Use `command`, which takes a language and the words on its standard input."""
        self._command = command
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._asked: dict[Key, asyncio.Future[bytes]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)

    async def speak(self, words: str, language: str) -> bytes:
        """Return the words as OGG with Opus; raises CannotSpeak."""
        key = (language, words)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._asked:
            asked = self._asked[key] = asyncio.ensure_future(self._spoken(words, language))
            asked.add_done_callback(lambda _: self._asked.pop(key, None))
        # Whoever goes away does not take it from the others who wait.
        found = await asyncio.shield(self._asked[key])
        self._keep(key, found)
        return found

    def _keep(self, key: Key, content: bytes) -> None:
        self._kept[key] = content
        while sum(map(len, self._kept.values())) > KEPT_BYTES:
            self._kept.popitem(last=False)

    async def _spoken(self, words: str, language: str) -> bytes:
        async with self._room:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    return await self._run(words, language)
            except (TimeoutError, OSError) as error:
                LOG.warning("cannot_speak", error=type(error).__name__)
                raise CannotSpeak from error

    async def _run(self, words: str, language: str) -> bytes:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self._command, language, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            content, _ = await process.communicate(words.encode())
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode or not content:
            LOG.warning("cannot_speak", status=process.returncode)
            raise CannotSpeak
        return content
