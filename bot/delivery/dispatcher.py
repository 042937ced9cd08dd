"""From the outbox to the world: claim, wait for the turn, write "sending", send, settle."""

import asyncio
import secrets
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from weakref import WeakValueDictionary

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.actions import outbox, settling
from bot.clock import Clock
from bot.delivery import compose
from bot.delivery.consumer import Consumer
from bot.delivery.pacing import Gate, Turn
from bot.delivery.sender import Sender
from bot.delivery.uploads import Uploads
from bot.rules.results import Ambiguous, Result
from bot.texts import registry
from bot.texts.message import Message
from storage.database import AWAY, Database
from storage.outbox import Outbox
from storage.vocabulary import Priority

LOG = structlog.get_logger()


@dataclass(frozen=True)
class Lane:
    """Notices that share a number of places, so that answers never stand behind a crowd."""

    priorities: tuple[Priority, ...]
    places: int


ANSWERS = Lane((Priority.ANSWER,), places=40)
CROWD = Lane((Priority.CHANGE, Priority.REMINDER, Priority.BROADCAST), places=40)


def _lane(row: Outbox) -> Lane:
    return ANSWERS if row.priority in ANSWERS.priorities else CROWD


def _whose(row: Outbox) -> Hashable:
    """Return who gets a notice, as far as that can be told before the last check."""
    if row.staff_id is not None:
        return "staff", row.staff_id
    return row.participant_id or ("chat", row.chat_id)


class Dispatcher(Consumer):
    """The one active worker's way out; messages to one person keep their order."""

    idle_seconds = 0.2

    def __init__(
        self, database: Database, bot: str, sender: Sender, gate: Gate, clock: Clock
    ) -> None:
        """Serve the outbox of `bot`."""
        super().__init__(database, bot, clock)
        self._sender = sender
        self._gate = gate
        self._has_taken_over = False
        self._uploads, self._looking = Uploads(), asyncio.Lock()
        self._token = secrets.token_hex(8)
        self._busy: dict[Lane, set[asyncio.Task[None]]] = {ANSWERS: set(), CROWD: set()}
        self._in_order: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def step(self) -> int:
        """Claim what there is room for, at first what the worker before was at."""
        if not self._has_taken_over:
            await self._take_over()
        rows = await self._claim()
        for row in rows:
            busy = self._busy[_lane(row)]
            task = asyncio.create_task(self._deliver(row))
            busy.add(task)
            task.add_done_callback(busy.discard)
        return len(rows)

    async def _take_over(self) -> None:
        """Begin where a dead worker left off; what it was sending may have arrived a moment ago."""
        take_over = partial(outbox.take_over, self._database, self._bot, self._clock())
        for row in await self._ask(take_over):
            self._gate.remember(_whose(row))
        self._has_taken_over = True

    def begun(self) -> set[asyncio.Task[None]]:
        return self._busy[ANSWERS] | self._busy[CROWD]

    async def _claim(self) -> list[Outbox]:
        rooms = {lane.priorities: lane.places - len(busy) for lane, busy in self._busy.items()}
        rooms = {priorities: room for priorities, room in rooms.items() if room > 0}
        if not rooms:
            return []
        claim = partial(
            outbox.claim, self._database, self._bot, rooms, token=self._token, now=self._clock()
        )
        claiming = asyncio.ensure_future(self._ask(claim))
        try:
            return await asyncio.shield(claiming)
        except asyncio.CancelledError:
            # The thread goes on; what it claims would be nobody's until the lease ends.
            with suppress(*AWAY):
                for row in await claiming:
                    await self._put_back(row)
            raise

    async def _deliver(self, row: Outbox) -> None:
        """Bring one notice to its end; a fault of ours stops neither the others nor the loop."""
        whose = _whose(row)
        # It lives for as long as somebody holds it or waits for it.
        in_order = self._in_order.setdefault(whose, asyncio.Lock())
        async with in_order:
            try:
                await self._attempt(row, whose)
            except AWAY as fault:
                LOG.warning("notice_waits", row=row.id, error=type(fault).__name__)
                await self._put_back(row)
            except Exception:
                LOG.exception("notice_failed", row=row.id, kind=row.kind)
                await self._put_aside(row)

    async def _attempt(self, row: Outbox, whose: Hashable) -> None:
        notice = registry.read(row.kind, row.params)
        if not notice.encloses:
            await self._take_turn(row, whose if notice.rings() else None)
            return
        async with self._uploads.alone(partial(self._prepare, row)):
            await self._take_turn(row, whose if notice.rings() else None)

    async def _take_turn(self, row: Outbox, chat: Hashable | None) -> None:
        async with self._gate.turn(Priority(row.priority), chat) as turn:
            begin = partial(outbox.begin, self._database, row.id or 0, token=self._token)
            attempt = await self._ask(partial(begin, now=self._clock(), compose=compose.message))
            if attempt is None:
                turn.used = False
                return
            result = await self._send(attempt, turn)
        await self._settle(attempt, result)

    async def _prepare(self, row: Outbox) -> Message | None:
        """Have it spoken before its turn; what is said meanwhile in other words is spoken late."""
        preview = partial(outbox.preview, now=self._clock(), compose=compose.message)
        async with self._looking:  # one by one, for what is seen may be large
            message = await asyncio.to_thread(preview, self._database, row)
        if message is not None:
            await self._sender.prepare(message)
        return message

    async def _send(self, attempt: outbox.Attempt, turn: Turn) -> Result:
        try:
            return await self._sender.send(attempt.telegram_id, attempt.message, turn)
        except asyncio.CancelledError:
            with suppress(asyncio.CancelledError):
                await self._settle(attempt, Ambiguous())
            raise

    async def _settle(self, attempt: outbox.Attempt, result: Result) -> None:
        write = partial(settling.settle, self._database, attempt, result)
        now = self._clock()
        await self._write_down(attempt.row_id, partial(write, token=self._token, now=now))

    async def _put_back(self, row: Outbox) -> None:
        """Let a notice be claimed again whose last check broke off: nothing of it was sent."""
        number = row.id or 0
        write = partial(settling.put_back, self._database, number, token=self._token)
        await self._write_down(number, write)

    async def _put_aside(self, row: Outbox) -> None:
        """Set it aside for a person; what says "sending" would be nobody's otherwise."""
        number, now = row.id or 0, self._clock()
        write = partial(settling.put_aside, self._database, number, token=self._token, now=now)
        with suppress(SQLAlchemyError):
            await self._write_down(number, write)
